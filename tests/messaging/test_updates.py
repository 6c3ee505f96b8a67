"""The weekly update: drafted from facts when its hour has come, sent only after a glance, never with stale numbers."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bukapo.audit import audit
from bukapo.catalog.models import Photo
from bukapo.journal import clock, outbox
from bukapo.kernel.actor import WORKSHOP_ACTOR
from bukapo.kernel.refusal import NotFound
from bukapo.messaging.broadcasts.due import write_broadcasts
from bukapo.messaging.broadcasts.groups import GROUPS, Asked
from bukapo.messaging.broadcasts.listing import count_people
from bukapo.messaging.broadcasts.rules import EMAIL_FIRST
from bukapo.messaging.broadcasts.writes import save_habit
from bukapo.messaging.models import Message, Update
from bukapo.messaging.rules import UnknownGap
from bukapo.messaging.updates.due import draft_due
from bukapo.messaging.updates.reads import facts_of, shown_photos, waiting_update
from bukapo.messaging.updates.rules import IN_DANGER, ON_COURSE, UNKNOWN, Facts, FactsMoved, StageFact, turn
from bukapo.messaging.updates.words import draft_of
from bukapo.messaging.updates.writes import send_update, show_photo, skip_update
from bukapo.production.models import WorkOrder
from bukapo.production.writes.stages import report_stage
from tests.faces.production import accepted, closed, paid, sent
from tests.world import NOON, World

FRIDAY = datetime(2026, 12, 4, 9, 0, tzinfo=UTC)
"""Friday 4 December 2026, 16.00 WIB."""


def test_its_turn_is_the_last_one_before_now_in_the_stores_own_zone() -> None:
    friday = {"weekday": 4, "hour": 16, "minute": 0, "zone": "Asia/Jakarta"}
    assert turn(FRIDAY, **friday) == FRIDAY  # type: ignore[arg-type]
    assert turn(FRIDAY - timedelta(seconds=1), **friday) == FRIDAY - timedelta(days=7)  # type: ignore[arg-type]
    assert turn(FRIDAY + timedelta(days=3), **friday) == FRIDAY  # type: ignore[arg-type]
    jayapura = friday | {"zone": "Asia/Jayapura"}
    assert turn(FRIDAY, **jayapura) == FRIDAY - timedelta(hours=2)  # type: ignore[arg-type]


def _facts(schedule: str = UNKNOWN, **stages: tuple[int, int, int]) -> Facts:
    rows = tuple(StageFact(name, *counts) for name, counts in stages.items())
    return Facts("2026-11-27", rows, "2026-12-13", "2026-12-18", schedule, None)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (
            _facts(Potong=(120, 120, 0), Jahit=(80, 120, 35), QC=(0, 120, 0)),
            "Potong selesai (120 pcs). Jahit 80 dari 120 pcs, bertambah 35 sejak 27 November 2026. Berikutnya: QC.\n\n"
            "Tanggal janjinya tidak berubah: selesai produksi 13 Desember 2026, paling lambat dikirim "
            "18 Desember 2026.",
        ),
        (_facts(Potong=(0, 9, 0)), "Belum ada tahap yang dilaporkan selesai."),
        (
            _facts(Potong=(9, 9, 0), Jahit=(0, 9, 0)),
            "Belum ada laporan baru dari konveksi sejak 27 November 2026.",
        ),
        (_facts(ON_COURSE, Potong=(9, 9, 9)), "tanggal janjinya masih terkejar"),
        (_facts(IN_DANGER, Potong=(9, 9, 9)), "Ada tanda pengerjaannya bisa lebih lama."),
    ],
)
def test_a_draft_says_what_is_counted_and_no_more(facts: Facts, says: str) -> None:
    draft = draft_of(facts)
    assert says in draft
    assert ("masih terkejar" in draft) == (facts.schedule == ON_COURSE)


@pytest.fixture
def world_at_work(world: World) -> tuple[World, WorkOrder]:
    """Two buyers paid, the PO closed, a workshop has cut both pieces and sewn one, with a photo."""
    paid(world, world.line("L"), buyer_name="Budi", email="budi@example.com")
    paid(world, world.line("M"), buyer_name="Ani")
    closed(world)
    work = accepted(sent(world, stages=["Potong", "Jahit"]))
    _report(work, 0, 2, at=NOON + timedelta(days=1))
    _report(work, 1, 1, at=FRIDAY - timedelta(days=2), photo=world.picture("progress"))
    world.campaign = world.fresh(world.campaign)
    world.campaign.store = world.store
    return world, work


def _report(work: WorkOrder, position: int, count: int, *, at: datetime, photo: Photo | None = None) -> None:
    with clock.told(at):
        report_stage(store_id=work.store_id, work_order_id=work.pk, position=position, count=count,
                     actor=WORKSHOP_ACTOR, at=at, photo=photo)  # fmt: skip


def _send(world: World, row: Update, **changes: Any) -> None:
    fresh = facts_of(world.campaign, since=row.since, at=FRIDAY)
    shown = count_people(GROUPS["everyone"], Asked(world.store.pk, world.campaign), way=EMAIL_FIRST).stamp
    facts: dict[str, Any] = {
        "store_id": world.store.pk, "update_id": row.pk, "text": "Jahitan sudah separuh.", "photo_id": fresh.photo_id,
        "facts": fresh.digest, "way": EMAIL_FIRST, "shown": shown, "actor": world.seller, "at": FRIDAY,
    }  # fmt: skip
    send_update(**facts | changes)


@pytest.mark.django_db
class TestWeekly:
    def test_is_drafted_once_when_its_hour_has_come_and_told_to_the_seller_only(
        self, world_at_work: tuple[World, WorkOrder]
    ) -> None:
        world, _work = world_at_work
        assert draft_due(FRIDAY - timedelta(minutes=1)) == 0, "Thursday's draft would be a week old"
        assert (draft_due(FRIDAY), draft_due(FRIDAY + timedelta(hours=1))) == (1, 0)
        row = Update.objects.of(world.store).get()
        assert (row.week, row.state) == (date(2026, 12, 4), "waiting")
        assert "Potong selesai (2 pcs). Jahit 1 dari 2 pcs." in row.text
        while outbox.run_due(at=FRIDAY + timedelta(seconds=1)):
            pass
        notice = Message.objects.of(world.store).get(kind="update.drafted.seller")
        assert row.text in notice.body and f"/po/{world.campaign.slug}/kabar/" in notice.body
        assert not Message.objects.of(world.store).filter(kind="update.sent").exists()
        assert draft_due(FRIDAY + timedelta(days=7)) == 1
        assert world.fresh(row).state == "lapsed"

    def test_is_not_drafted_where_the_store_wants_none(self, world_at_work: tuple[World, WorkOrder]) -> None:
        world, _work = world_at_work
        save_habit(store_id=world.store.pk, weekday=None, hour=16, minute=0, news_price=0, offer_price=0,
                   actor=world.seller, at=NOON)  # fmt: skip
        assert draft_due(FRIDAY) == 0

    def test_is_sent_to_every_buyer_and_posted_after_the_glance(
        self, world_at_work: tuple[World, WorkOrder]
    ) -> None:
        world, work = world_at_work
        draft_due(FRIDAY)
        row = Update.objects.of(world.store).get()
        seen = facts_of(world.campaign, since=row.since, at=FRIDAY).digest
        _report(work, 1, 2, at=FRIDAY - timedelta(minutes=5))
        waiting = waiting_update(world.campaign, FRIDAY)
        assert waiting is not None and waiting.stale
        with pytest.raises(FactsMoved):
            _send(world, row, facts=seen)
        with pytest.raises(UnknownGap):
            _send(world, row, text="Halo {nama}")
        assert world.fresh(row).state == "waiting"
        _send(world, row)
        write_broadcasts(FRIDAY)
        write_broadcasts(FRIDAY)
        bodies = Message.objects.of(world.store).filter(kind="update.sent").values_list("name", "body")
        assert {name for name, body in bodies if "Jahitan sudah separuh." in body} == {"Budi", "Ani"}
        assert [str(breach) for _name, found in audit() for breach in found] == []

    def test_never_shows_a_photo_that_was_hidden(self, world_at_work: tuple[World, WorkOrder]) -> None:
        world, _work = world_at_work
        photo = shown_photos(world.campaign)[0]
        draft_due(FRIDAY)
        who: dict[str, Any] = {"store_id": world.store.pk, "campaign_id": world.campaign.pk,
                               "actor": world.seller, "at": FRIDAY}  # fmt: skip
        show_photo(**who, photo_id=photo.pk, shown=False)
        assert shown_photos(world.campaign) == []
        with pytest.raises(NotFound):
            _send(world, Update.objects.of(world.store).get(), photo_id=photo.pk)
        with pytest.raises(NotFound):
            show_photo(**who, photo_id=world.picture().pk, shown=True)
        row = Update.objects.of(world.store).get()
        skip_update(store_id=world.store.pk, update_id=row.pk, actor=world.seller, at=FRIDAY)
        assert world.fresh(row).state == "skipped"
