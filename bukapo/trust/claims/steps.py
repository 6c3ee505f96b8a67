"""Pieces of the writes of claims. Need an open transaction."""

from collections import Counter
from typing import Any

from bukapo.journal.steps import move
from bukapo.kernel.readable import unreadable
from bukapo.kernel.refusal import Invalid, NotFound, gettext_noop
from bukapo.orders.allotment.rules import FILLED
from bukapo.orders.models import Order, OrderLine, ShortPiece
from bukapo.orders.parts.dropped import dropped_of
from bukapo.orders.steps import lock_order
from bukapo.production.models import WorkOrder
from bukapo.trust.claims.refusals import ClaimedAnew
from bukapo.trust.claims.rules import CLAIM, LIVE, REFUND, SETTLED, Remedy
from bukapo.trust.models import Claim, ClaimedPiece


def lock_claim(store_id: int, claim_id: int) -> tuple[Order, Claim]:
    """The claim with its order, locked (the order's lock is the claim's). Raises NotFound for another store's."""
    known = Claim.objects.of(store_id).filter(pk=claim_id).values_list("order_id", flat=True).first()
    if known is None:
        raise NotFound()
    order = lock_order(store_id=store_id, order_id=known)
    return order, Claim.objects.of(store_id).get(pk=claim_id)


def become(claim: Claim, to: str, **changes: Any) -> None:
    """A guarded move; the instance follows. Raises WrongState."""
    move(Claim.objects.of(claim.store_id), pk=claim.pk, machine=CLAIM, to=to, **changes)
    claim.refresh_from_db()


def told(claim: Claim, order: Order) -> dict[str, Any]:
    """The fields every ClaimEvent shares."""
    return {
        "store_id": claim.store_id,
        "campaign_id": order.campaign_id,
        "order_id": order.pk,
        "claim_id": claim.pk,
        "number": claim.number,
    }


def remedy_of(claim: Claim) -> Remedy:
    """What stands in the claim's row."""
    return Remedy(
        kind=claim.remedy,
        amount=claim.amount,
        source=claim.source,
        work_order_id=claim.work_order_id,
        batch_id=claim.batch_id,
        goods_back=bool(claim.return_state or claim.return_payer),
        payer=claim.return_payer or "seller",
        note=claim.note,
    )


def named(claim: Claim) -> dict[str, Any]:
    """The fields of a RemedyNamed, of what stands in the row."""
    remedy = remedy_of(claim)
    rows = WorkOrder.objects.of(claim.store_id).filter(pk=claim.work_order_id or 0)
    return {
        "remedy": remedy.kind,
        "amount": remedy.amount,
        "source": remedy.source,
        "work_order": rows.values_list("number", flat=True).first() or "",
        "batch_id": remedy.batch_id,
        "goods_back": remedy.goods_back,
        "payer": remedy.payer if remedy.goods_back else "",
        "note": remedy.note,
    }


def free_pieces(order: Order) -> dict[int, int]:
    """Order line -> pieces that reached the buyer (or should have) and that no claim is about.

    What did not come out and was paid back is not theirs; what a claim paid back is over; what was replaced or
    repaired may be claimed again. Four queries.
    """
    gone: Counter[int] = Counter()
    claimed = ClaimedPiece.objects.of(order.store_id).filter(claim__order=order)
    for line, pieces, state, remedy in claimed.values_list(
        "line_id", "pieces", "claim__state", "claim__remedy"
    ):
        if state in LIVE or (state == SETTLED and remedy == REFUND):
            gone[line] += pieces
    short = ShortPiece.objects.of(order.store_id).filter(order=order).exclude(state=FILLED)
    for line, pieces, variant in short.values_list("line_id", "pieces", "variant_id"):
        gone[line] += 0 if variant else pieces  # another variant came instead: it is theirs
    lines = OrderLine.objects.of(order.store_id).filter(order=order).order_by("position")
    rest = dropped_of(order)
    columns = lines.values_list("pk", "position", "qty")
    return {pk: max(0, qty - gone[pk] - rest[position]) for pk, position, qty in columns}


def refuse_unless_free(order: Order, claim: Claim) -> None:
    """Before a refused claim lives again. Raises ClaimedAnew when its pieces are in another one by now."""
    free = free_pieces(order)
    pieces = ClaimedPiece.objects.of(order.store_id).filter(claim=claim)
    if any(n > free.get(line, 0) for line, n in pieces.values_list("line_id", "pieces")):
        raise ClaimedAnew()


def words(text: str, *, field: str, most: int, least: int = 1) -> str:
    """What a person wrote, tidied. Raises Invalid."""
    text = text.replace("\r\n", "\n").strip()
    if len(text) < least:
        raise Invalid(field=field, why=gettext_noop("Ceritakan sedikit lebih panjang."))
    if len(text) > most or unreadable(text):
        raise Invalid(field=field, why=gettext_noop("Tulisannya terlalu panjang atau tidak terbaca."))
    return text


def tracking(courier: str, number: str) -> tuple[str, str]:
    """Courier and resi as they are kept. Raises Invalid."""
    courier, number = " ".join(courier.split())[:40], "".join(number.split()).upper()
    if not courier or not 4 <= len(number) <= 40 or not number.isascii():
        raise Invalid(field="tracking_number", why=gettext_noop("Tulis kurir dan nomor resinya."))
    return courier, number
