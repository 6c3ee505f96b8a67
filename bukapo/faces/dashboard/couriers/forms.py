"""Keys of a courier service and where it fetches parcels. A key that was entered is never put into a page again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.shipping.couriers.codes import courier_name
from bukapo.shipping.couriers.reads import ServiceTold
from bukapo.shipping.couriers.writes import Origin
from bukapo.shipping.port import DROP_OFF, LIVE, PICKUP, SANDBOX
from bukapo.stores.models import Store

MODES = [(SANDBOX, _("Uji coba (sandbox): tidak ada kurir yang datang")), (LIVE, _("Sungguhan"))]
WAYS = [(PICKUP, _("Dijemput kurir")), (DROP_OFF, _("Saya antar ke gerai"))]
FIRST = 7
"""Couriers that are ticked to begin with."""
_REQUIRED = {"required": _("Bagian ini perlu diisi.")}


class ServiceForm(PlainForm):
    """Mode, the service's keys, who may carry, and where parcels are fetched."""

    mode = forms.ChoiceField(label=_("Dipakai untuk"), choices=MODES, widget=forms.RadioSelect)
    couriers = forms.MultipleChoiceField(
        label=_("Kurir yang dipakai"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu kurir.")},
    )
    from_name = forms.CharField(label=_("Nama pengirim"), max_length=80, error_messages=_REQUIRED)
    from_phone = forms.CharField(label=_("Nomor telepon pengirim"), max_length=30, error_messages=_REQUIRED)
    from_address = forms.CharField(
        label=_("Alamat jemput"), max_length=400, widget=forms.Textarea({"rows": 3}), error_messages=_REQUIRED
    )
    city = forms.CharField(label=_("Kelurahan, kecamatan, kota"), max_length=80, required=False)
    postal_code = forms.CharField(
        label=_("Kode pos"),
        max_length=5,
        error_messages=_REQUIRED,
        widget=forms.TextInput({"inputmode": "numeric"}),
    )

    def __init__(self, told: ServiceTold, store: Store, *args: Any, **kwargs: Any) -> None:
        account = told.account
        kwargs.setdefault("auto_id", f"{told.name}_%s")
        kwargs.setdefault("initial", {
            "mode": account.mode if account else SANDBOX,
            "couriers": list(account.couriers) if account else list(told.couriers[:FIRST]),
            "from_name": account.from_name if account else store.name,
            "from_phone": account.from_phone if account else store.phone,
            "from_address": account.from_address if account else store.address,
            "city": account.from_city if account else store.city,
            "postal_code": account.from_postal_code if account else "",
        })  # fmt: skip
        super().__init__(*args, **kwargs)
        self.names = [key.name for key in told.keys]
        choices = [(code, courier_name(code)) for code in told.couriers]
        self.fields["couriers"].choices = choices  # type: ignore[attr-defined]
        for key in told.keys:
            known = account.shown.get(key.name, "") if account else ""
            help_text = _("Tersimpan: %(known)s. Kosongkan kalau tidak diganti.") % {"known": known}
            self.fields[key.name] = forms.CharField(
                label=key.label,
                max_length=300,
                required=key.needed and not known,
                error_messages=_REQUIRED,
                widget=forms.PasswordInput({"autocomplete": "off"}) if key.secret else forms.TextInput(),
                help_text=help_text if known else "",
            )
        self.order_fields(["mode", *self.names, "couriers"])

    @property
    def key_fields(self) -> list[Any]:
        return [self[name] for name in self.names]

    def keys(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name, "") for name in self.names}

    def origin(self) -> Origin:
        data = self.cleaned_data
        return Origin(
            data["from_name"], data["from_phone"], data["from_address"], data["city"], data["postal_code"]
        )  # fmt: skip


class FetchForm(PlainForm):
    """When the courier shall come."""

    when = forms.DateTimeField(
        label=_("Waktu jemput"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%d-%m-%Y %H.%M"],
        error_messages={
            "required": _("Pilih waktu jemputnya."),
            "invalid": _("Tulis waktunya, misalnya 30/11/2026 10:00."),
        },
    )


class FoundForm(PlainForm):
    """The number the service gave a parcel whose answer was lost."""

    external_id = forms.CharField(
        label=_("Nomor pesanan di sana"), max_length=80, error_messages={"required": _("Tulis nomornya.")}
    )
