"""Whatever is altered of what changed hands, the audit names it."""

import pytest

from bukapo.production.handover.writes import declare_lost
from tests.invariants.altering import unnamed
from tests.production.relay import make_relay

pytestmark = pytest.mark.django_db

LAST_SIZE = "id = (SELECT max(id) FROM production_handoversize WHERE received IS NOT NULL)"
ALTERATIONS = {
    "what was sent": "UPDATE production_handoversize SET sent = sent + 1 WHERE " + LAST_SIZE,
    "what arrived": "UPDATE production_handoversize SET received = received - 1 WHERE " + LAST_SIZE,
    "that it arrived": "UPDATE production_handoversize SET received = NULL WHERE " + LAST_SIZE,
    "whom it went to": "UPDATE production_handover SET receiver_id = work_order_id WHERE receiver_id IS NOT NULL",
    "which size it was for": "UPDATE production_handoversize SET for_size_id = size_id",
    "what the sender finished": "UPDATE production_stagecount SET done = 0 WHERE stage_id IN "
    "(SELECT id FROM production_stage WHERE name = 'Sablon')",
    "what the follower worked on": "UPDATE production_stagecount SET done = done + 3 WHERE done > 0 AND stage_id IN "
    "(SELECT id FROM production_stage WHERE name = 'Jahit')",
    "what was lost": "UPDATE production_lostpieces SET pieces = pieces + 1",
    "a loss that is gone": "DELETE FROM production_lostpieces",
    "what was made up for": "UPDATE production_handoversize SET again = again + 1 WHERE again < sent AND "
    + LAST_SIZE,
}


def test_the_audit_names_every_alteration() -> None:
    relay = make_relay()
    relay.receive(relay.give({0: 3, 1: 4}), 1, 4)
    relay.receive(relay.give({0: 3}))
    relay.receive(relay.give({0: 2}), 1)
    relay.by(declare_lost, work_order_id=relay.cutting.pk, counts={0: 1}, reason="Jatuh di jalan")
    relay.report(relay.sewing, 0, count=5)
    assert unnamed({what: ("hand-over", statement) for what, statement in ALTERATIONS.items()}) == {}
