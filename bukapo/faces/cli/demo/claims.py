"""Two claims about what arrived: one made good with a new tee, one that waits for the seller."""

from datetime import datetime, timedelta

from bukapo.campaigns.models import Campaign
from bukapo.faces.cli.demo import pictures
from bukapo.faces.cli.demo.shop import Shop, it_is
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.models import Order, OrderLine
from bukapo.shipping.models import Parcel
from bukapo.trust.claims.deciding import decide_claim
from bukapo.trust.claims.opening import open_claim
from bukapo.trust.claims.rules import APART, REFUND, REPLACE, Remedy
from bukapo.trust.claims.settling import settle_claim

PALE = (120, 118, 112)


def settle_one(place: Shop, campaign: Campaign) -> None:
    """The print of one piece came off; a new one was made and sent."""
    order, arrived = _received(place, campaign, 2)
    at = arrived + timedelta(hours=20)
    shot = pictures.tee(pictures.BLACK, PALE, ["VOL 1"])
    story = "Sablon depannya sudah retak waktu pertama dibuka."
    claim = _open(place, order, at, ("print", REPLACE, story), shot)
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


def leave_one_open(place: Shop, order: Order, at: datetime) -> None:
    """In time, and what its buyer wants is one tap for the seller."""
    shot = pictures.tee(pictures.OLIVE, PALE, ["KOTA", "KITA"], long_sleeve=True)
    story = "Jahitan bahunya lepas setelah dua kali cuci, padahal dicuci dingin."
    _open(place, order, at, ("seam", REFUND, story), shot)


def _received(place: Shop, campaign: Campaign, place_in_row: int) -> tuple[Order, datetime]:
    rows = Order.objects.of(place.store).filter(campaign=campaign, state="received").order_by("pk")
    order = rows[place_in_row]
    arrived = Parcel.objects.of(place.store).get(order=order).delivered_at
    assert arrived is not None  # it was received
    return order, arrived


def _open(place: Shop, order: Order, at: datetime, said: tuple[str, str, str], shot: bytes) -> int:
    """`said`: the reason, the wish, the story."""
    line = OrderLine.objects.of(place.store).filter(order=order).order_by("position")[0]
    reason, wish, body = said
    with it_is(at):
        told = open_claim(
            store_id=place.store.pk, order_id=order.pk, key=f"contoh-{order.number}", pieces={line.pk: 1},
            reason=reason, wish=wish, body=body, photos=[place.picture(shot, "claim")], actor=BUYER_ACTOR, at=at,
        )  # fmt: skip
    return told.claim_id
