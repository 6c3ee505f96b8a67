"""How an order stands with what was wrong: the one line its page says about claims, and by when there may be one."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from bukapo.faces.ui import dates
from bukapo.orders.models import Order
from bukapo.trust.claims.days import counted_from
from bukapo.trust.claims.reads import guaranteed, in_short, may_claim
from bukapo.trust.claims.rules import ASKED, OFFERED, ON_ITS_WAY, OPEN, REFUSED, SETTLED
from bukapo.trust.claims.words import payload_of, reason_words, remedy_words
from bukapo.trust.models import Claim


@dataclass(frozen=True)
class ClaimStanding:
    """`told`: of the claim that matters most now ("" without one). `deed`: what its buyer is to do, "" for nothing.

    `until`: the last instant of a claim in time, None before the goods are there; `over`: it has passed.
    """

    reason: str
    told: str
    deed: str
    until: datetime | None
    over: bool


def standing_of(order: Order, *, at: datetime) -> ClaimStanding | None:
    """None where no claim can be. At most six queries."""
    if not may_claim(order):
        return None
    last = guaranteed(order, counted_from(order)).wrong_until
    told = [(claim, *_words(claim, order, at)) for claim in in_short(order)]
    first = next((one for one in told if one[2]), told[0] if told else None)
    return ClaimStanding(
        reason=reason_words(first[0].reason) if first else "",
        told=first[1] if first else "",
        deed=first[2] if first else "",
        until=last,
        over=last is not None and at > last,
    )


def _words(claim: Claim, order: Order, at: datetime) -> tuple[str, str]:
    """What became of it, and what the buyer is to do ("" when it is the seller's turn)."""
    if claim.state == OPEN:
        late = _("Seharusnya dijawab sebelum %(when)s, tetapi belum ada jawaban.")
        waits = _("Penjual menjawab paling lambat %(when)s.")
        when = dates.short_day_and_time(claim.due_at, order.store.zone)
        return (late if at >= claim.due_at else waits) % {"when": when}, ""
    if claim.state == REFUSED:
        may_answer = not claim.answered_refusal
        told = _("Ditolak penjual. Anda boleh menjawab sekali.") if may_answer else _("Ditolak penjual.")
        return told, _("Baca alasannya") if may_answer else ""
    what = {"remedy": remedy_words(payload_of(claim))}
    if claim.state == OFFERED:
        return _("Penjual menawarkan: %(remedy)s. Menunggu jawaban Anda.") % what, _("Jawab tawarannya")
    if claim.state == SETTLED:
        return _("Selesai: %(remedy)s.") % what, ""
    return _agreed(claim) % what, _("Cara kirim balik") if claim.return_state == ASKED else ""


def _agreed(claim: Claim) -> str:
    """Where the goods that come back are, if any do."""
    words = {
        ASKED: _("Disepakati: %(remedy)s. Barangnya dikirim balik dulu."),
        ON_ITS_WAY: _("Disepakati: %(remedy)s. Menunggu barangnya sampai di penjual."),
    }
    return words.get(claim.return_state, _("Disepakati: %(remedy)s. Penjual sedang mengurusnya."))
