"""Short links, and what is remembered of captions."""

from datetime import timedelta

import pytest

from bukapo.campaigns.captions.reads import facts_of
from bukapo.campaigns.captions.rules import MoodNotTrue, Wish
from bukapo.campaigns.captions.writes import copied_captions, copy_caption
from bukapo.campaigns.links.clicks import Tally
from bukapo.campaigns.links.reads import links_of
from bukapo.campaigns.links.rules import CODE, code_in, is_machine, new_code
from bukapo.campaigns.links.writes import make_link, resume_link, stop_link
from bukapo.campaigns.models import CopiedCaption, Promise, ShortLink
from bukapo.faces.dashboard.share.shown import share_page
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound
from tests.world import NOON, World, make_world

CHROME = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/126 Mobile Safari/537.36 Instagram 330.0"


def test_a_code_is_short_and_has_no_signs_that_look_alike() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200 and all(CODE.fullmatch(code) and not set(code) & set("01ilo") for code in codes)
    code = codes.pop()
    assert code_in(f" {code.upper()} ") == code and code_in("../admin") == "" and code_in(code + "x") == ""


def test_programs_are_told_from_people() -> None:
    for agent in (
        "",
        "WhatsApp/2.23.20",
        "facebookexternalhit/1.1",
        "Googlebot/2.1",
        "TelegramBot (like Twitter)",
        "curl/8.1",
    ):
        assert is_machine(agent), agent
    assert not is_machine(CHROME) and is_machine(CHROME, "prefetch;prerender")


@pytest.fixture
def world(db: None) -> World:
    return make_world(at=NOON, cap=50)


def test_a_link_is_made_once_per_place_and_can_be_put_out_of_use(world: World) -> None:
    who = {"actor": world.seller, "at": NOON, "store": world.store}
    made = make_link(**who, source=" IG Story ", campaign_id=world.campaign.pk)
    assert made.source == "ig-story"
    for wrong in ("ig-story", "", "x" * 21):
        with pytest.raises(Invalid):
            make_link(**who, source=wrong, campaign_id=world.campaign.pk)
    assert make_link(**who, source="ig-story").link_id  # of the store's own page
    stranger = make_world(slug="toko-lain", at=NOON)
    with pytest.raises(NotFound):
        make_link(**(who | {"store": stranger.store}), source="ig", campaign_id=world.campaign.pk)
    with pytest.raises(NotFound):
        stop_link(**(who | {"store": stranger.store}), link_id=made.link_id)
    stop_link(**who, link_id=made.link_id)
    with pytest.raises(WrongState):
        stop_link(**who, link_id=made.link_id)
    resume_link(**who, link_id=made.link_id)
    assert ShortLink.objects.of(world.store).filter(stopped_at=None).count() == 2


def test_visits_are_added_up_per_day_of_the_stores_zone_and_written_together(world: World) -> None:
    made = make_link(
        actor=world.seller, at=NOON, store=world.store, source="wa", campaign_id=world.campaign.pk
    )
    link = ShortLink.objects.of(world.store).select_related("store").get(pk=made.link_id)
    waiting = []
    tally = Tally(later=waiting.append)
    late = NOON + timedelta(hours=12, minutes=30)  # 00.30 WIB the next day
    for moment, machine in ((NOON, False), (NOON, False), (NOON, True), (late, False)):
        tally.add(link, moment, machine=machine)
    assert len(waiting) == 1  # one writing for all of them
    told = links_of(world.store, world.campaign, today=late.date())[0]
    assert told.people == 0
    waiting[0]()
    tally.write()  # nothing twice
    told = links_of(world.store, world.campaign, today=(NOON + timedelta(days=1)).date())[0]
    assert (told.people, told.machines) == (3, 1) and [n for _day, n in told.lately][-2:] == [2, 1]


def test_the_seller_hears_which_facts_changed_since_a_caption_was_copied(world: World) -> None:
    wish = Wish("open", "instagram", "id")
    facts = facts_of(world.campaign, at=NOON, link=share_page(world.campaign, {}, at=NOON).ways.page)
    who = {"actor": world.seller, "at": NOON}
    copy_caption(**who, campaign=world.campaign, facts=facts, wish=wish)
    copy_caption(**who, campaign=world.campaign, facts=facts, wish=wish)
    assert CopiedCaption.objects.of(world.store).get().version == 2
    world.place()
    shown = share_page(world.campaign, {"suasana": "open"}, at=NOON).caption
    assert shown and shown.changed == ""  # an order more changes nothing that it states
    Promise.objects.create(
        store=world.store,
        campaign=world.campaign,
        what="produced",
        day=NOON.date() + timedelta(days=23),
        made_at=NOON,
    )
    page = share_page(world.fresh(world.campaign), {"kanal": "tiktok"}, at=NOON)
    assert [(one.name, one.changed) for one in page.stale] == [("Instagram, sudah buka", "tanggal produksi")]
    with pytest.raises(MoodNotTrue):
        copy_caption(**who, campaign=world.campaign, facts=facts, wish=Wish("few", "instagram", "id"))
    assert list(copied_captions(world.campaign)) == [wish]
