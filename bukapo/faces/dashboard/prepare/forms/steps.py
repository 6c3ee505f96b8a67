"""The wizard's steps. Each form knows its campaign, starts from what stands, and gives the part of the plan it holds.

A draft may lack anything but its title: what is missing is said beside the form, and keeps the PO from opening.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bukapo.campaigns import draft_reads
from bukapo.campaigns.locks.rules import MOST_DAYS
from bukapo.campaigns.models import Campaign
from bukapo.campaigns.plan import MOMENTS, MOST_PIECES, Item, Plan
from bukapo.campaigns.readiness import DATES, GOODS, PAY, TERMS, TIME, WAYS
from bukapo.campaigns.reads import current_promises
from bukapo.campaigns.rules import FIRST, LOT, MADE_TO_ORDER, SHARE, WINDOW
from bukapo.campaigns.tier_reads import tiers_of
from bukapo.catalog.reads import ProductRow
from bukapo.faces.dashboard.prepare.fields import (
    LocalMomentField,
    NeededChoiceField,
    NeededRupiahField,
    PromisedDayField,
)
from bukapo.faces.dashboard.prepare.forms import PlainForm, tiers
from bukapo.faces.dashboard.prepare.forms.groups import group_fields
from bukapo.faces.dashboard.prepare.forms.kinds import KIND_CHOICES, KindField
from bukapo.faces.dashboard.prepare.forms.made import endless_field, endless_from
from bukapo.faces.dashboard.prepare.forms.minimum import MinimumBoxes
from bukapo.faces.dashboard.prepare.forms.pay import PayForm
from bukapo.faces.dashboard.prepare.forms.step import StepForm
from bukapo.faces.ui.fields import RupiahField, WholeField

PIECES = {"min_value": 1, "max_value": MOST_PIECES, "required": False}


class OfferedRow(NamedTuple):
    """A product beside its tick and its prices."""

    product: ProductRow
    pick: forms.BoundField
    price: forms.BoundField
    early: forms.BoundField


class CapRow(NamedTuple):
    """A variant beside the box for its cap."""

    label: str
    field: forms.BoundField


class GoodsForm(PlainForm):
    """Also the first page of a new PO, when there is no campaign yet."""

    use_required_attribute = False
    title = forms.CharField(
        label=_("Judul PO"), max_length=100, help_text=_("Misalnya: Kaos Reuni Angkatan 11")
    )
    story = forms.CharField(
        label=_("Cerita PO"),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Untuk siapa, kenapa PO, apa istimewanya."),
    )
    kind = KindField(label=_("Jenis PO"), choices=KIND_CHOICES)
    early_until = LocalMomentField(
        label=_("Harga early bird berlaku sampai"),
        required=False,
        help_text=_("Tepat di detik ini harga PO yang berlaku, menurut jam BukaPO."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        products: Sequence[ProductRow],
        zone: str,
        campaign: Campaign | None = None,
    ) -> None:
        self.products = list(products)
        items = {item.product_id: item for item in draft_reads.items_of(campaign)} if campaign else {}
        initial: dict[str, Any] = {
            name: getattr(campaign, name) for name in ("title", "story", "kind", "early_until") if campaign
        }
        initial.setdefault("kind", WINDOW)
        stairs = tiers_of(campaign) if campaign else {}
        alone = len(self.products) == 1 and not campaign
        for product in self.products:
            item = items.get(product.id)
            initial[f"pick_{product.id}"] = item is not None or alone
            initial[f"price_{product.id}"] = (item.price or None) if item else None
            initial[f"early_{product.id}"] = (item.early_price or None) if item else None
            initial |= tiers.starting(product.id, stairs.get(product.id, ()))
        super().__init__(data, initial=initial)
        self.fields["early_until"].zone = zone  # type: ignore[attr-defined]
        for product in self.products:
            self.fields[f"pick_{product.id}"] = forms.BooleanField(label=product.name, required=False)
            self.fields[f"price_{product.id}"] = NeededRupiahField(
                label=_("Harga PO per pcs"), max_value=1_000_000_000
            )
            self.fields[f"early_{product.id}"] = RupiahField(
                label=product.name, max_value=1_000_000_000, required=False
            )
            self.fields |= tiers.fields(product.id)

    def tier_boxes(self) -> list[tiers.TierBox]:
        return [tiers.box(self, product.id, product.name) for product in self.products]

    @property
    def has_tiers(self) -> bool:
        return tiers.is_open(self.tier_boxes())

    def rows(self) -> Iterator[OfferedRow]:
        for product in self.products:
            names = (f"{name}_{product.id}" for name in ("pick", "price", "early"))
            yield OfferedRow(product, *(self[name] for name in names))

    @property
    def has_early(self) -> bool:
        """Open the fold when something stands in it or is wrong with it."""
        boxes = [self["early_until"], *(row.early for row in self.rows())]
        return any(box.value() or box.errors for box in boxes)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for product in self.products:
            price, early = data.get(f"price_{product.id}"), data.get(f"early_{product.id}")
            if price and early and early >= price:
                self.add_error(f"early_{product.id}", _("Harga early bird harus di bawah harga PO."))
            tiers.check(self, product.id)
        return data

    def plan(self) -> Plan:
        data = self.cleaned_data
        items = [
            Item(
                product.id,
                data[f"price_{product.id}"] or 0,
                early_price=self._early(product.id),
                tiers=tiers.typed(self, product.id),
            )
            for product in self.products
            if data[f"pick_{product.id}"]
        ]
        texts: Plan = {
            "title": data["title"],
            "story": data["story"],
            "kind": data["kind"],
        }
        return {**texts, "items": items, "early_until": data["early_until"]}

    def _early(self, product_id: int) -> int:
        """An early price without a price beside it means nothing yet."""
        data = self.cleaned_data
        return (data[f"early_{product_id}"] or 0) if data[f"price_{product_id}"] else 0


class TimeForm(MinimumBoxes, StepForm):
    opens_at = LocalMomentField(label=_("Dibuka"))
    closes_at = LocalMomentField(
        label=pgettext_lazy("jadwal", "Ditutup"),
        help_text=_("Tepat di detik ini pesanan tidak diterima lagi."),
    )
    cap = WholeField(
        label=_("Kuota PO"), help_text=_("Jumlah pcs seluruhnya. Kosong = tanpa batas."), **PIECES
    )
    buyer_cap = WholeField(label=_("Batas per pembeli"), help_text=_("Dihitung per nomor HP."), **PIECES)
    target = WholeField(
        label=_("Target"), help_text=_("Hanya untuk Anda: berapa pcs yang diharapkan."), **PIECES
    )

    draw_at = LocalMomentField(
        label=_("Undian"),
        required=False,
        help_text=_("Sampai saat ini pembeli hanya mendaftar, lalu undian menentukan siapa kebagian kuota."),
    )
    early_opens_at = LocalMomentField(
        label=_("Buka awal"),
        required=False,
        help_text=_("Sejak saat ini yang memegang tautan khusus sudah bisa memesan."),
    )
    grace_minutes = WholeField(
        label=_("Kelonggaran setelah tutup"),
        min_value=0,
        max_value=60,
        required=False,
        help_text=_("Yang membuka formulir sebelum tutup masih boleh mengirimnya selama ini."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, campaign: Campaign) -> None:
        self.variants = draft_reads.variants_on_offer(campaign)
        self.known = draft_reads.caps_of(campaign)
        super().__init__(data, campaign=campaign)
        self.add_boxes(campaign)
        for name in MOMENTS:
            if name not in self.fields:
                continue
            self.fields[name].zone = campaign.store.zone  # type: ignore[attr-defined]
        if campaign.kind == MADE_TO_ORDER:
            self.fields["endless"] = endless_field()
        for variant in self.variants:
            label = variant.label or variant.product.name
            self.fields[f"cap_{variant.pk}"] = WholeField(
                label=label, initial=self.known.get(variant.pk), **PIECES
            )

    def start(self, campaign: Campaign) -> dict[str, Any]:
        start = {**super().start(campaign), "cap": self.known.get(None)}
        return {**start, "grace_minutes": campaign.grace_minutes or None}

    def cap_rows(self) -> Iterator[CapRow]:
        several = len({variant.product_id for variant in self.variants}) > 1
        for variant in self.variants:
            label = f"{variant.product.name}: {variant.label}" if several and variant.label else variant.label
            yield CapRow(label or variant.product.name, self[f"cap_{variant.pk}"])

    @property
    def has_variant_caps(self) -> bool:
        """Open the fold when something stands in it."""
        return any(self[f"cap_{variant.pk}"].value() for variant in self.variants)

    @property
    def has_fairness(self) -> bool:
        """Open the fold when something stands in it or is wrong with it."""
        names = ("draw_at", "early_opens_at", "grace_minutes")
        return any(self[name].value() or self[name].errors for name in names)

    def plan(self) -> Plan:
        data = self.cleaned_data
        return {
            "opens_at": data["opens_at"],
            "closes_at": endless_from(data["opens_at"]) if data.get("endless") else data["closes_at"],
            "draw_at": data["draw_at"],
            "early_opens_at": data["early_opens_at"],
            "grace_minutes": data["grace_minutes"] or 0,
            "cap": data["cap"],
            "buyer_cap": data["buyer_cap"],
            "target": data["target"],
            "caps": {v.pk: data[f"cap_{v.pk}"] for v in self.variants if data[f"cap_{v.pk}"]},
            **self.minimum_plan(),
        }


class DatesForm(StepForm):
    produced = PromisedDayField(label=_("Perkiraan selesai produksi"))
    ship_from = PromisedDayField(label=_("Mulai dikirim atau bisa diambil"))
    ship_until = PromisedDayField(
        label=_("Paling lambat dikirim"),
        help_text=_("Beri jarak yang aman. Lewat dari sini pembeli punya hak menurut aturan toko."),
    )
    workshop_name = forms.CharField(
        label=_("Dibuat di"),
        max_length=80,
        required=False,
        help_text=_("Nama konveksi atau dapur; hanya Anda yang melihat."),
    )

    def start(self, campaign: Campaign) -> dict[str, Any]:
        return {**super().start(campaign), **current_promises(campaign)}


class WaysForm(StepForm):
    pickup = forms.BooleanField(label=_("Ambil sendiri"), required=False)
    pickup_place = forms.CharField(
        label=_("Tempat dan jam ambil"),
        max_length=200,
        required=False,
        help_text=_("Misalnya: Sekretariat, Sabtu 10.00–15.00"),
    )
    courier = forms.BooleanField(
        label=_("Dikirim kurir"), required=False, help_text=_("Ongkir dari tabel wilayah toko.")
    )
    address_days = WholeField(
        label=_("Alamat dikunci"),
        min_value=0,
        max_value=MOST_DAYS,
        required=False,
        help_text=_("Hari sebelum mulai kirim. Sampai saat itu pembeli boleh mengubah alamatnya sendiri."),
    )
    shipping_with = forms.ChoiceField(
        label=_("Ongkir dibayar"),
        widget=forms.RadioSelect,
        choices=[
            ("order", _("Bersama pesanan")),
            ("balance", _("Bersama pelunasan, setelah produksi selesai")),
        ],
    )

    groups, group_least, group_note = group_fields()

    def clean_group_least(self) -> int:
        return self.cleaned_data["group_least"] or 0

    def clean_address_days(self) -> int:
        """Left empty it stays as it was."""
        typed: int | None = self.cleaned_data["address_days"]
        return self.campaign.address_days if typed is None else typed


class TermsForm(StepForm):
    short_rule = NeededChoiceField(
        label=_("Kalau barang jadi kurang dari pesanan, yang kebagian"),
        widget=forms.RadioSelect,
        choices=[
            (FIRST, _("Yang lebih dulu pasti (pembayaran pertamanya masuk)")),
            (SHARE, _("Semua, sebanding dengan jumlah pesanannya")),
            (LOT, _("Diundi, dengan benih yang disegel waktu terbit")),
        ],
        help_text=_("Dibekukan waktu PO terbit. Hasil pembagiannya bisa diperiksa siapa saja."),
    )
    extra_terms = forms.CharField(
        label=_("Aturan tambahan"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Satu per baris. Yang pokok sudah tertulis sendiri dari isian Anda; lihat di bawah."),
    )

    def plan(self) -> Plan:
        data = super().plan()
        if not data.get("short_rule"):
            del data["short_rule"]  # not sent: as it was
        return data


STEP_FORMS: dict[str, type[StepForm]] = {
    TIME: TimeForm,
    PAY: PayForm,
    DATES: DatesForm,
    WAYS: WaysForm,
    TERMS: TermsForm,
}
STEP_TITLES = {
    GOODS: _("Produk & harga"),
    TIME: _("Waktu & kuota"),
    PAY: _("Bayar"),
    DATES: _("Janji tanggal"),
    WAYS: _("Kirim"),
    TERMS: _("Aturan"),
}
