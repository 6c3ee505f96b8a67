"""What a seller fills in to decide a claim and to bring it to its end."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.ui.fields import RupiahField
from bukapo.production.models import WorkOrder
from bukapo.trust.claims.deciding import seller_pays
from bukapo.trust.claims.rules import (
    APART,
    BATCH,
    BUYER,
    EXCHANGE,
    FIT,
    REMEDIES,
    SELLER,
    SPARE,
    WORK_ORDER,
    Remedy,
)
from bukapo.trust.claims.supply import Supply
from bukapo.trust.models import Claim


def sources(supply: Supply) -> list[tuple[str, str]]:
    """Where new pieces can come from, the soonest first: what is left over, what is being made, what comes next."""
    left = ", ".join(f"{label}: {n} pcs" for label, n in supply.left)
    found = [(SPARE, gettext("Lebihan yang sudah jadi (%(left)s)") % {"left": left})] if supply.spare else []
    found += [
        (f"{WORK_ORDER}-{one.pk}", gettext("Ikut %(number)s di %(name)s, ditambahkan sebagai lebihan")
         % {"number": one.number, "name": one.workshop_name})
        for one in supply.work_orders
    ]  # fmt: skip
    found += [
        (f"{BATCH}-{one.pk}", gettext("Ikut PO berikutnya: %(title)s") % {"title": one.title})
        for one in supply.batches
    ]
    return [*found, (APART, gettext("Dibuat terpisah"))]


def exchange_promised(claim: Claim) -> bool:
    """Another size for goods that are right, by the terms: the buyer sends them back and pays for it."""
    return claim.reason == FIT and not claim.late


class DecideForm(PlainForm):
    """`remedy()` is what was chosen. The buyer's wish is proposed."""

    kind = forms.ChoiceField(label=_("Penyelesaian"), widget=forms.RadioSelect)
    amount = RupiahField(label=_("Uang yang dikembalikan"), required=False)
    source = forms.ChoiceField(label=_("Barang baru dari mana"), required=False)
    goods_back = forms.BooleanField(label=_("Barangnya dikirim balik dulu"), required=False)
    payer = forms.ChoiceField(
        label=_("Ongkir baliknya ditanggung"),
        choices=[(SELLER, _("Toko")), (BUYER, _("Pembeli"))],
        widget=forms.RadioSelect,
        initial=SELLER,
        required=False,
    )
    made_by = forms.TypedChoiceField(
        label=_("Dibuat oleh"), required=False, coerce=int, empty_value=None,
        help_text=_("Supaya cacatnya tercatat di konveksi yang benar."),
    )  # fmt: skip
    seen = forms.IntegerField(required=False, min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Pesan untuk pembeli"), required=False, max_length=300, widget=forms.Textarea({"rows": 2})
    )

    def __init__(
        self, data: Any = None, *, claim: Claim, most: int, supply: Supply, makers: Sequence[WorkOrder]
    ) -> None:
        fitting = exchange_promised(claim)
        super().__init__(
            data,
            initial={
                "kind": claim.remedy or claim.wish,
                "amount": claim.amount or most,
                "payer": claim.return_payer or (BUYER if fitting else SELLER),
                "goods_back": bool(claim.return_payer) or fitting,
                "made_by": claim.of_work_order_id,
            },
        )
        exchange = all(one.variant_id for one in claim.pieces.all())
        fields: Any = self.fields
        fields["kind"].choices = [(k, gettext(w)) for k, w in REMEDIES.items() if k != EXCHANGE or exchange]
        fields["source"].choices = sources(supply)
        fields["amount"].help_text = gettext("Paling banyak harga barang yang dikomplain.")
        if seller_pays(claim):
            fields["goods_back"].help_text = gettext(
                "Ongkir baliknya ditanggung toko: begitu janji di aturan pesanan ini."
            )
            del self.fields["payer"]
        if len(makers) > 1:
            fields["made_by"].choices = [("", gettext("belum tahu"))] + [
                (str(one.pk), f"{one.workshop_name} · {one.number}") for one in makers
            ]
        else:
            del self.fields["made_by"]

    @property
    def made_by_id(self) -> int | None:
        value: int | None = self.cleaned_data.get("made_by")
        return value

    def remedy(self) -> Remedy:
        chosen = self.cleaned_data
        source, _dash, pk = (chosen["source"] or APART).partition("-")
        return Remedy(
            kind=chosen["kind"],
            amount=chosen["amount"] or 0,
            source=source,
            work_order_id=int(pk) if source == WORK_ORDER else None,
            batch_id=int(pk) if source == BATCH else None,
            goods_back=chosen["goods_back"],
            payer=chosen.get("payer") or SELLER,
            note=chosen["note"],
        )


class RefuseForm(PlainForm):
    reason = forms.CharField(
        label=_("Alasannya"),
        min_length=10,
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Pembeli membacanya, boleh menjawab sekali, dan diberi tahu jalur pengaduannya."),
        error_messages={"min_length": _("Tulis alasannya; pembeli akan membacanya.")},
    )


class SendForm(PlainForm):
    courier = forms.CharField(label=_("Kurir"), max_length=40, required=False)
    tracking_number = forms.CharField(
        label=_("Nomor resi"), max_length=60, required=False,
        help_text=_("Kosongkan keduanya kalau barangnya diserahkan langsung."),
    )  # fmt: skip


class JoinForm(PlainForm):
    """Of an agreed replacement that waits for the next PO: the work order that it joins now."""

    work_order = forms.TypedChoiceField(label=_("SPK"), coerce=int)

    def __init__(self, data: Any = None, *, rows: Sequence[WorkOrder]) -> None:
        super().__init__(data)
        fields: Any = self.fields
        fields["work_order"].choices = [(str(one.pk), f"{one.number} · {one.workshop_name}") for one in rows]
