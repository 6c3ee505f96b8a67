"""Claims told: to the buyer behind the link, to the seller in a list and one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Sum, Value, When

from bukapo.campaigns.guarantees.rules import GuaranteeTerms
from bukapo.catalog.models import Photo, Variant
from bukapo.kernel.refusal import NotFound
from bukapo.orders.models import Order, OrderLine
from bukapo.orders.rules import DELIVERED
from bukapo.payments.allowance import price_left
from bukapo.trust.claims.days import counted_from, sent_anew
from bukapo.trust.claims.promised import promised_to, until
from bukapo.trust.claims.rules import AGREED, FIT, MOST_PHOTOS, OFFERED, OPEN, OTHER, is_late
from bukapo.trust.claims.steps import free_pieces
from bukapo.trust.models import Claim, ClaimPhoto

PAGE = 30


@dataclass(frozen=True)
class ClaimedLine:
    """`wished`: the size wanted instead, "" without one."""

    product: str
    label: str
    pieces: int
    wished: str


@dataclass(frozen=True)
class ClaimTold:
    """One claim with what it is about. `overdue`: nobody decided in time. `photos` are numbered from 0."""

    claim: Claim
    lines: tuple[ClaimedLine, ...]
    photos: int
    overdue: bool

    @property
    def pieces(self) -> int:
        return sum(line.pieces for line in self.lines)

    @property
    def numbers(self) -> range:
        """Of its photos."""
        return range(self.photos)


@dataclass(frozen=True)
class Claimable:
    """An order line of which `left` pieces may be claimed; `sizes` are the others of its product."""

    line: OrderLine
    left: int
    sizes: tuple[Variant, ...]


@dataclass(frozen=True)
class Guaranteed:
    """The product guarantee of an order: `terms`, and until when it may be called on (None: the goods are not there,
    or nothing is promised)."""

    terms: GuaranteeTerms
    wrong_until: datetime | None
    fit_until: datetime | None


@dataclass(frozen=True)
class OpenForm:
    """What the form of a new claim may hold. `only_lost`: the parcel is on its way. `late`: after the days in which
    wrong goods are made good."""

    lines: tuple[Claimable, ...]
    only_lost: bool
    late: bool
    guaranteed: Guaranteed


def claims_of(order: Order, *, at: datetime) -> tuple[ClaimTold, ...]:
    """Of one order, newest first. Three queries, one when there are none."""
    rows = _rows(order.store_id).filter(order=order).order_by("-pk")
    return tuple(_told(row, at) for row in rows)


def claim_of_order(order: Order, claim_id: int) -> Claim:
    """One of this order's. Raises NotFound."""
    found: Claim | None = Claim.objects.of(order.store_id).filter(order=order, pk=claim_id).first()
    if found is None:
        raise NotFound()
    return found


def claim_for_seller(store_id: int, claim_id: int, *, at: datetime) -> ClaimTold:
    """With its order, PO and terms. Raises NotFound."""
    rows = _rows(store_id).select_related("order__campaign", "order__store", "order__terms", "of_work_order")
    found = rows.filter(pk=claim_id).first()
    if found is None:
        raise NotFound()
    return _told(found, at)


def photo_of(claim: Claim, number: int) -> Photo:
    """The `number`-th picture, from 0. Raises NotFound."""
    if number >= MOST_PHOTOS:
        raise NotFound()
    rows = ClaimPhoto.objects.of(claim.store_id).filter(claim=claim).select_related("photo").order_by("pk")
    found = list(rows[number : number + 1])
    if not found:
        raise NotFound()
    photo: Photo = found[0].photo
    return photo


def may_claim(order: Order) -> bool:
    """Whether the order page shows the door at all. No query."""
    return order.state in DELIVERED


def form_of(order: Order, *, at: datetime) -> OpenForm:
    """Ten queries. The order's `store` and `terms` should be loaded."""
    free, arrived = free_pieces(order), counted_from(order)
    lines = list(OrderLine.objects.of(order.store_id).filter(order=order).order_by("position"))
    others = Variant.objects.of(order.store_id).filter(product__in=[line.product_id for line in lines])
    sizes = list(others.order_by("position", "pk"))
    mine = guaranteed(order, arrived)
    return OpenForm(
        lines=tuple(
            Claimable(
                line,
                free[line.pk],
                tuple(
                    one for one in sizes if one.product_id == line.product_id and one.pk != line.variant_id
                ),
            )
            for line in lines
            if free[line.pk]
        ),
        only_lost=order.state == "shipped" and arrived is None,
        late=is_late(received_at=arrived, at=at, days=mine.terms.defect_days)
        and not _is_new(order, mine, at),
        guaranteed=mine,
    )


def _is_new(order: Order, mine: Guaranteed, at: datetime) -> bool:
    """Something that a claim sent anew may still be called on."""
    days = mine.terms.defect_days
    return any(
        not is_late(received_at=there, at=at, days=days)
        for pieces in sent_anew(order).values()
        for there in pieces
    )


def guaranteed(order: Order, arrived: datetime | None) -> Guaranteed:
    """Of goods that are there since `arrived`. One query where the terms are frozen as data."""
    mine = promised_to(order)
    return Guaranteed(
        mine,
        until(mine, reason=OTHER, received_at=arrived),
        until(mine, reason=FIT, received_at=arrived),
    )


def most_back(claim: Claim) -> int:
    """Rupiah that a refund for it may be: what its pieces cost, as far as the order's price still holds them."""
    return int(min(claim.whole, price_left(claim.order)))


@dataclass(frozen=True)
class Counts:
    """Claims of a store by what they wait for."""

    open: int
    overdue: int
    offered: int
    agreed: int
    over: int

    @property
    def waiting(self) -> int:
        """For the seller."""
        return self.open + self.agreed


def counts_of(store_id: int, *, at: datetime) -> Counts:
    """One query."""
    rows = Claim.objects.of(store_id)
    over = ~Q(state__in=[OPEN, OFFERED, AGREED])
    return Counts(
        **rows.aggregate(
            open=Count("pk", filter=Q(state=OPEN)),
            overdue=Count("pk", filter=Q(state=OPEN, due_at__lte=at)),
            offered=Count("pk", filter=Q(state=OFFERED)),
            agreed=Count("pk", filter=Q(state=AGREED)),
            over=Count("pk", filter=over),
        )
    )


def to_decide(store_id: int) -> "QuerySet[Claim]":
    """Claims whose clock runs against the seller, to be counted; those whose `due_at` has passed are overdue."""
    rows: QuerySet[Claim] = Claim.objects.of(store_id).filter(state=OPEN)
    return rows


def listed(
    store_id: int, *, at: datetime, states: Sequence[str] = (), page: int = 1
) -> tuple[list[ClaimTold], bool]:
    """(one page, whether there are more): what is to be decided first, the soonest deadline on top. Three queries."""
    rows = _rows(store_id).select_related("order__campaign")
    if states:
        rows = rows.filter(state__in=states)
    first = {OPEN: 0, AGREED: 1, OFFERED: 2}
    rank = Case(*[When(state=state, then=Value(n)) for state, n in first.items()], default=Value(3),
                output_field=IntegerField())  # fmt: skip
    start = (page - 1) * PAGE
    found = list(rows.annotate(rank=rank).order_by("rank", "due_at", "-pk")[start : start + PAGE + 1])
    return [_told(row, at) for row in found[:PAGE]], len(found) > PAGE


def by_reason(store_id: int) -> list[tuple[str, int]]:
    """(reason, pieces claimed), the most first; withdrawn claims left out. One query."""
    rows = Claim.objects.of(store_id).exclude(state="withdrawn").values_list("reason")
    return list(rows.annotate(n=Sum("pieces__pieces")).order_by("-n", "reason").values_list("reason", "n"))


def _rows(store_id: int) -> "QuerySet[Claim]":
    rows: QuerySet[Claim] = Claim.objects.of(store_id).select_related("order")
    return rows.prefetch_related("pieces__line", "pieces__variant", "photos")


def _told(row: Claim, at: datetime) -> ClaimTold:
    lines = tuple(
        ClaimedLine(
            one.line.product_name, one.line.label, one.pieces, one.variant.label if one.variant else ""
        )
        for one in row.pieces.all()
    )
    return ClaimTold(row, lines, len(row.photos.all()), row.state == OPEN and row.due_at <= at)
