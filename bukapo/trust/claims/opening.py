"""The buyer says what is wrong; or takes it back, or answers what the seller decided."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bukapo.catalog.models import Photo, Variant
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, gettext_noop
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.rules import DELIVERED
from bukapo.orders.steps import lock_order
from bukapo.trust.claims.days import arrived_at, counted_for
from bukapo.trust.claims.events import ClaimAnswered, ClaimDeclined, ClaimOpened, ClaimWithdrawn
from bukapo.trust.claims.promised import promised_to
from bukapo.trust.claims.refusals import (
    AnsweredOnce,
    ClaimedAlready,
    NotArrivedYet,
    OnlyLostYet,
    SentAlready,
    TooManyClaims,
)
from bukapo.trust.claims.rules import (
    BEFORE_ARRIVAL,
    EXCHANGE,
    LEAST_WORDS,
    MOST_CLAIMS,
    MOST_PHOTOS,
    MOST_WORDS,
    OFFERED,
    OPEN,
    REASONS,
    REFUSED,
    REMEDIES,
    WITHDRAWN,
    due_at,
    is_promised,
)
from bukapo.trust.claims.steps import become, free_pieces, lock_claim, refuse_unless_free, told, words
from bukapo.trust.claims.worths import whole_of
from bukapo.trust.models import Claim, ClaimedPiece, ClaimPhoto


@write
def open_claim(
    *,
    store_id: int,
    order_id: int,
    key: str,
    pieces: Mapping[int, int],
    reason: str,
    wish: str,
    body: str,
    sizes: Mapping[int, int] | None = None,
    photos: Sequence[Photo] = (),
    actor: Actor,
    at: datetime,
) -> ClaimOpened:
    """`pieces` {order line: how many} are wrong. `sizes` {order line: variant} are wished for instead.

    `key` names the form: sent twice it makes one claim (raises SentAlready). Raises NotArrivedYet, OnlyLostYet,
    ClaimedAlready, TooManyClaims, Invalid, NotFound.
    """
    order = lock_order(store_id=store_id, order_id=order_id)
    claims = Claim.objects.of(store_id).filter(order=order)
    if claims.filter(key=key).exists():
        raise SentAlready()
    body = _checked(order, reason, wish, body, photos)
    number = claims.count() + 1
    if number > MOST_CLAIMS:
        raise TooManyClaims(most=MOST_CLAIMS)
    lines = _lines(order, pieces, wish, sizes or {})
    asked = [(line, many) for line, many, _other in lines]
    whole = whole_of(order, asked, reason)
    mine, since = promised_to(order), counted_for(order, {line.pk: many for line, many in asked})
    late = not is_promised(
        reason=reason, wish=wish, personal=any(line.personalization for line, *_other in lines),
        received_at=since, at=at, defect_days=mine.defect_days, fit_days=mine.fit_days,
    )  # fmt: skip
    claim = Claim.objects.create(
        store_id=store_id, order=order, number=number, key=key, reason=reason, wish=wish, body=body, late=late,
        whole=whole, opened_at=at, due_at=due_at(at, mine.answer_hours),
    )  # fmt: skip
    _about(claim, lines, photos)
    return ClaimOpened(
        **told(claim, order), state=OPEN, reason=reason, wish=wish, lines=tuple((one.pk, n) for one, n, _v in lines),
        photos=len(photos), whole=whole, late=late, due_at=claim.due_at,
    )  # fmt: skip


def _about(
    claim: Claim, lines: Sequence[tuple[OrderLine, int, Variant | None]], photos: Sequence[Photo]
) -> None:
    ClaimedPiece.objects.bulk_create(
        ClaimedPiece(store_id=claim.store_id, claim=claim, line=line, pieces=n, variant=variant)
        for line, n, variant in lines
    )
    ClaimPhoto.objects.bulk_create(
        ClaimPhoto(store_id=claim.store_id, claim=claim, photo=one) for one in photos
    )


def _checked(order: Order, reason: str, wish: str, body: str, photos: Sequence[Photo]) -> str:
    if order.state not in DELIVERED:
        raise NotArrivedYet()
    if reason not in REASONS:
        raise Invalid(field="reason", why=gettext_noop("Pilih yang paling cocok."))
    if wish not in REMEDIES:
        raise Invalid(field="wish", why=gettext_noop("Pilih yang Anda inginkan."))
    arrived = order.state == "received" or arrived_at(order) is not None
    if not arrived and reason not in BEFORE_ARRIVAL:
        raise OnlyLostYet()
    if len(photos) > MOST_PHOTOS:
        raise Invalid(field="photos", why=gettext_noop("Paling banyak 4 foto."))
    return words(body, field="body", most=MOST_WORDS, least=LEAST_WORDS)


def _lines(
    order: Order, pieces: Mapping[int, int], wish: str, sizes: Mapping[int, int]
) -> list[tuple[OrderLine, int, Variant | None]]:
    free = free_pieces(order)
    asked = {pk: n for pk, n in pieces.items() if n}
    if not asked or min(asked.values()) < 0 or not asked.keys() <= free.keys():
        raise Invalid(field="pieces", why=gettext_noop("Tandai barang mana yang bermasalah."))
    found = []
    for line in OrderLine.objects.of(order.store_id).filter(pk__in=asked).order_by("position"):
        if asked[line.pk] > free[line.pk]:
            raise ClaimedAlready(label=f"{line.product_name} {line.label}".strip(), left=free[line.pk])
        other = _other(line, sizes.get(line.pk)) if wish == EXCHANGE else None
        found.append((line, asked[line.pk], other))
    return found


def _other(line: OrderLine, variant_id: int | None) -> Variant:
    """The size that is wished for instead: another one of the same product."""
    rows = Variant.objects.of(line.store_id).filter(pk=variant_id or 0, product_id=line.product_id)
    found: Variant | None = rows.exclude(pk=line.variant_id).first()
    if found is None:
        raise Invalid(field="sizes", why=gettext_noop("Pilih ukuran penggantinya."))
    return found


@write
def withdraw_claim(*, store_id: int, claim_id: int, actor: Actor, at: datetime) -> ClaimWithdrawn:
    """The buyer takes it back, as long as nothing is agreed. Raises NotFound, WrongState."""
    order, claim = lock_claim(store_id, claim_id)
    become(claim, WITHDRAWN, settled_at=at)
    return ClaimWithdrawn(**told(claim, order), state=WITHDRAWN)


@write
def decline_offer(*, store_id: int, claim_id: int, answer: str, actor: Actor, at: datetime) -> ClaimDeclined:
    """The buyer wants something else: the seller's clock begins anew. Raises NotFound, WrongState, Invalid."""
    order, claim = lock_claim(store_id, claim_id)
    if claim.state != OFFERED:
        raise WrongState(state=claim.state)
    until = due_at(at, promised_to(order).answer_hours)
    _again(claim, words(answer, field="answer", most=300), until)
    return ClaimDeclined(**told(claim, order), state=OPEN, due_at=until)


@write
def answer_refusal(*, store_id: int, claim_id: int, answer: str, actor: Actor, at: datetime) -> ClaimAnswered:
    """The buyer's one answer: the seller decides once more.

    Raises NotFound, WrongState, AnsweredOnce, ClaimedAnew, Invalid.
    """
    order, claim = lock_claim(store_id, claim_id)
    if claim.answered_refusal:
        raise AnsweredOnce()
    text, until = words(answer, field="answer", most=300), due_at(at, promised_to(order).answer_hours)
    if claim.state != REFUSED:
        raise WrongState(state=claim.state)
    refuse_unless_free(order, claim)
    _again(claim, text, until, answered_refusal=True)
    return ClaimAnswered(**told(claim, order), state=OPEN, due_at=until)


def _again(claim: Claim, text: str, until: datetime, **more: bool) -> None:
    become(claim, OPEN, answer=text, due_at=until, reminded_at=None, **more)
