"""An order's claims as its buyer sees them: what was said, how it stands, what to do now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bukapo.faces.storefront.forms.claim import AnswerForm, ReturnForm
from bukapo.faces.storefront.shown.timeline import Entry, entries_of_claim
from bukapo.orders.models import Order
from bukapo.trust.claims.reads import ClaimTold, claims_of
from bukapo.trust.claims.rules import AGREED, ASKED, OFFERED, ON_ITS_WAY, OPEN, REFUSED, WAITS
from bukapo.trust.claims.words import (
    back_words,
    beyond_words,
    payload_of,
    reason_words,
    remedy_words,
    wish_words,
)


@dataclass(frozen=True)
class ShownClaim:
    """`answer`, `back` are forms, None where there is nothing to say. `path`: the complaint path is shown."""

    told: ClaimTold
    reason: str
    wish: str
    remedy: str
    goods_back: str
    beyond: str
    entries: list[Entry]
    answer: AnswerForm | None
    answer_way: str
    back: ReturnForm | None
    may_withdraw: bool
    path: bool
    opened: bool


def shown_claims(
    order: Order, *, at: datetime, typed: tuple[int, str, Any] | None = None
) -> list[ShownClaim]:
    """Newest first. `typed` is a form that was refused: (claim, way, form). Four queries."""
    rows = claims_of(order, at=at)
    told = entries_of_claim(order) if rows else {}
    return [_shown(row, told.get(row.claim.pk, []), typed) for row in rows]


def _shown(told: ClaimTold, entries: list[Entry], typed: tuple[int, str, Any] | None) -> ShownClaim:
    claim = told.claim
    payload = payload_of(claim)
    way = {OFFERED: "tolak", REFUSED: "" if claim.answered_refusal else "jawab"}.get(claim.state, "")
    mine = typed if typed and typed[0] == claim.pk else None
    answer = AnswerForm(auto_id=f"id_{claim.number}_%s") if way else None
    coming = claim.state == AGREED and claim.return_state in (ASKED, ON_ITS_WAY)
    back = ReturnForm(auto_id=f"id_{claim.number}_%s") if coming and claim.return_state == ASKED else None
    if mine and mine[2] is not None:
        answer = mine[2] if answer and mine[1] == way else answer
        back = mine[2] if back and mine[1] == "resi" else back
    return ShownClaim(
        told=told,
        reason=reason_words(claim.reason),
        wish=wish_words(claim.wish),
        remedy=remedy_words(payload) if claim.remedy else "",
        goods_back=back_words(payload),
        beyond=beyond_words(claim),
        entries=entries,
        answer=answer,
        answer_way=way,
        back=back,
        may_withdraw=claim.state in WAITS,
        path=claim.state == REFUSED or told.overdue or (claim.state == OPEN and bool(claim.answer)),
        opened=bool(mine),
    )
