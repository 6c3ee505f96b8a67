"""Who gets the pieces. Pure; PostgreSQL and SQLite use the same function under their own lock."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from bukapo.campaigns.rules import Left, OverBuyerCap, SoldOut, check_room
from bukapo.campaigns.vouchers import NO_USES, UsesLeft, VoucherRefused
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.orders.intake.draft import Draft, Priced, Unfit


class KeyConflict(Refusal):
    code = "key_conflict"
    sentence = gettext_noop("Pesanan dengan tanda ini sudah ada dan isinya berbeda. Mulai pesanan baru.")


class PriceChanged(Refusal):
    """`total` rupiah is the sum now, `was` what the buyer was shown. Nothing is charged that nobody agreed to."""

    code = "price_changed"
    sentence = gettext_noop("Jumlahnya sekarang {now}, bukan {before} seperti tadi.")

    def __init__(self, *, total: int, was: int) -> None:
        super().__init__(total=total, was=was, now=rupiah(total), before=rupiah(was))


@dataclass(frozen=True)
class Repeat:
    """The same submission again: answer with the order that `key` already made."""

    key: str


Verdict = Refusal | Repeat | None
"""None = accepted."""


def decide(
    drafts: Sequence[Draft],
    *,
    left: Left,
    seen: Mapping[str, str],
    had: Mapping[str, int],
    buyer_cap: int | None,
    gate: Callable[[Priced], Refusal | None] = lambda _one: None,
    uses: UsesLeft = NO_USES,
) -> list[Verdict]:
    """One verdict per draft, in arrival order.

    `seen`: key -> body digest of orders that are there; `had`: buyer key -> pieces already held; `gate`: why this one
    may not even compete (the PO is closed). A repeat is answered whatever the gate says. `uses`: left of vouchers.
    """
    known = dict(seen)
    whole, variants, held = left.campaign, dict(left.variants), dict(had)
    uses = UsesLeft(dict(uses.left), dict(uses.had))
    verdicts: list[Verdict] = []
    for one in drafts:
        body = one.wanted.body_digest
        if one.wanted.key in known:
            same = known[one.wanted.key] == body
            verdicts.append(Repeat(one.wanted.key) if same else KeyConflict())
            continue
        if isinstance(one, Unfit):
            verdicts.append(one.refusal)
            continue
        had_most = max((held.get(buyer, 0) for buyer in one.buyers), default=0)
        no = gate(one) or _no(one, Left(whole, variants), had_most, buyer_cap) or _no_use(one, uses)
        verdicts.append(no)
        if no is None:
            known[one.wanted.key] = body
            _use(one, uses)
            for buyer in one.buyers:
                held[buyer] = held.get(buyer, 0) + one.pieces
            whole = None if whole is None else whole - one.pieces
            for variant_id, pieces in one.needs.items():
                free = variants.get(variant_id)
                variants[variant_id] = None if free is None else free - pieces
    return verdicts


def _no(one: Priced, left: Left, had: int, buyer_cap: int | None) -> Refusal | None:
    if buyer_cap is not None and had + one.pieces > buyer_cap:
        return OverBuyerCap(cap=buyer_cap, had=had)
    try:
        check_room(left, one.needs, lambda variant_id: _name(one, variant_id))
    except SoldOut as no:
        return no
    return None


def _no_use(one: Priced, uses: UsesLeft) -> Refusal | None:
    if one.voucher is None:
        return None
    try:
        uses.check(one.voucher, one.users)
    except VoucherRefused as no:
        return no
    return None


def _use(one: Priced, uses: UsesLeft) -> None:
    """Who comes later in the batch finds one use less."""
    if one.voucher is None:
        return
    left, had = cast("dict[int, int | None]", uses.left), cast("dict[str, int]", uses.had)
    free = left.get(one.voucher.id)
    left[one.voucher.id] = None if free is None else free - 1
    for who in one.users:
        had[who] = had.get(who, 0) + 1


def _name(one: Priced, variant_id: int) -> str:
    """What a variant is called; a product without options goes by its own name."""
    label = next(line.label for line in one.lines if line.variant_id == variant_id)
    return label or one.lines[0].product_name
