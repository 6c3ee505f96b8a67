"""Which moods of a caption are true now, and where it may be how long. Pure."""

from dataclasses import dataclass
from datetime import datetime

from bukapo.campaigns.captions.facts import SOLD_OUT, Facts
from bukapo.campaigns.rules import CANCELLED, DRAFT, OPEN, TEASER
from bukapo.kernel.refusal import Refusal, gettext_noop

SOON, NOW, TONIGHT, FEW, GONE, CLOSED = "soon", "open", "tonight", "few", "gone", "closed"
MOODS = (SOON, NOW, TONIGHT, FEW, GONE, CLOSED)
"""Opens soon; takes orders; closes today; few pieces left; none left; closed, with thanks."""

INSTAGRAM, STATUS, CHAT, TIKTOK = "instagram", "status", "chat", "tiktok"
LIMITS = {INSTAGRAM: 2_200, STATUS: 700, CHAT: 4_096, TIKTOK: 2_200}
"""Signs that fit. WhatsApp: 700 in a status of words, 4,096 in a message to a chat or group (a template's 1,024 is
another matter). TikTok takes 4,000 in some countries and 2,200 everywhere."""
CHANNELS = tuple(LIMITS)
LANGUAGES = ("id", "en")

FEW_SHARE = 5
"""Few are left when no more than one in so many pieces of the cap is."""


class MoodNotTrue(Refusal):
    """A caption that would not be true at this moment."""

    code = "mood_not_true"
    sentence = gettext_noop("Teks ini tidak benar untuk PO sekarang, jadi tidak ditawarkan.")
    http_status = 404


@dataclass(frozen=True)
class Wish:
    """Which caption is meant."""

    mood: str
    channel: str = INSTAGRAM
    language: str = "id"


def is_few(facts: Facts) -> bool:
    """Pieces are left, and they are few against the cap, as counted."""
    return bool(facts.cap and facts.left and facts.left * FEW_SHARE <= facts.cap)


def moods(facts: Facts, at: datetime) -> tuple[str, ...]:
    """What may truly be said at `at`, the most urgent first. Nothing of a draft, a cancelled or a failed PO."""
    if facts.phase in (DRAFT, CANCELLED) or not facts.runs:
        return ()
    if facts.phase == TEASER:
        return (SOON,)
    if facts.phase == SOLD_OUT:
        return (GONE,)
    if facts.phase != OPEN:
        return (CLOSED,)
    drawing = facts.draw_at is not None and at < facts.draw_at
    told = [
        (TONIGHT, facts.closes_on_day_of(at) and not drawing),
        (FEW, is_few(facts) and not drawing),
        (NOW, True),
    ]
    return tuple(mood for mood, true in told if true)


def states(mood: str) -> frozenset[str]:
    """The counted facts that a caption of this mood states."""
    return {FEW: frozenset({"left"}), CLOSED: frozenset({"taken"})}.get(mood, frozenset())
