"""What a seller does: send by hand, pass over, put back; and choose their own words."""

from datetime import datetime
from typing import Any

from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound, Refusal, gettext_noop
from bukapo.messaging.channels import channel
from bukapo.messaging.compose import Words
from bukapo.messaging.events import (
    MessageRestored,
    MessageSent,
    MessageSkipped,
    TemplateSaved,
    TemplateSwitched,
)
from bukapo.messaging.kinds import KINDS
from bukapo.messaging.models import Message, Template
from bukapo.messaging.preview import troubles
from bukapo.messaging.rules import CHANNELS, EMAIL, FACTS, LANGUAGES, MESSAGE, WHATSAPP, Wording, check_words
from bukapo.messaging.stops.reads import has_stopped
from bukapo.messaging.words import BUILT_IN

MOST_SUBJECT = 160


class ChannelRefuses(Wording):
    """These words can't travel on this channel; `why` is the channel's own sentence."""

    code = "channel_refuses"
    sentence = gettext_noop("{why}")


class NotByHand(Refusal):
    code = "not_by_hand"
    sentence = gettext_noop("E-mail dikirim sendiri oleh BukaPO, jadi tidak perlu ditandai.")


class TheyStopped(Refusal):
    code = "they_stopped"
    sentence = gettext_noop(
        "Orang ini sudah berhenti menerima kabar dan penawaran, jadi tidak bisa dikirimi lagi."
    )


@write
def mark_sent(*, store_id: int, message_id: int, actor: Actor, at: datetime) -> MessageSent:
    """The seller sent it by the link, or takes one of unknown fate for sent.

    Raises WrongState when it waits for neither, NotByHand for an e-mail that a worker still has in hand.
    """
    message = _message(store_id, message_id)
    if message.state not in ("ready", "unknown"):
        raise NotByHand() if message.channel == EMAIL else WrongState(state=message.state)
    move(Message.objects.of(store_id), pk=message_id, machine=MESSAGE, to="sent", sent_at=at, error="")
    return MessageSent(**_facts(message))


@write
def skip_message(*, store_id: int, message_id: int, actor: Actor, at: datetime) -> MessageSkipped:
    """It will not be sent. Raises WrongState when it no longer waits."""
    message = _message(store_id, message_id)
    if message.state not in ("ready", "queued"):
        raise WrongState(state=message.state)
    move(Message.objects.of(store_id), pk=message_id, machine=MESSAGE, to="skipped", error="")
    return MessageSkipped(**_facts(message))


@write
def restore_message(
    *, store_id: int, message_id: int, actor: Actor, at: datetime, by_hand: bool = False
) -> MessageRestored:
    """Back into the queue: what a worker sends is tried anew, what a person sends waits for its tap again.

    `by_hand`: by a link to tap, whatever the store's channel is. That is also how a message of unknown fate is sent
    once more: the seller knows that it may arrive twice. Raises WrongState for what waits already and for what a
    channel took: it can't be called back.
    """
    message = _message(store_id, message_id)
    if message.purpose != FACTS and has_stopped(store_id, message.address):
        raise TheyStopped()
    to = channel(message.channel, store_id).born
    to = "ready" if by_hand and message.channel == WHATSAPP else "queued" if to == "sent" else to
    if message.state == "sent" and (to == "queued" or message.reference):
        raise WrongState(state=message.state)
    more = {"sent_at": None, "send_after": at, "attempts": 0, "error": "", "reference": "", "code": ""}
    move(Message.objects.of(store_id), pk=message_id, machine=MESSAGE, to=to, **more)
    return MessageRestored(**_facts(message))


@write
def save_template(
    *,
    store_id: int,
    key: str,
    channel: str,
    language: str,
    subject: str,
    body: str,
    actor: Actor,
    at: datetime,
) -> TemplateSaved:
    """The store's own words; the built-in ones, word for word, are the same as none of one's own.

    Raises NotFound for what is no message, a Wording (with its `field`) for words that can't be used.
    """
    built_in = _built_in(key, channel, language)
    subject, body = " ".join(subject.split()), body.replace("\r\n", "\n").replace("\x00", "").strip()
    check_words(body, KINDS[key].gaps)
    if channel == EMAIL:
        check_words(subject, KINDS[key].gaps, field="subject", most=MOST_SUBJECT)
    for why in troubles(store_id, key=key, channel=channel, language=language, words=Words(subject, body)):
        raise ChannelRefuses(why=why)
    same = body == built_in.body and (channel != EMAIL or subject == built_in.subject)
    return _save(store_id, key, channel, language, Words("", "") if same else Words(subject, body))


@write
def reset_template(
    *, store_id: int, key: str, channel: str, language: str, actor: Actor, at: datetime
) -> TemplateSaved:
    """The built-in words again. Raises NotFound for what is no message."""
    _built_in(key, channel, language)
    return _save(store_id, key, channel, language, Words("", ""))


@write
def switch_template(
    *, store_id: int, key: str, channel: str, active: bool, actor: Actor, at: datetime
) -> TemplateSwitched:
    """Whether this message goes out on this channel, in any language. Raises NotFound for what is no message."""
    _built_in(key, channel, LANGUAGES[0])
    for language in LANGUAGES:
        Template.objects.of(store_id).update_or_create(
            kind=key, channel=channel, language=language,
            defaults={"active": active}, create_defaults={"active": active, "store_id": store_id, "body": ""},
        )  # fmt: skip
    return TemplateSwitched(store_id=store_id, what=key, channel=channel, active=active)


def _message(store_id: int, message_id: int) -> Message:
    message = Message.objects.of(store_id).select_for_update(of=("self",)).filter(pk=message_id).first()
    if message is None:
        raise NotFound()
    return message


def _facts(message: Message) -> dict[str, Any]:
    return {
        "store_id": message.store_id,
        "campaign_id": message.campaign_id,
        "order_id": message.order_id,
        "message_id": message.pk,
        "channel": message.channel,
        "what": message.kind,
        "name": message.name,
    }


def _built_in(key: str, channel: str, language: str) -> Words:
    if key not in KINDS or channel not in CHANNELS or language not in LANGUAGES:
        raise NotFound()
    return Words(*BUILT_IN[language][key])


def _save(store_id: int, key: str, channel: str, language: str, words: Words) -> TemplateSaved:
    Template.objects.of(store_id).update_or_create(
        kind=key, channel=channel, language=language,
        defaults={"subject": words.subject, "body": words.body},
        create_defaults={"subject": words.subject, "body": words.body, "store_id": store_id},
    )  # fmt: skip
    return TemplateSaved(
        store_id=store_id, what=key, channel=channel, language=language, title=words.subject, body=words.body
    )
