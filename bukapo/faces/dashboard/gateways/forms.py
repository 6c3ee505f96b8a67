"""Keys of a gateway, and what it paid out. A key that was entered is never put into a page again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.faces.dashboard.orders.forms import AMOUNT_WRONG
from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.ui.fields import RupiahField
from bukapo.orders.receive import MAX_AMOUNT
from bukapo.payments.gateways.reads import GatewayTold
from bukapo.payments.port import LIVE, SANDBOX

MODES = [(SANDBOX, _("Uji coba (sandbox): uangnya mainan")), (LIVE, _("Sungguhan: uang pembeli"))]


class KeysForm(PlainForm):
    """Mode, the gateway's keys, and the ways to pay that buyers are offered."""

    mode = forms.ChoiceField(label=_("Dipakai untuk"), choices=MODES, widget=forms.RadioSelect)
    methods = forms.MultipleChoiceField(
        label=_("Cara bayar yang ditawarkan"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Pilih yang sudah aktif di akun gateway Anda."),
    )  # fmt: skip

    def __init__(self, gateway: GatewayTold, *args: Any, **kwargs: Any) -> None:
        account = gateway.account
        kwargs.setdefault("prefix", gateway.name)
        kwargs.setdefault("initial", {
            "mode": account.mode if account else SANDBOX,
            "methods": list(account.methods) if account else [method.code for method in gateway.methods[:6]],
        })  # fmt: skip
        super().__init__(*args, **kwargs)
        self.names = [key.name for key in gateway.keys]
        self.fields["methods"].choices = [(m.code, m.name) for m in gateway.methods]  # type: ignore[attr-defined]
        for key in gateway.keys:
            known = account.shown.get(key.name, "") if account else ""
            help_text = _("Tersimpan: %(known)s. Kosongkan kalau tidak diganti.") % {"known": known}
            self.fields[key.name] = forms.CharField(
                label=key.label,
                max_length=300,
                required=not known,
                error_messages={"required": _("Bagian ini perlu diisi.")},
                widget=forms.PasswordInput({"autocomplete": "off"}) if key.secret else forms.TextInput(),
                help_text=help_text if known else "",
            )
        self.order_fields(["mode", *self.names, "methods"])

    @property
    def key_fields(self) -> list[Any]:
        return [self[name] for name in self.names]

    def keys(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name, "") for name in self.names}


class PayoutForm(PlainForm):
    """`Pencairan`: what arrived at the bank, and what the gateway kept."""

    amount = RupiahField(
        label=_("Masuk ke rekening"), min_value=1, max_value=MAX_AMOUNT, error_messages=AMOUNT_WRONG
    )
    fee = RupiahField(label=_("Dipotong gateway"), required=False, max_value=MAX_AMOUNT)
    bank = forms.ChoiceField(label=_("Rekening"))
    note = forms.CharField(label=_("Catatan"), required=False, max_length=200)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, banks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bank"].choices = banks  # type: ignore[attr-defined]
