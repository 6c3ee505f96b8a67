"""A class that orders together: the tee with a name and a number on its back."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bukapo.catalog.models import PersonalizationField
from bukapo.catalog.rules import FieldDraft
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.models import Roster, RosterMember
from bukapo.orders.rosters.filling import MemberWish, fill_member
from bukapo.orders.rosters.opening import RosterWish, open_roster
from bukapo.orders.rosters.rules import EACH, Pick
from tests.world import NOON, TEE, World, make_world

JERSEY = replace(
    TEE,
    personalizations=(*TEE.personalizations, FieldDraft("Nomor punggung", kind="number", max_length=2)),
)


def make_class(*, at: datetime = NOON, **plan: Any) -> World:
    """The world of jerseys, whose PO takes groups."""
    return make_world(at=at, draft=JERSEY, **{"groups": True} | plan)


def number_field(world: World) -> PersonalizationField:
    found: PersonalizationField = PersonalizationField.objects.of(world.store).get(kind="number")
    return found


def a_roster(world: World, *, at: datetime = NOON, **changes: Any) -> Roster:
    facts: dict[str, Any] = {
        "name": "Kelas XII IPA 1",
        "coordinator": "Koordinator Contoh",
        "phone": "0812 0000 1111",
        "payer": EACH,
        "products": (world.product.pk,),
        "fulfilment": "courier",
        "address": "Jl. Sekolah Contoh 1",
        "city": "Bandung",
        "postal_code": "40132",
        "zone_id": world.zone.pk,
        "deadline_at": at + timedelta(days=3),
    }
    if "number_field" not in changes:
        changes["number_field"] = number_field(world).pk
    wish = RosterWish(**facts | changes)
    key = f"key-{Roster.objects.of(world.store).count()}"
    event = open_roster(
        store_id=world.store.pk, campaign_id=world.campaign.pk, wish=wish, key=key, actor=BUYER_ACTOR, at=at
    )
    found: Roster = Roster.objects.of(world.store).get(pk=event.roster_id)
    return found


def wish(
    world: World, name: str, number: str = "", *, size: str = "L", back: str = "", phone: str = ""
) -> MemberWish:
    texts = {number_field(world).pk: number, world.name_field.pk: back}
    return MemberWish(name, (Pick(world.variant(size, "Hitam"), texts),), phone)


def fills(
    world: World, roster: Roster, wished: MemberWish, *, at: datetime = NOON, **more: Any
) -> RosterMember:
    facts: dict[str, Any] = {"coordinator": False, "member_id": None, "actor": BUYER_ACTOR, "at": at}
    event = fill_member(store_id=world.store.pk, roster_id=roster.pk, wish=wished, **facts | more)
    found: RosterMember = RosterMember.objects.of(world.store).get(pk=event.member_id)
    return found


def by(world: World, roster: Roster, *, at: datetime = NOON) -> dict[str, Any]:
    """What every write of a group is told."""
    return {"store_id": world.store.pk, "roster_id": roster.pk, "actor": BUYER_ACTOR, "at": at}
