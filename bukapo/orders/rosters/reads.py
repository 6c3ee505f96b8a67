"""A group as its coordinator, its members and its seller see it. Each asks a fixed number of questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer
from bukapo.kernel.refusal import NotFound
from bukapo.orders.imports.shape import Shape
from bukapo.orders.intake.imported import shape_of
from bukapo.orders.models import Order, OrderLine, Roster, RosterMember
from bukapo.orders.rosters.desk import holding, live_members
from bukapo.orders.rosters.filling import MemberWish
from bukapo.orders.rosters.parse import Goods, ReadLine
from bukapo.orders.rosters.rules import EACH, FILLED, ONE, REMOVED, Pick
from bukapo.orders.rules import HOLDING
from bukapo.payments.models import Charge
from bukapo.shipping.rules import COURIER, fee

MISSING, WISHED, UNPAID, PAID = "missing", "filled", "unpaid", "paid"
MOST_LISTED = 500


@dataclass(frozen=True)
class MemberTold:
    """`wish` in words, one per product. `standing`: missing | filled (not ordered) | unpaid | paid.

    `text` are the prints as (field, text). `order` is their own, or the group's one where their line is in it.
    """

    id: int
    position: int
    name: str
    phone: str
    secret: str
    filled: bool
    standing: str
    settled: bool
    wish: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]
    number: str
    order: Order | None
    ordered: bool

    @property
    def paid(self) -> bool:
        return self.standing == PAID


@dataclass(frozen=True)
class RosterTold:
    """`members` in their order. `stale`: the one order no longer says what the list says."""

    roster: Roster
    members: tuple[MemberTold, ...]
    offer: Offer
    stale: bool
    weight: int

    @property
    def filled(self) -> int:
        return sum(member.filled for member in self.members)

    @property
    def missing(self) -> list[MemberTold]:
        return [member for member in self.members if not member.filled]

    @property
    def unpaid(self) -> list[MemberTold]:
        """Who has filled in and whose money is not there."""
        return [member for member in self.members if member.filled and not member.paid]

    @property
    def paid(self) -> int:
        return sum(member.paid for member in self.members)

    @property
    def order(self) -> Order | None:
        """Of a group with one payer: its order, as long as it holds its pieces."""
        found: Order | None = self.roster.order
        return found if holding(found) else None

    @property
    def parcel_fee(self) -> int:
        """Rupiah that one parcel with what is ordered so far costs by the zone's table."""
        zone = self.roster.zone
        if self.roster.fulfilment != COURIER or zone is None or not self.weight:
            return 0
        return fee(first_kg=zone.first_kg, next_kg=zone.next_kg, grams=self.weight)


def roster_by_secret(secret: str) -> Roster:
    """Whose coordinator holds this link. Raises NotFound."""
    return _one(Q(secret=secret))


def roster_to_join(secret: str) -> Roster:
    """Which group this link lets people join. Raises NotFound."""
    return _one(Q(join_secret=secret))


def member_by_secret(secret: str) -> RosterMember:
    """Whose own page this is, with the group. Raises NotFound."""
    rows = RosterMember.objects.across_stores("the secret link itself is the key").exclude(state=REMOVED)
    found: RosterMember | None = (
        rows.select_related("roster__campaign__store", "roster__zone", "order").filter(secret=secret).first()
    )
    if found is None:
        raise NotFound()
    return found


def _one(which: Q) -> Roster:
    rows = Roster.objects.across_stores("the secret link itself is the key")
    rows = rows.select_related("campaign__store", "campaign__series", "zone", "order")
    found: Roster | None = rows.filter(which).first()
    if found is None:
        raise NotFound()
    return found


def roster_told(roster: Roster, offer: Offer) -> RosterTold:
    """The whole list. Three queries beside the offer."""
    members = list(live_members(roster).select_related("order"))
    linked = _linked(roster)
    ids = [member.order_id for member in members if member.order_id]
    asked = set(
        Charge.objects.of(roster.store_id)
        .filter(order__in=ids, state="open", paid__lt=F("total"))
        .values_list("order_id", flat=True)
    )
    running: Order | None = roster.order if holding(roster.order) else None
    told = tuple(_member(member, roster, offer, linked, asked, running) for member in members)
    weight = running.weight if running else sum(m.order.weight for m in told if m.order and m.ordered)
    return RosterTold(roster, told, offer, running is not None and _stale(members, linked, offer), weight)


def _linked(roster: Roster) -> dict[int, list[OrderLine]]:
    """Member id -> lines of orders that hold their pieces; of who is off the list by now, too."""
    rows = OrderLine.objects.of(roster.store_id).filter(
        roster_piece__member__roster=roster, order__state__in=HOLDING
    )
    found: dict[int, list[OrderLine]] = {}
    for line in rows.select_related("roster_piece").order_by("order_id", "position"):
        found.setdefault(line.roster_piece.member_id, []).append(line)
    return found


def _member(
    member: RosterMember,
    roster: Roster,
    offer: Offer,
    linked: dict[int, list[OrderLine]],
    asked: set[int],
    running: Order | None,
) -> MemberTold:
    own = member.order if holding(member.order) else None
    return MemberTold(
        id=member.pk,
        position=member.position,
        name=member.name,
        phone=member.phone,
        secret=member.secret,
        filled=member.state == FILLED,
        standing=_standing(member, roster, own, asked),
        settled=member.settled,
        wish=tuple(_in_words(pick, offer) for pick in member.wishes if pick.variant_id),
        texts=tuple(_texts(member.wishes, offer)),
        number=member.number,
        order=own if roster.payer == EACH else running if member.pk in linked else None,
        ordered=own is not None if roster.payer == EACH else member.pk in linked,
    )


def _standing(member: RosterMember, roster: Roster, own: Order | None, asked: set[int]) -> str:
    if member.state != FILLED:
        return MISSING
    if roster.payer == ONE:
        return PAID if member.settled else UNPAID
    if own is None:
        return WISHED
    return UNPAID if own.state == "placed" or own.pk in asked else PAID


def _in_words(pick: Pick, offer: Offer) -> str:
    found = offer.product_of(pick.variant_id)
    return (found[1].label or found[0].name) if found else ""


def _texts(picks: Sequence[Pick], offer: Offer) -> list[tuple[str, str]]:
    names = {field.id: field.name for product in offer.products for field in product.fields}
    return [(names[i], text) for pick in picks for i, text in pick.texts.items() if text and i in names]


def _stale(members: Sequence[RosterMember], linked: dict[int, list[OrderLine]], offer: Offer) -> bool:
    """While the PO takes changes: who is in the order with something else, or not in it at all."""
    wanted = {
        member.pk: [(pick.variant_id, dict(_texts([pick], offer))) for pick in member.wishes]
        for member in members
        if member.state == FILLED
    }
    ordered = {
        member: [(line.variant_id, dict(line.personalization)) for line in lines]
        for member, lines in linked.items()
    }
    return wanted != ordered


def rosters_of(campaign: Campaign) -> list[tuple[Roster, int, int]]:
    """Groups of a PO, newest first, each with how many are on its list and how many have filled in. One query."""
    live = ~Q(members__state=REMOVED) & Q(members__isnull=False)
    rows = Roster.objects.of(campaign.store_id).filter(campaign=campaign).select_related("order", "zone")
    rows = rows.annotate(listed=Count("members", filter=live))
    rows = rows.annotate(filled=Count("members", filter=Q(members__state=FILLED))).order_by("-id")
    return [(row, row.listed, row.filled) for row in rows[:MOST_LISTED]]


def roster_of_campaign(campaign: Campaign, code: str) -> Roster:
    """One of its groups, by its code. Raises NotFound."""
    rows = Roster.objects.of(campaign.store_id).filter(campaign=campaign, code=code)
    found: Roster | None = rows.select_related("campaign__store", "campaign__series", "zone", "order").first()
    if found is None:
        raise NotFound()
    return found


def numbers_taken(roster: Roster) -> dict[str, str]:
    """Number -> whose it is."""
    rows = live_members(roster).exclude(number="").values_list("number", "name")
    return dict(rows)


def names_known(roster: Roster) -> dict[str, bool]:
    """Name key -> has filled in."""
    return {key: state == FILLED for key, state in live_members(roster).values_list("name_key", "state")}


def goods_of(roster: Roster, offer: Offer) -> Goods:
    """What the reader of lists must know of the group."""
    shape: Shape = shape_of(offer)
    chosen = [shape.products[at] for at in _places(roster, offer)]
    names = {field.id: field.name for product in offer.products for field in product.fields}
    return Goods(tuple(chosen), names.get(roster.number_field_id or 0, ""))


def wish_of_line(line: ReadLine, roster: Roster, offer: Offer) -> MemberWish:
    """What was read, in ids; what is not known stays open."""
    products = [offer.products[at] for at in _places(roster, offer)]
    picks = []
    for product, read in zip(products, line.picks, strict=True):
        variant = product.variant_of(read.values)
        ids = {field.name: field.id for field in product.fields}
        texts = {ids[name]: text for name, text in read.texts.items() if name in ids and text}
        picks.append(Pick(variant.id if variant else 0, texts))
    return MemberWish(line.name, tuple(picks), line.phone)


def _places(roster: Roster, offer: Offer) -> list[int]:
    where = {product.id: at for at, product in enumerate(offer.products)}
    return [where[product] for product in roster.products if product in where]


def may_fill(roster: Roster, at: datetime) -> bool:
    """Whether members may still fill in, as far as a page can say; the write judges."""
    return bool(roster.state == "open" and at < roster.deadline_at) and takes_changes(roster, at)


def takes_changes(roster: Roster, at: datetime) -> bool:
    """Whether the coordinator may still change the list."""
    campaign = roster.campaign
    in_time = campaign.closes_at is not None and at < campaign.closes_at
    return bool(roster.state != "cancelled" and campaign.state == "published" and in_time)
