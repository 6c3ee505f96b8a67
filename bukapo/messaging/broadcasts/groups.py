"""Whom one may write to: each group is a question to the database, in a list that other rooms' people can join.

A group's `people` yields rows whose values are `PEOPLE`, in that order: `rank` (a later one counts for a person who is
there twice), `order` (or None), `who` (stable, `order:17`), `name`, `phone` (E.164 or ""), `mail`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models import Case as Choose
from django.db.models.functions import Cast, Concat, Lower

from bukapo.campaigns.models import Campaign
from bukapo.catalog.models import Variant
from bukapo.kernel.refusal import NotFound, gettext_noop
from bukapo.messaging.consents.rows import Consent
from bukapo.messaging.rules import NEWS, OFFER
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.rules import HOLDING
from bukapo.payments.models import Charge
from bukapo.shipping.rules import COURIER, PICKUP
from bukapo.trust.models import Review

PEOPLE = ("rank", "order", "who", "name", "phone", "mail")
_OF_ORDER = ("nama", "nomor", "judul_po", "toko", "tautan", "tautan_po", "jumlah_pcs", "total", "tagihan",
             "batas_bayar", "sisa", "tanggal")  # fmt: skip
_OF_ANYBODY = ("nama", "toko", "judul_po", "tautan", "tautan_po")

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Asked:
    """Which group: of a PO (`campaign`), of the whole store without one; `choice` where the group has several."""

    store_id: int
    campaign: Campaign | None = None
    choice: str = ""


@dataclass(frozen=True)
class Group:
    """`title` names it (to be translated). `purposes` it may be told. `of_store`: it knows no PO of its own, and the
    PO that is chosen is only what is told about. `choices` are offered for a campaign."""

    key: str
    title: str
    people: "Callable[[Asked], QuerySet[Order]]"
    purposes: tuple[str, ...] = (NEWS,)
    gaps: tuple[str, ...] = _OF_ORDER
    of_store: bool = False
    choices: Callable[[Campaign], Choices] | None = None


def _orders(asked: Asked) -> "QuerySet[Order]":
    rows: QuerySet[Order] = Order.objects.of(asked.store_id).filter(
        campaign=asked.campaign, state__in=HOLDING
    )
    return rows


def _open_charge(asked: Asked) -> Exists:
    return Exists(Charge.objects.of(asked.store_id).filter(order=OuterRef("pk"), state="open"))


def _unpaid(asked: Asked) -> "QuerySet[Order]":
    return _orders(asked).filter(_open_charge(asked), state="placed")


def _owing(asked: Asked) -> "QuerySet[Order]":
    return _orders(asked).filter(_open_charge(asked)).exclude(state="placed")


def _paid_up(asked: Asked) -> "QuerySet[Order]":
    return _orders(asked).exclude(state="placed").filter(charged__lte=F("paid") - F("refunded"))


def _with_variant(asked: Asked) -> "QuerySet[Order]":
    """`choice`: `p:<product>`, `v:<variant>`, or `n:<a value of an option>`."""
    what, _, named = asked.choice.partition(":")
    variants = Variant.objects.of(asked.store_id).filter(product__campaignitem__campaign=asked.campaign)
    if what == "n":
        wanted = [row.pk for row in variants if named in row.values]
    else:
        known = {"p": "product_id", "v": "pk"}.get(what)
        if known is None or not named.isascii() or not named.isdigit() or len(named) > 18:
            raise NotFound()
        wanted = list(variants.filter(**{known: int(named)}).values_list("pk", flat=True))
    if not wanted:
        raise NotFound()
    lines = OrderLine.objects.of(asked.store_id).filter(order=OuterRef("pk"), variant_id__in=wanted)
    return _orders(asked).filter(Exists(lines))


def _variants_of(campaign: Campaign) -> Choices:
    rows = Variant.objects.of(campaign.store_id).filter(product__campaignitem__campaign=campaign)
    found = list(rows.select_related("product").order_by("product_id", "pk"))
    products = {f"p:{row.product_id}": row.product.name for row in found}
    values = {f"n:{value}": value for row in found for value in row.values}
    many = len(products) > 1
    single = {
        f"v:{row.pk}": f"{row.product.name}, {row.label}" if many else row.label
        for row in found
        if len(row.values) > 1
    }
    return [*(products.items() if many else ()), *values.items(), *single.items()]


def _of_batch(asked: Asked) -> "QuerySet[Order]":
    campaign = asked.campaign
    if campaign is None or campaign.series_id is None:
        raise NotFound()
    named = asked.choice
    rows: QuerySet[Order] = Order.objects.of(asked.store_id).filter(
        campaign__series_id=campaign.series_id, state__in=HOLDING
    )
    if named == "*":
        return rows
    if not named.isascii() or not named.isdigit() or len(named) > 9:
        raise NotFound()
    return rows.filter(campaign__batch=int(named))


def _batches_of(campaign: Campaign) -> Choices:
    if campaign.series_id is None:
        return []
    rows = Campaign.objects.of(campaign.store_id).filter(series_id=campaign.series_id).exclude(state="draft")
    batches = [(str(row.batch), row.title) for row in rows.order_by("batch")]
    return [("*", gettext_noop("Semua gelombang")), *batches]


def _unreviewed(asked: Asked) -> "QuerySet[Order]":
    written = Review.objects.of(asked.store_id).filter(order=OuterRef("pk"))
    return _orders(asked).filter(~Exists(written), state="received")


def _earlier(asked: Asked) -> "QuerySet[Order]":
    """Everybody who ever ordered and said that they want to hear of new POs."""
    rows: QuerySet[Order] = Order.objects.of(asked.store_id).exclude(state__in=["expired", "cancelled"])
    if asked.campaign is not None:
        rows = rows.exclude(campaign=asked.campaign)
    return rows.filter(Q(_agreed(asked.store_id, F("phone"))) | Q(_agreed(asked.store_id, Lower("email"))))


def _agreed(store_id: int, address: "F | Lower") -> Exists:
    rows = Consent.objects.of(store_id).filter(ended_at=None)
    inner = OuterRef("phone") if isinstance(address, F) else Lower(OuterRef("email"))
    return Exists(rows.filter(address=inner))


_ALL = (
    Group("everyone", gettext_noop("Semua pembeli PO ini"), _orders),
    Group("unpaid", gettext_noop("Belum bayar (DP atau pembayaran pertama)"), _unpaid),
    Group("owing", gettext_noop("Pelunasan atau termin ditagih, belum dibayar"), _owing),
    Group("paid", gettext_noop("Sudah lunas"), _paid_up),
    Group("variant", gettext_noop("Yang memesan ukuran, warna, atau produk tertentu"), _with_variant,
          choices=_variants_of),
    Group("batch", gettext_noop("Gelombang tertentu"), _of_batch, choices=_batches_of),
    Group("pickup", gettext_noop("Yang ambil sendiri"), lambda asked: _orders(asked).filter(fulfilment=PICKUP)),
    Group("courier", gettext_noop("Yang dikirim kurir"), lambda asked: _orders(asked).filter(fulfilment=COURIER)),
    Group("unreviewed", gettext_noop("Sudah terima, belum menulis testimoni"), _unreviewed),
    Group("earlier", gettext_noop("Pembeli PO lain yang mau dikabari PO baru"), _earlier, purposes=(OFFER,),
          gaps=_OF_ANYBODY, of_store=True),
)  # fmt: skip

GROUPS: dict[str, Group] = {group.key: group for group in _ALL}
"""Every group there is. A room that knows more people adds its own line to `_ALL`."""


def people_of(group: Group, asked: Asked) -> "QuerySet[Any]":
    """The rows of a group, their values as PEOPLE. Raises NotFound for a choice that is none."""
    rows = group.people(asked)
    if rows.model is not Order:
        return rows
    phone: Any = F("phone")
    mail: Any = F("email")
    if OFFER in group.purposes:  # only the addresses that agreed
        phone = Choose(When(_agreed(asked.store_id, F("phone")), then=F("phone")), default=Value(""))
        mail = Choose(When(_agreed(asked.store_id, Lower("email")), then=F("email")), default=Value(""))
    return rows.order_by().values_list(
        Cast(F("pk"), BigIntegerField()), Cast(F("pk"), BigIntegerField()),
        Concat(Value("order:"), Cast("pk", CharField())), F("buyer_name"), phone, mail,
    )  # fmt: skip
