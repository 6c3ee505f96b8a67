"""Pieces change hands: sent against received, the shortage stays the sender's, the follower has what it counted in."""

from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.journal.models import EventRow
from bukapo.kernel.refusal import Invalid, NotFound, Refusal
from bukapo.production.floor.incoming import incoming
from bukapo.production.floor.rules import SizeHandedOn, SizeNotArrived
from bukapo.production.handover.reads import exchange_of
from bukapo.production.handover.rules import (
    HandOverSettled,
    MoreThanFinished,
    MoreThanSent,
    NotAReceiver,
    NotShort,
)
from bukapo.production.handover.writes import declare_lost, hand_over, receive_hand_over, withdraw_hand_over
from bukapo.production.models import HandOver, HandOverSize, LostPieces
from bukapo.production.refusals import AlreadySaid
from tests.production.relay import Relay, make_relay
from tests.world import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def relay() -> Relay:
    return make_relay()


def targets(relay: Relay) -> list[int]:
    return [size.target for size in relay.sewing.sizes.order_by("position")]


def standing(relay: Relay) -> list[tuple[int, int, int]]:
    """(may still leave, short and open, arrived) per size of the cutting."""
    sizes = exchange_of(relay.world.store.pk, relay.cutting.pk).sizes
    return [(one.standing.free, one.standing.open, one.standing.arrived) for one in sizes]


def refused(kind: type[Refusal], call: Any, **facts: Any) -> None:
    """Refused, and nothing changed."""

    def rows() -> list[Any]:
        tables = (HandOver, HandOverSize, LostPieces)
        return [list(table._base_manager.order_by("pk").values()) for table in tables] + [
            EventRow.objects.count()
        ]

    before = rows()
    with pytest.raises(kind):
        call(**facts)
    assert rows() == before


def test_the_follower_begins_with_what_it_counted_in_and_the_target_never_shrinks(relay: Relay) -> None:
    assert incoming(relay.sewing) == [0, 0]
    with pytest.raises(SizeNotArrived):
        relay.report(relay.sewing, 0, counts={0: 1})
    lot = relay.give({0: 6, 1: 3})
    assert incoming(relay.sewing) == [0, 0]  # on the way is not there
    relay.receive(lot, 5, 3)
    assert incoming(relay.sewing) == [5, 3]
    relay.report(relay.sewing, 0, counts={0: 5, 1: 3})
    with pytest.raises(SizeNotArrived):
        relay.report(relay.sewing, 0, counts={0: 6})
    assert targets(relay) == [6, 4]
    assert standing(relay) == [(1, 1, 5), (1, 0, 3)]
    assert [breach for _, found in audit() for breach in found] == []


def test_a_shortage_is_open_until_it_is_handed_over_again_or_declared_lost(relay: Relay) -> None:
    relay.receive(relay.give({0: 6, 1: 4}), 4, 4)
    assert standing(relay)[0] == (2, 2, 4)
    again = relay.give({0: 1})
    assert standing(relay)[0] == (1, 1, 4)
    relay.receive(again, 0)  # lost on the way once more
    assert standing(relay)[0] == (2, 2, 4)
    relay.by(declare_lost, work_order_id=relay.cutting.pk, counts={0: 2}, reason="Jatuh di jalan")
    assert standing(relay)[0] == (2, 0, 4)
    assert LostPieces.objects.of(relay.world.store).get().reason == "Jatuh di jalan"
    relay.receive(relay.give({0: 1}))  # one turned up after all
    assert incoming(relay.sewing) == [5, 4]
    assert targets(relay) == [6, 4]
    assert [breach for _, found in audit() for breach in found] == []


def test_what_has_left_cannot_be_unreported_until_it_is_taken_back(relay: Relay) -> None:
    lot = relay.give({0: 6})
    with pytest.raises(SizeHandedOn):
        relay.report(relay.cutting, 1, counts={0: 5})
    relay.by(withdraw_hand_over, hand_over_id=lot.pk)
    relay.report(relay.cutting, 1, counts={0: 5})
    assert standing(relay)[0] == (5, 0, 0)


def test_impossible_lots_are_refused_and_change_nothing(relay: Relay) -> None:
    lot = relay.give({0: 4})
    give = {"work_order_id": relay.cutting.pk, "receiver_id": relay.sewing.pk}
    refused(MoreThanFinished, relay.by, verb=hand_over, **give, counts={0: 3})
    refused(NotFound, relay.by, verb=hand_over, **give, counts={7: 1})
    refused(NotAReceiver, relay.by, verb=hand_over, **give | {"receiver_id": relay.cutting.pk}, counts={0: 1})
    line = lot.sizes.get().pk
    refused(MoreThanSent, relay.by, verb=receive_hand_over, hand_over_id=lot.pk, counts={line: 5})
    refused(NotFound, relay.by, verb=receive_hand_over, hand_over_id=lot.pk, counts={line + 99: 1})
    loss = {"work_order_id": relay.cutting.pk, "counts": {0: 1}}
    refused(NotShort, relay.by, verb=declare_lost, **loss, reason="Hilang")
    refused(Invalid, relay.by, verb=declare_lost, **loss, reason=" ")
    relay.receive(lot)
    refused(HandOverSettled, relay.by, verb=receive_hand_over, hand_over_id=lot.pk)
    refused(HandOverSettled, relay.by, verb=withdraw_hand_over, hand_over_id=lot.pk)


def test_the_same_sending_twice_is_one_lot_and_keys_of_others_are_theirs(relay: Relay) -> None:
    relay.give({0: 1}, key="sekali")
    with pytest.raises(AlreadySaid):
        relay.give({0: 1}, key="sekali")
    relay.by(hand_over, work_order_id=relay.cutting.pk, counts={0: 1}, key="lain")  # to the seller
    assert [row.number for row in HandOver.objects.of(relay.world.store).order_by("pk")] == [1, 2]


def test_another_store_finds_nothing(relay: Relay) -> None:
    lot = relay.give({0: 1})
    other = make_world(slug="toko-lain").store.pk
    facts = {"actor": relay.world.seller, "at": relay.world.campaign.closes_at}
    refused(NotFound, receive_hand_over, store_id=other, hand_over_id=lot.pk, **facts)
    refused(NotFound, hand_over, store_id=other, work_order_id=relay.cutting.pk, counts={0: 1}, **facts)
