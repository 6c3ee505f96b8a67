"""An update is drafted, then sent or skipped. And which photos of the workshop buyers see."""

from datetime import date, datetime
from typing import Any

from bukapo.campaigns.models import Campaign
from bukapo.catalog.models import Photo
from bukapo.journal.events import Event
from bukapo.journal.steps import move
from bukapo.journal.write import record, write, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import NotFound
from bukapo.messaging.broadcasts.rules import UPDATE_KIND
from bukapo.messaging.broadcasts.writes import queue_within
from bukapo.messaging.compose import Shelf
from bukapo.messaging.rules import EMAIL, check_words
from bukapo.messaging.updates.events import PhotoShown, UpdateDrafted, UpdateLapsed, UpdateSent, UpdateSkipped
from bukapo.messaging.updates.reads import facts_of, is_in_production, since_of
from bukapo.messaging.updates.rows import PhotoChoice, Update
from bukapo.messaging.updates.rules import MOST_TEXT, UPDATE, FactsMoved, NothingToTell
from bukapo.messaging.updates.words import draft_of
from bukapo.production.models import StageReport

EVERYONE = "everyone"


def draft_update(*, campaign: Campaign, week: date | None, actor: Actor, at: datetime) -> UpdateDrafted:
    """From what is counted now; a draft that still waits lapses. `campaign.store` should be loaded.

    Raises NothingToTell while no workshop is at work; IntegrityError when this week's was drafted already.
    """
    if not is_in_production(campaign):
        raise NothingToTell()
    since = since_of(campaign, at)
    facts = facts_of(campaign, since=since, at=at)
    with writing():
        rows = Update.objects.of(campaign.store_id)
        events: list[Event] = []
        for old in rows.select_for_update(of=("self",)).filter(campaign=campaign, state="waiting"):
            move(rows, pk=old.pk, machine=UPDATE, to="lapsed", ended_at=at)
            events.append(UpdateLapsed(**_facts(old), state="lapsed"))
        row = Update.objects.create(
            store_id=campaign.store_id, campaign=campaign, week=week, facts=facts.as_json(), text=draft_of(facts),
            photo_id=facts.photo_id, since=since, drafted_at=at,
        )  # fmt: skip
        drafted = UpdateDrafted(**_facts(row), state="waiting", week=week, text=row.text)
        record([*events, drafted], actor=actor, at=at)
    return drafted


def send_update(
    *,
    store_id: int,
    update_id: int,
    text: str,
    photo_id: int | None,
    facts: str,
    way: str,
    shown: str,
    actor: Actor,
    at: datetime,
) -> UpdateSent:
    """A broadcast of news to every buyer of the PO, and a post on their timelines and the PO's page.

    `facts` is the digest of what the seller saw, `shown` the stamp of the count. Raises FactsMoved, what
    `confirm_broadcast` raises, WrongState for one that does not wait, a Wording for a text that can't be used.
    """
    with writing():
        row = _row(store_id, update_id)
        fresh = facts_of(row.campaign, since=row.since, at=at)
        if fresh.digest != facts:
            raise FactsMoved()
        text = text.replace("\r\n", "\n").replace("\x00", "").strip()
        check_words(text, (), most=MOST_TEXT)
        photo = _photo(row, photo_id)
        words = Shelf(store_id, UPDATE_KIND).words(EMAIL, "id")
        told = queue_within(
            store_id=store_id, campaign_id=row.campaign_id, kind=UPDATE_KIND, group=EVERYONE, choice="", way=way,
            subject=words.subject.replace("{kabar}", ""), body=words.body.replace("{kabar}", text), shown=shown,
            key=f"update:{row.pk}", at=at,
        )  # fmt: skip
        move(
            Update.objects.of(store_id), pk=row.pk, machine=UPDATE, to="sent", text=text, photo=photo,
            ended_at=at, broadcast_id=told.broadcast_id, facts=fresh.as_json(),
        )  # fmt: skip
        sent = UpdateSent(**_facts(row), state="sent", text=text, photo=photo.key if photo else "")
        record([told, sent], actor=actor, at=at)
    return sent


@write
def skip_update(*, store_id: int, update_id: int, actor: Actor, at: datetime) -> UpdateSkipped:
    """Not this week. Raises WrongState, NotFound."""
    row = _row(store_id, update_id)
    move(Update.objects.of(store_id), pk=row.pk, machine=UPDATE, to="skipped", ended_at=at)
    return UpdateSkipped(**_facts(row), state="skipped")


@write
def show_photo(
    *, store_id: int, campaign_id: int, photo_id: int, shown: bool, actor: Actor, at: datetime
) -> PhotoShown:
    """Let buyers see a photo of the workshop, or not. Raises NotFound for any other picture."""
    if _report_of(store_id, campaign_id, photo_id) is None:
        raise NotFound()
    row, _made = PhotoChoice.objects.of(store_id).update_or_create(
        photo_id=photo_id, defaults={"shown": shown}, create_defaults={"shown": shown, "store_id": store_id}
    )
    return PhotoShown(
        store_id=store_id, campaign_id=campaign_id, photo_choice_id=row.pk, photo_id=photo_id, shown=shown
    )


def _photo(row: Update, photo_id: int | None) -> Photo | None:
    """One of the workshop's photos of this PO that buyers may see. Raises NotFound for any other."""
    if photo_id is None:
        return None
    report = _report_of(row.store_id, row.campaign_id, photo_id)
    hidden = PhotoChoice.objects.of(row.store_id).filter(photo_id=photo_id, shown=False)
    if report is None or hidden.exists():
        raise NotFound()
    return report.photo


def _report_of(store_id: int, campaign_id: int, photo_id: int) -> StageReport | None:
    rows = StageReport.objects.of(store_id).filter(
        photo_id=photo_id, stage__work_order__campaign_id=campaign_id
    )
    found: StageReport | None = rows.select_related("photo").first()
    return found


def _row(store_id: int, update_id: int) -> Update:
    rows = Update.objects.of(store_id).select_related("campaign__store").select_for_update(of=("self",))
    row: Update | None = rows.filter(pk=update_id).first()
    if row is None:
        raise NotFound()
    return row


def _facts(row: Update) -> dict[str, Any]:
    return {"store_id": row.store_id, "campaign_id": row.campaign_id, "update_id": row.pk}
