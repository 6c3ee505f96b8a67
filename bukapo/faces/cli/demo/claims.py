"""Two claims about tees that arrived: one made good with a new tee, one that waits for the seller."""

from datetime import datetime, timedelta

from bukapo.campaigns.models import Campaign
from bukapo.faces.cli.demo import pictures
from bukapo.faces.cli.demo.shop import Shop, it_is
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.models import Order, OrderLine
from bukapo.shipping.models import Parcel
from bukapo.trust.claims.deciding import decide_claim
from bukapo.trust.claims.opening import open_claim
from bukapo.trust.claims.rules import APART, REPLACE, Remedy
from bukapo.trust.claims.settling import settle_claim

PALE = (120, 118, 112)


def settle_one(place: Shop, campaign: Campaign) -> None:
    """The print of one piece came off; a new one was made and sent."""
    order, arrived = _received(place, campaign, 2)
    at = arrived + timedelta(hours=20)
    claim = _open(place, order, at, "print", REPLACE, "Sablon depannya sudah retak waktu pertama dibuka.")
    decided, sent = at + timedelta(hours=9), at + timedelta(days=5)
    remedy = Remedy(
        REPLACE, source=APART, note="Mohon maaf. Kami buatkan lagi, yang lama tidak perlu dikirim balik."
    )
    with it_is(decided):
        decide_claim(**place.by_id(decided), claim_id=claim, remedy=remedy)
    with it_is(sent):
        settle_claim(
            **place.by_id(sent), claim_id=claim, courier="JNE", tracking_number=f"0113{order.pk:08d}"
        )


def leave_one_open(place: Shop, campaign: Campaign, now: datetime) -> None:
    """It came after the days of the terms, so that the seller is free to decide."""
    order, _arrived = _received(place, campaign, 5)
    at = now - timedelta(hours=20)
    _open(
        place,
        order,
        at,
        "seam",
        "refund",
        "Jahitan bahunya lepas setelah dua kali cuci, padahal dicuci dingin.",
    )


def _received(place: Shop, campaign: Campaign, place_in_row: int) -> tuple[Order, datetime]:
    rows = Order.objects.of(place.store).filter(campaign=campaign, state="received").order_by("pk")
    order = rows[place_in_row]
    arrived = Parcel.objects.of(place.store).get(order=order).delivered_at
    assert arrived is not None  # it was received
    return order, arrived


def _open(place: Shop, order: Order, at: datetime, reason: str, wish: str, body: str) -> int:
    line = OrderLine.objects.of(place.store).filter(order=order).order_by("position")[0]
    shot = pictures.tee(pictures.BLACK, PALE, ["VOL 1"])
    with it_is(at):
        told = open_claim(
            store_id=place.store.pk, order_id=order.pk, key=f"contoh-{order.number}", pieces={line.pk: 1},
            reason=reason, wish=wish, body=body, photos=[place.picture(shot, "claim")], actor=BUYER_ACTOR, at=at,
        )  # fmt: skip
    return told.claim_id
