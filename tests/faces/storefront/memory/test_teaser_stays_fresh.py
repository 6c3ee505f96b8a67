"""A remembered teaser says what the teaser says now."""

from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application

from bukapo.campaigns.teaser.rules import TeaserPlan
from bukapo.campaigns.teaser.writes import hide_teaser, save_teaser
from bukapo.faces.storefront.memory.door import RememberedPages
from bukapo.journal import clock
from tests.faces.storefront.forms import address
from tests.faces.storefront.memory.reader import Reader, Steady
from tests.teased import OPENS, make_teased
from tests.world import NOON


@pytest.mark.django_db
def test_a_teaser_in_memory_changes_with_its_words_and_leaves_when_it_is_hidden() -> None:
    world, steady = make_teased(NOON), Steady()
    reader = Reader(RememberedPages(get_wsgi_application(), steady=steady, later=lambda job: job()))
    who: dict[str, Any] = {
        "actor": world.seller,
        "at": NOON,
        "store": world.store,
        "campaign_id": world.campaign.pk,
    }
    with clock.told(NOON):
        first = reader.read(address(world))
        assert "bahannya adem" in first.text and first.headers["cache-control"] == "public, max-age=1"
        save_teaser(**who, plan=TeaserPlan(text="Bahannya tebal."))
        steady.pass_by(0.3)
        assert "Bahannya tebal." in reader.read(address(world)).text
        hide_teaser(**who)
        steady.pass_by(0.3)
        assert "Belum dibuka" in reader.read(address(world)).text
    steady.pass_by(0.3)
    with clock.told(NOON + OPENS):
        assert address(world, "pesan/") in reader.read(address(world)).text
