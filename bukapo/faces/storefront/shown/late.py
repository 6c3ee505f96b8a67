"""A date that moved and pieces that did not come out, as the buyer is asked about them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.rules import FIRST, LOT, PRODUCED, SHARE, SHIP_FROM, SHIP_UNTIL
from bukapo.orders.allotment.reads import Missing, allocation_of, allotments, missing_of
from bukapo.orders.delays.reads import moves_of, question_of
from bukapo.orders.delays.rules import REFUND, SWAP, WAIT
from bukapo.orders.delays.swapping import Target, swap_targets
from bukapo.orders.models import Allocation, Allotment, Order, OrderLine


@dataclass(frozen=True)
class DayMoved:
    """One promised day before and after, in words."""

    words: str
    was: date
    day: date


@dataclass(frozen=True)
class DelayAsked:
    """What is asked until `answer_by`. `choice` so far ("" for none); `held` rupiah go back to who leaves.

    `targets`: other POs of the store that the order may go to instead.
    """

    delay_id: int
    number: int
    reason: str
    moves: tuple[DayMoved, ...]
    answer_by: datetime
    choice: str
    silence_leaves: bool
    held: int
    targets: tuple[Target, ...]

    @property
    def waits(self) -> bool:
        return self.choice == WAIT

    @property
    def leaves(self) -> bool:
        return self.choice == REFUND


@dataclass(frozen=True)
class LineShown:
    """An order's line, and in words what of it did not come out ("" for nothing)."""

    qty: int
    product_name: str
    label: str
    personalization: dict[str, str]
    total: int
    short: str
    unit_price: int = 0
    extra: int = 0
    bundle_no: int = 0
    bundle_slot: int = 0
    bundle_name: str = ""


@dataclass(frozen=True)
class AllocationPage:
    """Who got what. Before it is made (`made` None) only the rule and, for a draw, its sealed seed are told."""

    campaign: Campaign
    rule: str
    rule_words: str
    commitment: str
    made: Allocation | None
    rows: tuple[Allotment, ...]
    page: int
    has_next: bool

    @property
    def drawn(self) -> bool:
        return self.rule == LOT

    @property
    def counted(self) -> list[dict[str, object]]:
        """Per variant: ordered, reported by the workshop, counted by the seller."""
        names = ("product", "values", "ordered", "reported", "counted", "sent")
        return [dict(zip(names, one, strict=True)) for one in self.made.counted] if self.made else []

    @property
    def any_sent(self) -> bool:
        """Some had left the house before it was made."""
        return any(one["sent"] for one in self.counted)


def delay_asked(order: Order, *, at: datetime) -> DelayAsked | None:
    """What this order is asked about a date that moved and may still answer. One query."""
    row = question_of(order, at=at)
    if row is None:
        return None
    return DelayAsked(
        delay_id=row.delay_id,
        number=row.delay.number,
        reason=row.delay.reason,
        moves=tuple(DayMoved(_promised(one.what), one.was, one.day) for one in moves_of(row.delay)),
        answer_by=row.delay.answer_by,
        choice=row.choice,
        silence_leaves=row.silence == REFUND,
        held=order.paid - order.refunded,
        targets=swap_targets(order, at=at) if SWAP in row.delay.choices else (),
    )


def lines_shown(order: Order) -> list[LineShown]:
    """An order's lines in their order. Two queries."""
    missing = missing_of(order.store_id, [order.pk])
    rows = OrderLine.objects.of(order.store_id).filter(order=order).select_related("bundle")
    return [
        LineShown(
            row.qty, row.product_name, row.label, row.personalization, row.total,
            short_words(missing.get(row.pk)), row.unit_price, row.extra, row.bundle_no, row.bundle_slot,
            row.bundle_name,
        )
        for row in rows
    ]  # fmt: skip


def short_words(missing: Missing | None) -> str:
    """`1 dari 2 pcs, 1 dikembalikan uangnya`."""
    if missing is None or missing.state == "filled":
        return ""
    facts = {"sent": missing.sent, "qty": missing.qty, "pieces": missing.pieces, "other": missing.other}
    words = {
        "open": _("%(sent)s dari %(qty)s pcs, %(pieces)s tidak jadi"),
        "waiting": _("%(sent)s dari %(qty)s pcs, %(pieces)s menunggu barang pengganti"),
        "refunded": _("%(sent)s dari %(qty)s pcs, %(pieces)s dikembalikan uangnya"),
        "swapped": _("%(sent)s dari %(qty)s pcs, %(pieces)s diganti %(other)s"),
    }
    return words[missing.state] % facts


def allocation_page(campaign: Campaign, *, page: int) -> AllocationPage | None:
    """None for a PO that has no rule to tell yet (a draft) or was called off."""
    if campaign.published_at is None or campaign.state == "cancelled":
        return None
    made = allocation_of(campaign)
    rows, has_next = allotments(made, page=page) if made else ([], False)
    draw = getattr(campaign, "yield_draw", None)
    return AllocationPage(
        campaign=campaign,
        rule=campaign.short_rule,
        rule_words=_rule(campaign.short_rule),
        commitment=draw.commitment if draw and campaign.short_rule == LOT else "",
        made=made,
        rows=tuple(rows),
        page=page,
        has_next=has_next,
    )


def _promised(what: str) -> str:
    return {
        PRODUCED: _("Selesai diproduksi"),
        SHIP_FROM: _("Mulai dikirim atau bisa diambil"),
        SHIP_UNTIL: _("Paling lambat dikirim"),
    }[what]


def _rule(rule: str) -> str:
    return {
        FIRST: _(
            "Yang lebih dulu pasti, lebih dulu kebagian. Pesanan pasti waktu pembayaran pertamanya masuk."
        ),
        SHARE: _("Tiap pesanan dapat bagian sebanding dengan jumlah yang dipesannya."),
        LOT: _("Urutannya diundi, lalu yang ada dibagikan menurut urutan itu."),
    }[rule]
