"""A seller's word for a sentence that only looks void: kept, carried with the very same words, and audited."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from bukapo.audit.overruled import sentences
from bukapo.campaigns.cloning.writes import clone_campaign
from bukapo.campaigns.draft_reads import sheet_of
from bukapo.campaigns.linting.lacks import UNREAD
from bukapo.campaigns.linting.writes import overrule_sentences
from bukapo.campaigns.models import Campaign, OverruledSentence
from bukapo.campaigns.readiness import missing
from bukapo.campaigns.writes import change_campaign
from bukapo.insights.evaluation.wording import wording_section
from bukapo.kernel.machine import WrongState
from tests.invariants.altering import sql
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
FAIR = "Kue yang segelnya sudah dibuka tidak dapat dikembalikan"
LATER = NOON + timedelta(days=40)


@pytest.fixture
def past() -> World:
    """A PO that is over; its story held a sentence that its seller had let through."""
    world = make_world(at=NOON)
    facts = {"actor": world.seller, "at": NOON, "store": world.store, "campaign_id": world.campaign.pk}
    overrule_sentences(**facts, sentences=[FAIR])
    change_campaign(**facts, plan={"story": f"Kue kering.\n{FAIR}."})
    Campaign.objects.of(world.store).filter(pk=world.campaign.pk).update(state="finished", closed_at=NOON)
    return world


def unread(campaign: Campaign) -> list[str]:
    return [one.params["what"] for one in missing(sheet_of(campaign), at=LATER) if one.code == UNREAD]


def test_the_next_po_carries_it_for_the_very_same_sentence_only(past: World) -> None:
    facts = {"actor": past.seller, "at": LATER, "store": past.store}
    event = clone_campaign(**facts, origin_id=past.campaign.pk)
    fresh = Campaign.objects.of(past.store).select_related("store").get(pk=event.campaign_id)
    assert unread(fresh) == []
    row = OverruledSentence.objects.of(past.store).get(campaign=fresh)
    assert (row.by, row.at, row.sentence, row.carried.campaign_id) == (
        past.seller.label, NOON, FAIR, past.campaign.pk,
    )  # fmt: skip
    worded_anew = f"{FAIR} lagi"
    change_campaign(**facts, campaign_id=fresh.pk, plan={"story": worded_anew})
    assert unread(past.fresh(fresh)) == [worded_anew]
    with pytest.raises(WrongState):
        overrule_sentences(**facts, campaign_id=past.campaign.pk, sentences=[worded_anew])
    assert OverruledSentence.objects.of(past.store).count() == 2 and list(sentences()) == []


def test_the_evaluation_tells_of_it_and_the_audit_names_every_alteration(past: World) -> None:
    event = clone_campaign(actor=past.seller, at=LATER, store=past.store, origin_id=past.campaign.pk)
    section = wording_section(past.fresh(past.campaign), LATER)
    assert section is not None and [line.value for line in section.lines] == [1]
    first = f"WHERE campaign_id = {past.campaign.pk}"
    alterations: list[Callable[[], None]] = [
        sql(f"UPDATE campaigns_overruledsentence SET sentence = 'Lain' {first}"),
        sql(f"UPDATE campaigns_overruledsentence SET by = 'Orang lain' {first}"),
        sql(f"UPDATE campaigns_overruledsentence SET rule = 'no_address' WHERE campaign_id = {event.campaign_id}"),
        sql(f"UPDATE campaigns_overruledsentence SET carried_id = NULL WHERE campaign_id = {event.campaign_id}"),
        sql("DELETE FROM campaigns_overruledsentence"),
    ]  # fmt: skip
    for alter in alterations:
        with transaction.atomic():
            alter()
            assert list(sentences())
            transaction.set_rollback(True)
    assert list(sentences()) == []
