"""Short links, copied captions and a store's look are as their events say."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from bukapo.audit.breach import Breach
from bukapo.campaigns.captions.facts import digest
from bukapo.campaigns.models import CopiedCaption, LinkDay, ShortLink
from bukapo.catalog.models import Brand
from bukapo.journal.models import EventRow

WHY = "the audit reads every store"
KINDS = ("link.made", "link.stopped", "link.resumed")


def links() -> Iterator[Breach]:
    """Code, source, PO and whether a link is in use follow from its events; nobody followed it before it was made."""
    told: dict[int, dict[str, Any]] = {}
    events = EventRow.objects.filter(subject="campaigns.ShortLink", kind__in=KINDS).order_by("id")
    for link, kind, campaign, data in events.values_list("subject_id", "kind", "campaign_id", "data"):
        if kind == "link.made":
            told[link] = {"code": data["code"], "source": data["source"], "campaign_id": campaign}
        told.setdefault(link, {})["stopped"] = kind == "link.stopped"
    for row in ShortLink.objects.across_stores(WHY).order_by("pk").iterator(chunk_size=500):
        said = told.pop(row.pk, {})
        wrong = [name for name in ("code", "source", "campaign_id") if getattr(row, name) != said.get(name)]
        wrong += ["stopped_at"] if (row.stopped_at is not None) != said.get("stopped") else []
        if wrong:
            yield Breach("link", f"link {row.pk}", f"is not as its events say: {', '.join(wrong)}")
    for gone in told:
        yield Breach("link", f"link {gone}", "was made and is gone")
    rows = LinkDay.objects.across_stores(WHY).select_related("link__store")
    for day in rows.order_by("pk").iterator(chunk_size=500):
        if day.day < day.link.made_at.astimezone(ZoneInfo(day.link.store.zone)).date():
            yield Breach("link", f"link {day.link_id}", f"was followed on {day.day}, before it was made")


def captions() -> Iterator[Breach]:
    """What was copied has the digest that its last event names, and its facts have it too."""
    last: dict[int, str] = {}
    events = EventRow.objects.filter(subject="campaigns.CopiedCaption", kind="caption.copied").order_by("id")
    for copied, data in events.values_list("subject_id", "data"):
        last[copied] = data["digest"]
    for row in CopiedCaption.objects.across_stores(WHY).order_by("pk").iterator(chunk_size=500):
        if last.get(row.pk) != row.digest or digest(row.facts) != row.digest:
            yield Breach("caption", f"copied caption {row.pk}", "is not what was copied")


def brands() -> Iterator[Breach]:
    """A store looks as it chose last."""
    chosen: dict[int, dict[str, Any]] = {}
    events = EventRow.objects.filter(kind="store.changed", data__what="brand").order_by("id")
    for store, data in events.values_list("store_id", "data"):
        chosen[store] = data["changed"]
    for row in Brand.objects.across_stores(WHY).order_by("pk"):
        said = chosen.get(row.store_id, {})
        if any(getattr(row, name) != said.get(name) for name in ("colour", "line", "logo_id")):
            yield Breach("brand", f"store {row.store_id}", "does not look as it chose")
