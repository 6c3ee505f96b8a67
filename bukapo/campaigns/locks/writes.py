"""Announcing a lock: one event, told to every buyer it concerns."""

from datetime import datetime

from bukapo.campaigns.locks.events import LockAnnounced
from bukapo.campaigns.locks.reads import ladder_of
from bukapo.campaigns.locks.rules import NOTICE, ORDER, announced_for
from bukapo.campaigns.models import Campaign, LockNotice
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import NotFound, Refusal, gettext_noop


class NothingToAnnounce(Refusal):
    """Announced before, not near yet, or too late to say something true."""

    code = "nothing_to_announce"
    sentence = gettext_noop("Kunci ini belum waktunya dikabarkan, atau sudah dikabarkan.")


@write
def announce_lock(*, store_id: int, campaign_id: int, lock: str, actor: Actor, at: datetime) -> LockAnnounced:
    """Tell the buyers of a lock that counts within 48 hours; a late notice moves the lock, so that 48 hours remain.

    The lock of the pieces is the closing: it does not move, and after it nothing is announced. Raises
    NothingToAnnounce, NotFound.
    """
    rows = Campaign.objects.of(store_id).select_for_update(of=("self",)).select_related("store")
    campaign = rows.filter(pk=campaign_id).first()
    if campaign is None:
        raise NotFound()
    locks_at = ladder_of(campaign).of(lock)
    said = LockNotice.objects.of(store_id).filter(campaign=campaign, lock=lock).exists()
    running = campaign.state == ("published" if lock == ORDER else "closed")
    if said or not running or locks_at is None or at < locks_at - NOTICE:
        raise NothingToAnnounce()
    if lock == ORDER and at >= locks_at:
        raise NothingToAnnounce()
    locks_at = locks_at if lock == ORDER else announced_for(locks_at, at)
    LockNotice.objects.create(store_id=store_id, campaign=campaign, lock=lock, locks_at=locks_at, told_at=at)
    return LockAnnounced(store_id=store_id, campaign_id=campaign.pk, lock=lock, locks_at=locks_at)
