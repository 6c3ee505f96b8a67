"""Pastes and drafts, told to the seller who works through them and to the buyer behind a link."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bukapo.kernel.refusal import NotFound
from bukapo.orders.chats.rules import DOUBTFUL, DROPPED, ORDER, READY, SENT
from bukapo.orders.models import ChatDraft, ChatPaste

MOST = 300


@dataclass(frozen=True)
class DraftTold:
    """`draft` as stored (`chats.drafts`), `order_number` "" until it is one."""

    id: int
    row: int
    state: str
    said: str
    paid: str
    draft: dict[str, Any]
    secret: str
    sent_at: datetime | None
    order_number: str
    fingerprint: str
    paste_id: int

    @property
    def name(self) -> str:
        return str(self.draft.get("name", ""))

    @property
    def phone(self) -> str:
        return str(self.draft.get("phone", "") or self.draft.get("phone_told", ""))


@dataclass(frozen=True)
class ChatDesk:
    """Everything of one PO: drafts of every paste, the last pastes, how many there are of each state."""

    drafts: tuple[DraftTold, ...]
    pastes: tuple[ChatPaste, ...]
    counts: dict[str, int]

    def of(self, state: str) -> list[DraftTold]:
        return [row for row in self.drafts if row.state == state]

    @property
    def doubtful(self) -> list[DraftTold]:
        return self.of(DOUBTFUL)

    @property
    def ready(self) -> list[DraftTold]:
        return self.of(READY)

    @property
    def sent(self) -> list[DraftTold]:
        return self.of(SENT)

    @property
    def ordered(self) -> list[DraftTold]:
        return self.of(ORDER)

    @property
    def dropped(self) -> list[DraftTold]:
        return self.of(DROPPED)


def chat_desk(*, store_id: int, campaign_id: int) -> ChatDesk:
    """Two queries; of many drafts the latest 300."""
    rows = ChatDraft.objects.of(store_id).filter(campaign_id=campaign_id).select_related("order")
    drafts = sorted(rows.order_by("-pk")[:MOST], key=lambda row: row.pk)
    pastes = ChatPaste.objects.of(store_id).filter(campaign_id=campaign_id)[:10]
    return ChatDesk(_told(drafts), tuple(pastes), dict(Counter(row.state for row in drafts)))


def paste_of(*, store_id: int, campaign_id: int, paste_id: int) -> tuple[ChatPaste, tuple[DraftTold, ...]]:
    """One paste with the draft of each of its lines, also of those pasted before. Raises NotFound."""
    paste = ChatPaste.objects.of(store_id).filter(campaign_id=campaign_id, pk=paste_id).first()
    if paste is None:
        raise NotFound()
    prints = [fingerprint for _row, fingerprint in paste.lines]
    rows = ChatDraft.objects.of(store_id).filter(campaign_id=campaign_id, fingerprint__in=prints)
    by_print = {told.fingerprint: told for told in _told(list(rows.select_related("order")))}
    return paste, tuple(by_print[key] for key in prints if key in by_print)


def draft_of_seller(*, store_id: int, campaign_id: int, draft_id: int) -> DraftTold:
    """One draft of this PO. Raises NotFound."""
    rows = ChatDraft.objects.of(store_id).filter(campaign_id=campaign_id, pk=draft_id)
    found = _told(list(rows.select_related("order")))
    if not found:
        raise NotFound()
    return found[0]


def draft_behind(secret: str) -> ChatDraft:
    """Who holds the link of a draft, with its PO and store, also when it is an order by now.

    Raises NotFound for an unknown or withdrawn one.
    """
    rows = ChatDraft.objects.across_stores("a secret link is its own key")
    rows = rows.select_related("campaign__store", "campaign__series", "campaign__cover", "store", "order")
    found: ChatDraft | None = rows.filter(secret=secret, state__in=[SENT, ORDER]).first() if secret else None
    if found is None:
        raise NotFound()
    return found


def _told(rows: Sequence[Any]) -> tuple[DraftTold, ...]:
    return tuple(
        DraftTold(
            row.pk, row.row, row.state, row.said, row.paid, row.draft, row.secret, row.sent_at,
            row.order.number if row.order else "", row.fingerprint, row.paste_id,
        )
        for row in rows
    )  # fmt: skip
