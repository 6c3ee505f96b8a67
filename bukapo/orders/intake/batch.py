"""Many buyers' drafts of one campaign, placed in one transaction, for whichever database.

The campaign's counters are the only lock, taken first; the time is the database's, read after it. `Writer` is what a
database must be able to do: look once, write once. What it refuses (a key, an amount, a number that somebody else took
at this instant) leaves the whole batch undone; the caller tries again.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bukapo.campaigns.offer import Offer
from bukapo.campaigns.partners.rules import KnownPartner, brought_by, link_code
from bukapo.campaigns.rules import Left, Window
from bukapo.campaigns.vouchers import NO_USES, UsesLeft
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.ledger.rules import DEPOSITS, RECEIVABLE, UNIQUE_CODE
from bukapo.orders.intake.codes import CodeHunt
from bukapo.orders.intake.compose import Composer, Placed, Rows, Won
from bukapo.orders.intake.decide import KeyConflict, PriceChanged, Repeat, decide
from bukapo.orders.intake.draft import Draft, Priced, Unfit
from bukapo.payments.plans import Ask, asks

Answer = Placed | Refusal
ACCOUNTS = (RECEIVABLE, DEPOSITS, UNIQUE_CODE)
"""Account codes that a new order's postings name."""


class Stale(Exception):
    """The drafts were priced from an offer that has changed since: read it again, draft again."""


@dataclass(frozen=True)
class Question:
    """What a batch must know. `amounts`: rupiah that might be asked for; `orders`, `charges`: how many ids are needed.

    `vouchers` are the ids that the drafts name, in order; `users` who would use one that has a limit per buyer.
    `partner_codes` came with links, `partners` are ids of whose vouchers are used: mostly there are none.
    """

    store_id: int
    campaign_id: int
    keys: Sequence[str]
    buyers: Sequence[str]
    amounts: Sequence[int]
    orders: int
    charges: int
    vouchers: Sequence[int] = ()
    users: Sequence[str] = ()
    partner_codes: Sequence[str] = ()
    partners: Sequence[int] = ()


@dataclass(frozen=True)
class Earlier:
    """An order that a key has made already."""

    id: int
    number: str
    secret: str
    body_digest: str
    campaign_id: int


@dataclass(frozen=True)
class Look:
    """The answer, all of it read after the campaign's counters (then the vouchers) were locked.

    `at` is the database's time, UTC, and the stamp is the one of that instant.
    """

    stamp: str
    window: Window
    at: datetime
    left: Left
    earlier: Mapping[str, Earlier]
    had: Mapping[str, int]
    amounts: Collection[int]
    accounts: Mapping[str, int]
    order_ids: Sequence[int]
    charge_ids: Sequence[int]
    event_ids: Sequence[int]
    uses: UsesLeft = NO_USES
    partners: Sequence[KnownPartner] = ()


class Writer(Protocol):
    """One connection to the database, used by one thread."""

    def transaction(self) -> AbstractContextManager[object]:
        """All or nothing. A batch inside a bigger write brings a transaction that does nothing by itself."""

    def look(self, question: Question) -> Look | None:
        """Lock the campaign's counters, then the vouchers by id, then read. None: there is no such campaign."""

    def amounts_above(self, store_id: int, base: int) -> Collection[int]:
        """Every recognisable amount of the store in (base, base + 999]."""

    def write(self, rows: Rows, offer: Offer) -> None:
        """Insert the rows, count the pieces."""


def place_batch(
    writer: Writer,
    offer: Offer,
    drafts: Sequence[Draft],
    *,
    actor: Actor,
    consumers: Sequence[str],
    meanwhile: Callable[[], None] = lambda: None,
) -> list[Answer]:
    """One answer per draft, in order, all of them true once this returns. Raises Stale; what the database raises.

    `consumers` are the dotted names of whoever is to be told of a placed order. `meanwhile` is called when everything
    is on its way to the database and only its answer is waited for.
    """
    plans = [_plan(draft, offer) for draft in drafts]
    hunt = CodeHunt([_base(draft, plan) for draft, plan in zip(drafts, plans, strict=True)])
    with writer.transaction():
        look = writer.look(_question(offer, drafts, plans, hunt))
        if look is None:
            raise NotFound()
        if look.stamp != offer.stamp:
            raise Stale()
        verdicts = _verdicts(look, offer, drafts)
        won = [n for n, verdict in enumerate(verdicts) if verdict is None]
        codes = _codes(writer, offer.store_id, hunt, look, won)
        composer = Composer(
            offer,
            at=look.at,
            actor=actor,
            consumers=consumers,
            accounts=look.accounts,
            order_ids=iter(look.order_ids),
            charge_ids=iter(look.charge_ids),
            event_ids=iter(look.event_ids),
        )
        brought = _brought(look, offer, [_priced(drafts[n]) for n in won])
        placed = {
            n: composer.add(Won(_priced(drafts[n]), plans[n], codes[n], partner))
            for n, partner in zip(won, brought, strict=True)
        }
        if won:
            writer.write(composer.rows, offer)
            meanwhile()
    by_key = {drafts[n].wanted.key: order for n, order in placed.items()}
    return [_answer(verdict, look, by_key, placed.get(n)) for n, verdict in enumerate(verdicts)]


def _question(
    offer: Offer, drafts: Sequence[Draft], plans: Sequence[Sequence[Ask]], hunt: CodeHunt
) -> Question:
    fit = [draft for draft in drafts if isinstance(draft, Priced)]
    buyers = {buyer for draft in fit for buyer in draft.buyers} if offer.buyer_cap is not None else set()
    return Question(
        store_id=offer.store_id,
        campaign_id=offer.campaign_id,
        keys=[draft.wanted.key for draft in drafts],
        buyers=sorted(buyers),
        amounts=hunt.amounts,
        orders=len(fit),
        charges=sum(len(plan) for plan in plans),
        vouchers=sorted({draft.voucher.id for draft in fit if draft.voucher}),
        users=sorted(
            {who for draft in fit if draft.voucher and draft.voucher.buyer_cap for who in draft.users}
        ),
        partner_codes=sorted({link_code(draft.wanted.partner_code) for draft in fit} - {""}),
        partners=sorted(
            {draft.voucher.partner_id for draft in fit if draft.voucher and draft.voucher.partner_id}
        ),
    )


def _plan(draft: Draft, offer: Offer) -> Sequence[Ask]:
    if isinstance(draft, Unfit):
        return ()
    return asks(
        offer.plan, goods=draft.goods - draft.discount, shipping=draft.shipping_fee, pieces=draft.pieces
    )


def _priced(draft: Draft) -> Priced:
    assert isinstance(draft, Priced)  # only these win
    return draft


def _base(draft: Draft, plan: Sequence[Ask]) -> int:
    """Rupiah that the open charge must make recognisable; 0 for an order that came with its proof of transfer."""
    return 0 if draft.wanted.sent_before else sum(ask.goods + ask.shipping for ask in plan if ask.now)


def _brought(look: Look, offer: Offer, won: Sequence[Priced]) -> list[int | None]:
    """Who brought each of them. A code that leads nowhere is no reason to refuse an order."""
    known = {one.id: one for one in look.partners}
    codes = {one.code: one.id for one in look.partners}
    return [
        brought_by(
            known,
            codes,
            code=one.wanted.partner_code,
            voucher=one.voucher,
            campaign_id=offer.campaign_id,
            phone=one.phone,
            email=one.wanted.email,
            at=look.at,
        )
        for one in won
    ]


def _verdicts(look: Look, offer: Offer, drafts: Sequence[Draft]) -> list[Refusal | Repeat | None]:
    def gate(one: Priced) -> Refusal | None:
        try:
            look.window.check(look.at, early=one.early, begun_at=one.wanted.begun_at)
            if one.voucher is not None:
                one.voucher.check_time(look.at)
        except Refusal as no:
            return no
        if one.wanted.agreed not in (None, one.total):
            return PriceChanged(total=one.total, was=one.wanted.agreed or 0)
        return None

    seen = {
        key: order.body_digest if order.campaign_id == offer.campaign_id else "of another campaign"
        for key, order in look.earlier.items()
    }
    return decide(
        drafts, left=look.left, seen=seen, had=look.had, buyer_cap=offer.buyer_cap, gate=gate, uses=look.uses
    )


def _codes(
    writer: Writer, store_id: int, hunt: CodeHunt, look: Look, won: Sequence[int]
) -> Mapping[int, int]:
    found = hunt.settle(look.amounts, which=won)
    known: dict[int, Collection[int]] = {}
    codes: dict[int, int] = {}
    for position, code in found.items():
        if code is None:
            base = hunt.bases[position]
            if base not in known:
                known[base] = writer.amounts_above(store_id, base)
            code = hunt.search(position, known[base])
        codes[position] = code
    return codes


def _answer(
    verdict: Refusal | Repeat | None, look: Look, by_key: Mapping[str, Placed], placed: Placed | None
) -> Answer:
    if isinstance(verdict, KeyConflict):
        return verdict
    if isinstance(verdict, Repeat):
        if verdict.key in look.earlier:
            order = look.earlier[verdict.key]
            return Placed(order.id, order.number, order.secret, repeated=True)
        first = by_key[verdict.key]
        return Placed(first.id, first.number, first.secret, repeated=True)
    if verdict is None:
        assert placed is not None
        return placed
    return verdict
