"""A new voucher: what it takes off, from when to when, for how many."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.campaigns.models import Campaign, Partner
from bukapo.campaigns.partners.rules import PARTNER
from bukapo.campaigns.vouchers import MOST_BP, VoucherTerms
from bukapo.faces.dashboard.prepare.fields import (
    LocalMomentField,
    NeededChoiceField,
    NeededRupiahField,
    NeededWholeField,
)
from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.ui.fields import RupiahField, WholeField
from bukapo.stores.models import Store

RUPIAH = {"max_value": 1_000_000_000, "required": False}


class VoucherForm(PlainForm):
    use_required_attribute = False
    PERCENT, FIXED = "percent", "fixed"
    code = forms.CharField(
        label=_("Kode"),
        max_length=40,
        help_text=_("Huruf dan angka, misalnya HEMAT10. Besar kecilnya sama saja."),
    )
    where = NeededChoiceField(label=_("Berlaku di"))
    partner = NeededChoiceField(
        label=_("Kode milik mitra"),
        help_text=_("Pesanan yang memakainya dihitung untuk mitra itu."),
    )
    kind = forms.ChoiceField(
        label=_("Potongannya"),
        widget=forms.RadioSelect,
        choices=[(PERCENT, _("Persen dari harga barang")), (FIXED, _("Rupiah dari harga barang"))],
    )
    percent = NeededWholeField(label=_("Persen"), min_value=1, max_value=MOST_BP // 100)
    most = RupiahField(label=_("Paling banyak"), help_text=_("Kosong = tanpa batas."), **RUPIAH)
    fixed = NeededRupiahField(label=_("Rupiah"), min_value=1, max_value=1_000_000_000)
    least = RupiahField(
        label=_("Belanja minimal"), help_text=_("Harga barang, tanpa ongkir. Kosong = berapa pun."), **RUPIAH
    )
    cap = WholeField(
        label=_("Bisa dipakai"),
        min_value=1,
        required=False,
        help_text=_("Oleh berapa pesanan. Kosong = tanpa batas."),
    )
    buyer_cap = WholeField(
        label=_("Per pembeli"),
        min_value=1,
        required=False,
        help_text=_("Dihitung per nomor WhatsApp dan e-mail."),
    )
    starts_at = LocalMomentField(label=_("Mulai berlaku"), required=False, help_text=_("Kosong = sekarang."))
    ends_at = LocalMomentField(
        label=_("Berakhir"), required=False, help_text=_("Kosong = sampai dihentikan.")
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, store: Store, campaign: str = "") -> None:
        super().__init__(data, initial={"kind": self.PERCENT, "buyer_cap": 1, "where": campaign})
        rows = Campaign.objects.of(store).filter(state__in=["draft", "published"]).order_by("-pk")[:50]
        self.campaigns = {row.slug: row.pk for row in rows}
        self.fields["where"].choices = [  # type: ignore[attr-defined]
            ("", _("Semua PO toko ini")), *((row.slug, row.title) for row in rows)
        ]  # fmt: skip
        partners = Partner.objects.of(store).filter(kind=PARTNER, stopped_at=None).order_by("code")[:200]
        self.partners = {str(row.pk): row for row in partners}
        self.fields["partner"].choices = [  # type: ignore[attr-defined]
            ("", _("Bukan milik siapa-siapa")),
            *((pk, f"{row.code} · {row.name}") for pk, row in self.partners.items()),
        ]
        for name in ("starts_at", "ends_at"):
            self.fields[name].zone = store.zone  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        amount = data.get("kind")
        if amount and data.get(amount) is None and amount not in self.errors:
            self.add_error(amount, _("Isi besar potongannya."))
        return data

    @property
    def campaign_id(self) -> int | None:
        """The PO it counts in; None = every one."""
        return self.campaigns.get(self.cleaned_data["where"])

    @property
    def partner_id(self) -> int | None:
        """Who gets the orders that use it."""
        found = self.partners.get(self.cleaned_data["partner"])
        return found.pk if found else None

    def terms(self) -> VoucherTerms:
        data = self.cleaned_data
        in_percent = data["kind"] == self.PERCENT
        return VoucherTerms(
            code=data["code"],
            bp=(data["percent"] or 0) * 100 if in_percent else 0,
            most=(data["most"] or 0) if in_percent else 0,
            fixed=0 if in_percent else data["fixed"] or 0,
            least=data["least"] or 0,
            starts_at=data["starts_at"],
            ends_at=data["ends_at"],
            cap=data["cap"],
            buyer_cap=data["buyer_cap"],
        )
