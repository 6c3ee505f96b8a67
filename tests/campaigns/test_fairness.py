"""Early access, draw and grace: when they may be set, what the rules then say."""

from datetime import UTC, datetime, timedelta

import pytest

from bukapo.campaigns.draft_reads import terms_text
from bukapo.campaigns.early import opens_early
from bukapo.campaigns.models import Campaign, Draw, Terms
from bukapo.campaigns.plan import PromisedAlready
from bukapo.campaigns.readiness import Sheet, missing, warnings
from bukapo.campaigns.reads import offer_of
from bukapo.campaigns.rules import Closed, DrawAhead, NotOpenYet, Window
from bukapo.campaigns.writes import change_campaign, draft_campaign
from bukapo.kernel.refusal import Invalid, Refusal
from tests.world import NOON, World, make_world

OPENS, CLOSES = NOON, NOON + timedelta(days=7)
HOUR = timedelta(hours=1)


def codes(**facts: object) -> set[str]:
    sheet = Sheet(zone="Asia/Jakarta", opens_at=OPENS, closes_at=CLOSES, caps=(5,), **facts)  # type: ignore[arg-type]
    return {found.code for found in missing(sheet, at=OPENS) if found.code.startswith(("early", "draw"))}


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        ({}, set()),
        ({"early_opens_at": OPENS - HOUR}, set()),
        ({"early_opens_at": OPENS}, {"early_not_before_opening"}),
        ({"draw_at": OPENS + HOUR}, set()),
        ({"draw_at": OPENS}, {"draw_outside_window"}),
        ({"draw_at": CLOSES}, {"draw_outside_window"}),
        ({"draw_at": OPENS + HOUR, "early_opens_at": OPENS - HOUR}, {"early_with_draw"}),
    ],
)
def test_readiness_names_moments_that_do_not_fit(facts: dict[str, datetime], wrong: set[str]) -> None:
    assert codes(**facts) == wrong


def test_a_draw_needs_a_cap_and_had_better_leave_time_to_pay() -> None:
    sheet = Sheet(zone="Asia/Jakarta", opens_at=OPENS, closes_at=CLOSES, draw_at=CLOSES - HOUR)
    assert "draw_without_cap" in {found.code for found in missing(sheet, at=OPENS)}
    assert "draw_just_before_closing" in {found.code for found in warnings(sheet, at=OPENS)}


WINDOW = Window("published", OPENS, CLOSES, early_opens_at=OPENS - HOUR, grace=timedelta(minutes=10))


@pytest.mark.parametrize(
    ("at", "early", "begun", "no"),
    [
        (OPENS - HOUR, True, None, None),
        (OPENS - HOUR, False, None, NotOpenYet),
        (OPENS - HOUR - timedelta.resolution, True, None, NotOpenYet),
        (CLOSES + timedelta(minutes=9), False, CLOSES - timedelta.resolution, None),
        (CLOSES + timedelta(minutes=9), False, CLOSES, Closed),
        (CLOSES + timedelta(minutes=10), False, CLOSES - HOUR, Closed),
        (CLOSES, False, None, Closed),
    ],
)
def test_the_window_knows_early_access_and_grace(
    at: datetime, early: bool, begun: datetime | None, no: type[Refusal] | None
) -> None:
    if no is None:
        WINDOW.check(at, early=early, begun_at=begun)
    else:
        with pytest.raises(no):
            WINDOW.check(at, early=early, begun_at=begun)


def test_before_the_draw_is_held_no_order_is_taken_however_late_it_is() -> None:
    facts = ("published", OPENS, CLOSES)
    for at in (OPENS, OPENS + 2 * HOUR):
        with pytest.raises(DrawAhead):
            Window(*facts, draw_at=OPENS + HOUR).check(at)
        Window(*facts, draw_at=OPENS + HOUR, drawn=True).check(at)
    assert Window(*facts, draw_at=OPENS + HOUR).registering(OPENS)
    assert not Window(*facts, draw_at=OPENS + HOUR).registering(OPENS + HOUR)


@pytest.mark.django_db
class TestAPo:
    def draft(self, world: World, **plan: object) -> Campaign:
        facts = {"actor": world.seller, "at": NOON, "store": world.store, "title": "Lain"}
        window = {"opens_at": OPENS, "closes_at": CLOSES}
        event = draft_campaign(**facts, plan=window | plan)  # type: ignore[arg-type]
        found: Campaign = Campaign.objects.of(world.store).get(pk=event.campaign_id)
        return found

    def change(self, world: World, row: Campaign, **plan: object) -> Campaign:
        facts = {"actor": world.seller, "at": NOON, "store": world.store, "campaign_id": row.pk}
        change_campaign(**facts, plan=plan)  # type: ignore[arg-type]
        found: Campaign = world.fresh(row)
        return found

    def test_of_early_access_gets_a_code_that_stays(self) -> None:
        world = make_world(at=NOON)
        row = self.draft(world, early_opens_at=OPENS - HOUR)
        code = row.early_code
        assert len(code) >= 12
        assert self.change(world, row, early_opens_at=OPENS - 2 * HOUR).early_code == code
        assert self.change(world, row, early_opens_at=None).early_code == ""

    @pytest.mark.parametrize(
        "plan",
        [
            {"early_opens_at": OPENS},
            {"draw_at": OPENS},
            {"draw_at": CLOSES + HOUR},
            {"grace_minutes": 61},
            {"grace_minutes": -1},
        ],
    )
    def test_takes_no_moment_that_does_not_fit(self, plan: dict[str, object]) -> None:
        world = make_world(at=NOON)
        row = self.draft(world)
        with pytest.raises(Invalid):
            self.change(world, row, **plan)

    def test_does_not_close_before_its_draw(self) -> None:
        world = make_world(at=NOON)
        row = self.draft(world, draw_at=OPENS + 2 * HOUR)
        with pytest.raises(Invalid) as no:
            self.change(world, row, closes_at=OPENS + HOUR)
        assert no.value.params["field"] == "draw_at"

    @pytest.mark.parametrize("name", ["early_opens_at", "draw_at", "grace_minutes"])
    def test_once_published_keeps_what_it_promised(self, name: str) -> None:
        world = make_world(at=NOON)
        with pytest.raises(PromisedAlready):
            self.change(world, world.campaign, **{name: 5 if name == "grace_minutes" else NOON})

    def test_says_each_rule_in_its_terms_when_it_is_used_and_only_then(self) -> None:
        words = ("tautan buka awal", "memakai undian", "menit setelahnya", "daftar tunggu")
        plain = terms_text(make_world(at=NOON).campaign, at=NOON)
        assert not [word for word in words if word in plain]
        early = make_world(
            slug="a1", at=NOON, cap=5, early_opens_at=NOON - timedelta(days=2), grace_minutes=7
        )
        text = Terms.objects.of(early.store).get().text
        assert "tautan buka awal" in text and "sampai 7 menit setelahnya" in text and "daftar tunggu" in text
        assert not Draw.objects.of(early.store).exists()
        drawn = make_world(slug="a2", at=NOON, cap=5, draw_at=NOON + HOUR)
        assert "memakai undian" in Terms.objects.of(drawn.store).get().text

    def test_opens_early_only_to_its_code_and_only_in_time(self) -> None:
        row = make_world(at=NOON, early_opens_at=NOON - timedelta(days=2)).campaign
        start = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
        assert opens_early(offer_of(row, at=start), row.early_code, start)
        assert not opens_early(offer_of(row, at=start), row.early_code, start - timedelta.resolution)
        assert not opens_early(offer_of(row, at=start), "", start) and not opens_early(
            offer_of(row, at=start), "\ud800é", start
        )
        row.early_code = ""
        assert not opens_early(offer_of(row, at=start), "", start)
