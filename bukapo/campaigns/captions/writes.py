"""What a seller copied is remembered, so that they hear when it is no longer true."""

from datetime import datetime

from bukapo.campaigns.captions.events import CaptionCopied
from bukapo.campaigns.captions.facts import Facts, digest, stated
from bukapo.campaigns.captions.rules import CHANNELS, LANGUAGES, MoodNotTrue, Wish, moods, states
from bukapo.campaigns.models import Campaign, CopiedCaption
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor


@write
def copy_caption(
    *, actor: Actor, at: datetime, campaign: Campaign, facts: Facts, wish: Wish
) -> CaptionCopied:
    """The caption was copied with these facts. Raises MoodNotTrue for one that is not offered."""
    known = wish.channel in CHANNELS and wish.language in LANGUAGES
    if not known or wish.mood not in moods(facts, at):
        raise MoodNotTrue()
    told = stated(facts, states(wish.mood))
    which = {"campaign": campaign, "mood": wish.mood, "channel": wish.channel, "language": wish.language}
    said = {"facts": told, "digest": digest(told), "copied_at": at}
    Campaign.objects.of(campaign.store_id).select_for_update().filter(pk=campaign.pk).first()
    rows = CopiedCaption.objects.of(campaign.store_id).filter(**which)
    if not rows.update(**said):
        CopiedCaption.objects.create(store_id=campaign.store_id, **which, **said)
    return CaptionCopied(
        store_id=campaign.store_id,
        campaign_id=campaign.pk,
        copied_id=rows.get().pk,
        mood=wish.mood,
        channel=wish.channel,
        language=wish.language,
        digest=str(said["digest"]),
    )


def copied_captions(campaign: Campaign) -> dict[Wish, CopiedCaption]:
    """What was copied of a PO. One query."""
    rows = CopiedCaption.objects.of(campaign.store_id).filter(campaign=campaign)
    return {Wish(row.mood, row.channel, row.language): row for row in rows}
