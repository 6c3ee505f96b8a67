"""An accepted order as the rows it is made of. Pure: the same rows whichever door and whichever database.

One order is: its row, its lines, its charges, one event with its link in the chain, the ledger postings of that event
and the outbox rows of whoever is told. Keys of the rows are the tables' column names.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bukapo.campaigns.offer import Offer
from bukapo.campaigns.vouchers import OfferedVoucher
from bukapo.journal.chain import link
from bukapo.kernel.actor import Actor
from bukapo.kernel.entry import Line
from bukapo.kernel.ids import order_number, secret
from bukapo.orders.events import OrderPlaced
from bukapo.orders.intake.draft import Priced
from bukapo.orders.rules import IMPORT
from bukapo.payments.plans import Ask, Raised, raise_charge
from bukapo.payments.rules import owed

Row = dict[str, Any]
SUBJECT = OrderPlaced.subject[0]


@dataclass(frozen=True)
class Placed:
    """An order that is there. `repeated`: an earlier submission with the same key made it."""

    id: int
    number: str
    secret: str
    repeated: bool = False


@dataclass
class Rows:
    """What one transaction writes, by table. `same` are the columns that are alike in all rows of a table.

    `taken`: variant id (None: the whole PO) -> pieces; `held`: buyer key -> pieces; `vouchers`: id -> uses;
    `users`: who uses a voucher with a limit per buyer (`campaigns.vouchers.user_keys`) -> voucher id, its limit, uses.
    """

    same: dict[str, Row]
    orders: list[Row] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    charges: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    deliveries: list[Row] = field(default_factory=list)
    postings: list[Row] = field(default_factory=list)
    taken: dict[int | None, int] = field(default_factory=dict)
    held: dict[str, int] = field(default_factory=dict)
    vouchers: dict[int, int] = field(default_factory=dict)
    users: dict[str, tuple[int, int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Won:
    """A draft that gets its pieces: `plan` is what it is asked to pay, `code` its unique code (0 = none).

    `partner_id`: who brought it.
    """

    priced: Priced
    plan: Sequence[Ask]
    code: int
    partner_id: int | None = None


class Composer:
    """Makes the rows of a batch of one campaign. Ids come from the database, one iterator per table."""

    def __init__(
        self,
        offer: Offer,
        *,
        at: datetime,
        actor: Actor,
        consumers: Sequence[str],
        accounts: Mapping[str, int],
        order_ids: Iterator[int],
        charge_ids: Iterator[int],
        event_ids: Iterator[int],
    ) -> None:
        self.offer, self.at, self.actor = offer, at, actor
        self.consumers, self.accounts = consumers, accounts
        self.order_ids, self.charge_ids, self.event_ids = order_ids, charge_ids, event_ids
        self.rows = Rows(same=self._same())

    def add(self, won: Won) -> Placed:
        """The rows of one order join the batch."""
        order_id, event_id = next(self.order_ids), next(self.event_ids)
        want = won.priced.wanted
        # A form kept by hand has no deadline: its buyers were never told one.
        # Nor has one of which nothing is to be paid before the handing over: the seller takes it in by hand.
        asked = any(ask.now for ask in won.plan)
        no_deadline = want.source == IMPORT or not asked
        pay_by = None if no_deadline else self.at + timedelta(hours=self.offer.pay_hours)
        charges = [
            raise_charge(
                ask, position, code=won.code if ask.now else 0, at=self.at, due_at=self._due(ask, pay_by)
            )
            for position, ask in enumerate(won.plan)
        ]
        postings = self._charges(order_id, charges)
        order = self._order(order_id, won.priced, sum(c.total for c in charges), pay_by)
        order["partner_id"] = won.partner_id
        now = sum(c.total for c in charges if c.opened_at)
        event = self._event(order, won.priced, now, postings, pay_by)
        order["chain"] = self._record(event_id, order_id, event)
        self.rows.orders.append(order)
        self._lines(order_id, won.priced)
        self._postings(event_id, order_id, postings)
        self._count(won.priced)
        return Placed(order_id, order["number"], order["secret"])

    def _due(self, ask: Ask, pay_by: datetime | None) -> datetime | None:
        return pay_by if ask.now else ask.due.last_moment(self.at, self.offer.plan.zone)

    def _same(self) -> dict[str, Row]:
        store = {"store_id": self.offer.store_id}
        campaign = store | {"campaign_id": self.offer.campaign_id}
        return {
            "orders": campaign
            | {"state": "placed", "paid": 0, "refunded": 0, "forgiven": 0, "terms_id": self.offer.terms_id}
            | {"placed_at": self.at, "confirmed_at": None, "released_at": None, "version": 1},
            "lines": store,
            "charges": store | {"paid": 0, "reminded": 0},
            "events": campaign
            | {"kind": OrderPlaced.kind, "subject": SUBJECT, "seq": 1, "at": self.at}
            | {"actor_kind": self.actor.kind, "actor_id": self.actor.id, "actor_label": self.actor.label},
            "deliveries": {"state": "queued", "attempts": 0, "run_after": self.at, "error": ""},
            "postings": store | {"at": self.at},
        }

    def _order(self, order_id: int, one: Priced, charged: int, pay_by: datetime | None) -> Row:
        want = one.wanted
        return {
            "id": order_id,
            "number": order_number(),
            "secret": secret(),
            "key": want.key,
            "body_digest": want.body_digest,
            "source": want.source,
            "language": want.language,
            "buyer_name": want.buyer_name.strip(),
            "phone": one.phone,
            "email": want.email.strip().lower(),
            "early": one.early,
            "interest_id": one.interest,
            "begun_at": want.begun_at,
            "fulfilment": want.fulfilment,
            "address": want.address.strip(),
            "city": want.city.strip(),
            "postal_code": want.postal_code,
            "zone_id": want.zone_id if want.fulfilment == "courier" else None,
            "note": want.note.strip(),
            "pieces": one.pieces,
            "weight": one.weight,
            "goods": one.goods,
            "shipping_fee": one.shipping_fee,
            "discount": one.discount,
            "voucher_id": one.voucher.id if one.voucher else None,
            "charged": charged,
            "if_short": one.if_short,
            "second_choice": one.second_choice,
            "pay_by": pay_by,
        }

    def _lines(self, order_id: int, one: Priced) -> None:
        for position, line in enumerate(one.lines):
            self.rows.lines.append(
                {
                    "order_id": order_id,
                    "position": position,
                    "product_id": line.product_id,
                    "variant_id": line.variant_id,
                    "product_name": line.product_name,
                    "label": line.label,
                    "values": list(line.values),
                    "qty": line.qty,
                    "unit_price": line.unit_price,
                    "extra": line.extra,
                    "personalization": dict(line.personalization),
                    "total": line.total,
                    "bundle_id": line.bundle_id,
                    "bundle_no": line.bundle_no,
                    "bundle_slot": line.bundle_slot,
                }
            )

    def _charges(self, order_id: int, charges: Sequence[Raised]) -> list[Line]:
        postings: list[Line] = []
        for charge in charges:
            charge_id = next(self.charge_ids)
            self.rows.charges.append({"id": charge_id, "order_id": order_id} | vars(charge))
            postings += owed(charge_id, order_id, base=charge.goods + charge.shipping, code=charge.code)
        return postings

    def _event(
        self, order: Row, one: Priced, now: int, postings: Sequence[Line], pay_by: datetime | None
    ) -> OrderPlaced:
        return OrderPlaced(
            store_id=self.offer.store_id,
            campaign_id=self.offer.campaign_id,
            order_id=order["id"],
            number=order["number"],
            outstanding=order["charged"],
            state="placed",
            source=one.wanted.source,
            pieces=one.pieces,
            goods=one.goods,
            shipping_fee=one.shipping_fee,
            discount=one.discount,
            now=now,
            lines=tuple((line.variant_id, line.qty, line.total) for line in one.lines),
            pay_by=pay_by,
            terms_id=self.offer.terms_id,
            terms_digest=self.offer.terms_digest,
            partner_id=order["partner_id"],
            postings=tuple(postings),
        )

    def _record(self, event_id: int, order_id: int, event: OrderPlaced) -> str:
        data = event.data()
        digest = link(
            "",
            kind=event.kind,
            at=self.at,
            actor=self.actor,
            store_id=event.store_id,
            campaign_id=event.campaign_id,
            order_id=order_id,
            subject=(SUBJECT, order_id),
            seq=1,
            data=data,
        )
        self.rows.events.append(
            {"id": event_id, "order_id": order_id, "subject_id": order_id, "data": data, "digest": digest}
        )
        for consumer in self.consumers:
            self.rows.deliveries.append({"event_id": event_id, "consumer": consumer})
        return digest

    def _postings(self, event_id: int, order_id: int, lines: Sequence[Line]) -> None:
        for line in lines:
            self.rows.postings.append(
                {
                    "event_id": event_id,
                    "source_id": self.accounts[line.source],
                    "destination_id": self.accounts[line.destination],
                    "amount": line.amount,
                    "cause": line.cause,
                    "order_id": order_id,
                }
            )

    def _count(self, one: Priced) -> None:
        taken = self.rows.taken
        for variant_id, pieces in one.needs.items():
            taken[variant_id] = taken.get(variant_id, 0) + pieces
        taken[None] = taken.get(None, 0) + one.pieces
        if self.offer.buyer_cap is not None:
            for buyer in one.buyers:
                self.rows.held[buyer] = self.rows.held.get(buyer, 0) + one.pieces
        if one.voucher is not None:
            self._count_voucher(one.voucher, one.users)

    def _count_voucher(self, voucher: OfferedVoucher, users: Sequence[str]) -> None:
        self.rows.vouchers[voucher.id] = self.rows.vouchers.get(voucher.id, 0) + 1
        for who in users if voucher.buyer_cap is not None else ():
            *_same, uses = self.rows.users.get(who, (0, 0, 0))
            self.rows.users[who] = (voucher.id, voucher.buyer_cap or 0, uses + 1)
