"""Pasting a chat: what is new becomes drafts, what was pasted before stays what it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import offer_of
from bukapo.campaigns.rules import Closed
from bukapo.journal.write import record, writing
from bukapo.kernel.actor import Actor
from bukapo.kernel.canonical import digest
from bukapo.kernel.refusal import NotFound
from bukapo.orders.chats.drafts import judged, kept
from bukapo.orders.chats.events import ChatPasted, DraftEvent, DraftMended, DraftRead
from bukapo.orders.chats.read import MOST_CHARACTERS, Chat, Heard, Stated, read_chat
from bukapo.orders.chats.rules import DOUBTFUL, ORDER, READY, NoOrderFound, NothingPasted, PastedTooMuch
from bukapo.orders.imports.answers import Answer
from bukapo.orders.imports.doubts import said
from bukapo.orders.imports.vocabulary import folded
from bukapo.orders.intake.imported import shape_of
from bukapo.orders.models import ChatDraft, ChatPaste
from bukapo.orders.writes.place import insisting

_CONTROL = dict.fromkeys((*range(9), *range(11, 32), 127, *range(55296, 57344)))


@dataclass(frozen=True)
class Pasted:
    """`new` drafts, `doubtful` of them; `known` lines that were pasted before, `better` of them read anew."""

    paste_id: int
    new: int = 0
    doubtful: int = 0
    known: int = 0
    better: int = 0


def paste_chat(
    *, store_id: int, campaign_id: int, text: str, stated: Stated, actor: Actor, at: datetime
) -> Pasted:
    """Keep the text, and a draft for every order in it. The same text again changes nothing.

    Raises NothingPasted, PastedTooMuch, NoOrderFound, Closed, NotFound.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROL).strip()
    if not text:
        raise NothingPasted()
    if len(text) > MOST_CHARACTERS:
        raise PastedTooMuch(most=f"{MOST_CHARACTERS:,}".replace(",", "."))
    campaign = Campaign.objects.of(store_id).filter(pk=campaign_id).first()
    if campaign is None:
        raise NotFound()
    if campaign.state != "published":
        raise Closed()
    offer = offer_of(campaign)
    chat = read_chat(text, shape_of(offer), stated)
    if not chat.heard:
        raise NoOrderFound()
    job = _Paste(offer, text, stated, chat, actor, at)
    return insisting(job.run)  # the same lines may be pasted by somebody else meanwhile


@dataclass
class _Paste:
    offer: Offer
    text: str
    stated: Stated
    chat: Chat
    actor: Actor
    at: datetime

    def run(self) -> Pasted:
        with writing():
            return self._run()

    def _run(self) -> Pasted:
        stated = {"phone": self.stated.phone, "values": dict(self.stated.values)}
        key = digest([self.text, stated])
        pastes = ChatPaste.objects.of(self.offer.store_id).filter(campaign_id=self.offer.campaign_id)
        if earlier := pastes.filter(digest=key).first():
            return Pasted(earlier.pk, known=len(earlier.lines))
        prints = [one.fingerprint for one in self.chat.heard]
        known = {row.fingerprint: row for row in self._drafts().filter(fingerprint__in=prints)}
        paste = ChatPaste.objects.create(
            store_id=self.offer.store_id, campaign_id=self.offer.campaign_id, text=self.text, digest=key,
            stated=stated, lines=[[one.answer.row, one.fingerprint] for one in self.chat.heard],
            unread=[list(line) for line in self.chat.unread], pasted_at=self.at,
        )  # fmt: skip
        names = self._names_ordered()
        fresh = [self._draft(paste, one, names) for one in self.chat.heard if one.fingerprint not in known]
        ChatDraft.objects.bulk_create(fresh)
        read: list[Any] = [DraftRead(**self._facts(row), state=row.state) for row in fresh]
        better = self._read_anew(known)
        doubtful = sum(row.state == DOUBTFUL for row in fresh)
        told = Pasted(paste.pk, len(fresh), doubtful, len(known), len(better))
        pasted = ChatPasted(
            store_id=self.offer.store_id, campaign_id=self.offer.campaign_id, paste_id=paste.pk,
            drafts=told.new, doubtful=told.doubtful, known=told.known,
        )  # fmt: skip
        record([pasted, *read, *better], actor=self.actor, at=self.at)
        return told

    def _draft(self, paste: ChatPaste, one: Heard, names: dict[str, str]) -> ChatDraft:
        answer = self._settled(one, names)
        return ChatDraft(
            store_id=self.offer.store_id, campaign_id=self.offer.campaign_id, paste=paste, row=answer.row,
            fingerprint=one.fingerprint, state=_state(answer), said=one.said, paid=one.paid,
            name=folded(answer.name)[:80], draft=kept(answer, self.offer),
        )  # fmt: skip

    def _settled(self, one: Heard, names: dict[str, str]) -> Answer:
        answer = judged(one.answer, self.offer, one.fingerprint)
        number = names.get(folded(answer.name))
        return answer.doubted(said("name_known", name=answer.name, number=number)) if number else answer

    def _read_anew(self, known: dict[str, ChatDraft]) -> list[DraftEvent]:
        """A question that this paste answers (a phone number for all, a sleeve for all) is one no more."""
        events: list[DraftEvent] = []
        for one in self.chat.heard:
            row = known.get(one.fingerprint)
            answer = judged(one.answer, self.offer, one.fingerprint)
            if row is None or row.state != DOUBTFUL or answer.state != "accepted":
                continue
            waiting = self._drafts().filter(pk=row.pk, state=DOUBTFUL)
            if waiting.update(state=READY, draft=kept(answer, self.offer), paid=one.paid or row.paid):
                events.append(DraftMended(**self._facts(row), state=READY))
        return events

    def _names_ordered(self) -> dict[str, str]:
        """Folded name -> number of the order it has from an earlier paste."""
        rows = self._drafts().filter(state=ORDER).exclude(name="").order_by("pk")
        return dict(rows.values_list("name", "order__number"))

    def _drafts(self) -> Any:
        return ChatDraft.objects.of(self.offer.store_id).filter(campaign_id=self.offer.campaign_id)

    def _facts(self, row: ChatDraft) -> dict[str, Any]:
        return {"store_id": row.store_id, "campaign_id": row.campaign_id, "draft_id": row.pk}


def _state(answer: Answer) -> str:
    return READY if answer.state == "accepted" else DOUBTFUL
