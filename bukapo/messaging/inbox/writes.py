"""Keeping an answer for another time, and letting it go."""

from datetime import datetime

from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.readable import unreadable
from bukapo.kernel.refusal import Invalid, NotFound, Refusal, gettext_noop
from bukapo.messaging.inbox.events import ReplyForgotten, ReplySaved
from bukapo.messaging.models import SavedReply

MOST_REPLIES = 30


class EnoughReplies(Refusal):
    code = "enough_replies"
    sentence = gettext_noop("Sudah ada 30 jawaban cepat. Hapus yang tidak dipakai dulu.")


@write
def save_reply(*, store_id: int, title: str, body: str, actor: Actor, at: datetime) -> ReplySaved:
    """Raises Invalid, EnoughReplies."""
    title, body = " ".join(title.split()), body.strip()
    for field, text, most in (("title", title, 40), ("body", body, 1000)):
        if not text:
            raise Invalid(field=field, why=gettext_noop("Bagian ini wajib diisi."))
        if len(text) > most:
            raise Invalid(field=field, why=gettext_noop("Terlalu panjang."))
        if unreadable(text):
            raise Invalid(field=field, why=gettext_noop("Ada karakter yang tidak bisa dibaca."))
    if SavedReply.objects.of(store_id).filter(active=True).count() >= MOST_REPLIES:
        raise EnoughReplies()
    row = SavedReply.objects.create(store_id=store_id, title=title, body=body)
    return ReplySaved(store_id=store_id, reply_id=row.pk, title=title)


@write
def forget_reply(*, store_id: int, reply_id: int, actor: Actor, at: datetime) -> ReplyForgotten:
    """It is offered no more. Raises NotFound."""
    if SavedReply.objects.of(store_id).filter(pk=reply_id, active=True).update(active=False) != 1:
        raise NotFound()
    return ReplyForgotten(store_id=store_id, reply_id=reply_id)
