"""Which orders a proposal asks, and for how much. Reads."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from bukapo.campaigns.models import Campaign
from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop
from bukapo.orders.models import Order, ProposalAnswer
from bukapo.orders.pricing.pending import is_settling
from bukapo.orders.pricing.rules import ACCEPTED, ANSWERABLE, LEAST_TIME, MOST_TIME, SILENCES, WAITING
from bukapo.shipping.rules import COURIER

LEAST_REASON, MOST_REASON = 10, 300
MOST_EXTRA = 100_000_000
"""Rupiah; above it somebody typed one nought too many."""


class PricesMoving(Refusal):
    code = "prices_moving"
    sentence = gettext_noop(
        "Harga PO ini masih bisa turun menurut jumlahnya. Usulan baru bisa dibuat setelah PO ditutup dan harga semua "
        "pesanan selesai dihitung."
    )


class NobodyToAsk(Refusal):
    code = "nobody_to_ask"
    sentence = gettext_noop("Tidak ada pesanan yang kena usulan ini.")


class ProposalOpen(Refusal):
    code = "proposal_open"
    sentence = gettext_noop("Masih ada usulan yang menunggu jawaban. Selesaikan atau tarik dulu yang itu.")


class PriceBeingAsked(Refusal):
    code = "price_being_asked"
    sentence = gettext_noop(
        "Ada usulan harga yang menunggu jawaban Anda. Jawab dulu sebelum mengubah pesanan."
    )


class PriceWasAgreed(Refusal):
    code = "price_was_agreed"
    sentence = gettext_noop(
        "Harga pesanan ini sudah disepakati ulang, jadi isinya tidak bisa diubah lagi. Hubungi penjual."
    )


@dataclass(frozen=True)
class Wish:
    """What a seller asks: rupiah per piece (of one product, or of all when None) and per order by courier."""

    reason: str
    answer_by: datetime
    silence: str
    per_piece: int = 0
    per_order: int = 0
    product_id: int | None = None


@dataclass(frozen=True)
class Effect:
    """One order a proposal asks. Rupiah; `held` of the buyer's money would go back if they left."""

    order_id: int
    number: str
    buyer_name: str
    pieces: int
    before: int
    goods: int
    shipping: int
    held: int

    @property
    def extra(self) -> int:
        return self.goods + self.shipping


def checked(wish: Wish, *, at: datetime) -> Wish:
    """The wish tidied. Raises Invalid with the field."""
    reason = " ".join(wish.reason.split())
    if not LEAST_REASON <= len(reason) <= MOST_REASON:
        raise Invalid(
            field="reason", why=gettext_noop("Tulis alasannya dengan jelas; pembeli akan membacanya.")
        )
    if not (wish.per_piece or wish.per_order):
        raise Invalid(field="per_piece", why=gettext_noop("Isi tambahannya, per pcs atau ongkir."))
    if not 0 <= wish.per_piece <= MOST_EXTRA or not 0 <= wish.per_order <= MOST_EXTRA:
        raise Invalid(field="per_piece", why=gettext_noop("Tambahannya terlalu besar."))
    if wish.answer_by < at + LEAST_TIME:
        raise Invalid(
            field="answer_by", why=gettext_noop("Beri pembeli paling sedikit 48 jam untuk menjawab.")
        )
    if wish.answer_by > at + MOST_TIME:
        raise Invalid(field="answer_by", why=gettext_noop("Batas jawab paling lama 60 hari."))
    if wish.silence not in SILENCES:
        raise Invalid(field="silence", why=gettext_noop("Pilih salah satu."))
    return Wish(reason, wish.answer_by, wish.silence, wish.per_piece, wish.per_order, wish.product_id)


def check_campaign(campaign: Campaign) -> None:
    """Raise PricesMoving while the PO's tiers are not settled: nobody could be told the sum they would pay."""
    tiered = campaign.items.filter(tiers__isnull=False).exists()
    if (tiered and campaign.state == "published") or is_settling(campaign):
        raise PricesMoving()


def effects(campaign: Campaign, wish: Wish, *, lock: bool = False) -> list[Effect]:
    """Every order that would be asked, in order of id. `lock` them until the transaction ends."""
    orders: QuerySet[Any] = Order.objects.of(campaign.store_id).filter(
        campaign=campaign, state__in=ANSWERABLE
    )
    if lock:
        list(orders.select_for_update().order_by("pk").values_list("pk", flat=True))
    mine = Q() if wish.product_id is None else Q(lines__product_id=wish.product_id)
    rows = orders.annotate(touched=Coalesce(Sum("lines__qty", filter=mine or None), 0)).order_by("pk")
    found = []
    for order in rows:
        goods = wish.per_piece * order.touched
        by_courier = order.fulfilment == COURIER and order.zone_id is not None
        of_it = order.touched if wish.product_id is not None else order.pieces
        shipping = wish.per_order if by_courier and of_it else 0
        if goods + shipping:
            before, held = order.net_goods + order.shipping_fee, order.paid - order.refunded
            found.append(
                Effect(order.pk, order.number, order.buyer_name, order.touched, before, goods, shipping, held)
            )
    return found


def refuse_while_price_is_asked(order: Order) -> None:
    """Raise PriceBeingAsked or PriceWasAgreed: another change of the order would undo what is asked or agreed."""
    states = set(
        ProposalAnswer.objects.of(order.store_id)
        .filter(order=order, state__in=[WAITING, ACCEPTED])
        .values_list("state", flat=True)
    )
    if WAITING in states:
        raise PriceBeingAsked()
    if ACCEPTED in states:
        raise PriceWasAgreed()
