"""A new partner, a commission that was sent, a reward for friends."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.partners.rules import (
    MOST_BP,
    MOST_FIXED,
    MOST_REWARD,
    PER_ORDER,
    PER_PIECE,
    PERCENT,
    PartnerTerms,
)
from bukapo.faces.dashboard.prepare.fields import (
    LocalMomentField,
    NeededChoiceField,
    NeededRupiahField,
    NeededWholeField,
)
from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.ui.fields import RupiahField
from bukapo.stores.models import Store
from bukapo.stores.reads import bank_accounts


def running_campaigns(store: Store) -> dict[str, Campaign]:
    """POs that may still take orders, by their address."""
    rows = Campaign.objects.of(store).filter(state__in=["draft", "published"]).order_by("-pk")[:50]
    return {row.slug: row for row in rows}


class PartnerForm(PlainForm):
    use_required_attribute = False
    name = forms.CharField(label=_("Nama mitra"), max_length=80, help_text=_("Hanya Anda yang melihatnya."))
    code = forms.CharField(
        label=_("Kode"), max_length=40, help_text=_("Ada di ujung tautannya, misalnya RINA10.")
    )
    where = NeededChoiceField(label=_("Berlaku di"))
    way = forms.ChoiceField(
        label=_("Komisinya"),
        widget=forms.RadioSelect,
        choices=[
            (PERCENT, _("Persen dari harga barang")),
            (PER_ORDER, _("Rupiah per pesanan")),
            (PER_PIECE, _("Rupiah per pcs")),
        ],
    )
    percent = NeededWholeField(label=_("Persen"), min_value=1, max_value=MOST_BP // 100)
    fixed = NeededRupiahField(label=_("Rupiah"), min_value=1, max_value=MOST_FIXED)
    phone = forms.CharField(
        label=_("Nomor WhatsApp mitra"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"inputmode": "tel"}),
        help_text=_("Pesanan dengan nomor ini tidak dihitung: mitra tidak bisa mengajak dirinya sendiri."),
    )
    email = forms.CharField(
        label=_("E-mail mitra"),
        max_length=254,
        required=False,
        widget=forms.TextInput({"inputmode": "email"}),
    )
    starts_at = LocalMomentField(label=_("Mulai berlaku"), required=False, help_text=_("Kosong = sekarang."))
    ends_at = LocalMomentField(
        label=_("Berakhir"), required=False, help_text=_("Kosong = sampai dihentikan.")
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, store: Store) -> None:
        super().__init__(data, initial={"way": PERCENT})
        self.campaigns = running_campaigns(store)
        self.fields["where"].choices = [  # type: ignore[attr-defined]
            ("", _("Semua PO toko ini")), *((slug, row.title) for slug, row in self.campaigns.items())
        ]  # fmt: skip
        for name in ("starts_at", "ends_at"):
            self.fields[name].zone = store.zone  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        field = "percent" if data.get("way") == PERCENT else "fixed"
        if data.get("way") and data.get(field) is None and field not in self.errors:
            self.add_error(field, _("Isi besar komisinya."))
        return data

    @property
    def campaign_id(self) -> int | None:
        """The PO it counts in; None = every one."""
        found = self.campaigns.get(self.cleaned_data["where"])
        return found.pk if found else None

    def terms(self) -> PartnerTerms:
        data = self.cleaned_data
        rate = (data["percent"] or 0) * 100 if data["way"] == PERCENT else data["fixed"] or 0
        return PartnerTerms(
            name=data["name"],
            code=data["code"],
            way=data["way"],
            rate=rate,
            phone=data["phone"],
            email=data["email"],
            starts_at=data["starts_at"],
            ends_at=data["ends_at"],
        )


class PayForm(PlainForm):
    """`amount` is the sum that stood on the page: another one is not booked."""

    use_required_attribute = False
    CASH = "cash"
    amount = forms.IntegerField(widget=forms.HiddenInput)
    bank_account = forms.ChoiceField(label=_("Dibayar dari"))
    note = forms.CharField(label=_("Catatan"), max_length=120, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, store: Store, amount: int = 0) -> None:
        super().__init__(data, initial={"amount": amount})
        banks = [(str(bank.pk), f"{bank.bank} {bank.number}") for bank in bank_accounts(store)]
        self.fields["bank_account"].choices = [*banks, (self.CASH, _("Kas tunai"))]  # type: ignore[attr-defined]

    @property
    def bank_account_id(self) -> int | None:
        chosen = self.cleaned_data["bank_account"]
        return None if chosen == self.CASH else int(chosen)


class FriendForm(PlainForm):
    use_required_attribute = False
    campaign = forms.ChoiceField(label=_("PO"))
    reward = RupiahField(
        label=_("Saldo per teman"),
        max_value=MOST_REWARD,
        required=False,
        help_text=_("Untuk pembeli yang mengajak, per pesanan temannya. Kosong = dimatikan."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, store: Store) -> None:
        super().__init__(data)
        self.campaigns = running_campaigns(store)
        self.fields["campaign"].choices = [(slug, row.title) for slug, row in self.campaigns.items()]  # type: ignore[attr-defined]
