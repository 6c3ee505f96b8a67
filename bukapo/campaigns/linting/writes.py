"""The seller overrules the linter, sentence by sentence; their word goes along to the next PO with the same words."""

from collections.abc import Sequence
from datetime import datetime

from bukapo.campaigns.linting.events import SentencesOverruled
from bukapo.campaigns.linting.overruling import doubt_of, name_of
from bukapo.campaigns.linting.reads import is_pkp, overruled_in
from bukapo.campaigns.linting.rules import Finding
from bukapo.campaigns.models import Campaign, OverruledSentence
from bukapo.campaigns.writes.lock import locked
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.stores.models import Store

MOST = 100
"""Sentences of one PO that may be overruled: nobody reads more."""


class NothingToOverrule(Refusal):
    code = "nothing_to_overrule"
    sentence = gettext_noop("Kalimat itu tidak bisa diloloskan. Muat ulang halamannya.")


@write
def overrule_sentences(
    *, actor: Actor, at: datetime, store: Store, campaign_id: int, sentences: Sequence[str]
) -> SentencesOverruled:
    """Let these very sentences through in this PO. They may stand in it already, or be about to.

    Raises NotFound, WrongState (it is over), NothingToOverrule: fine, void for certain, or overruled before.
    """
    campaign = locked(store, campaign_id)
    if campaign.state not in ("draft", "published"):
        raise WrongState(state=campaign.state)
    known = overruled_in(campaign)
    found = [_doubt(sentence, pkp=is_pkp(store)) for sentence in dict.fromkeys(sentences)]
    fresh = {name_of(one): one for one in found if name_of(one) not in known}
    if not fresh or len(known) + len(fresh) > MOST:
        raise NothingToOverrule()
    OverruledSentence.objects.bulk_create(
        OverruledSentence(
            store=store, campaign=campaign, name=name, rule=one.rule.code, sentence=one.whole, by=actor.label, at=at
        )
        for name, one in fresh.items()
    )  # fmt: skip
    told = tuple((one.rule.code, one.whole) for one in fresh.values())
    return SentencesOverruled(store_id=store.pk, campaign_id=campaign.pk, sentences=told)


def _doubt(sentence: str, *, pkp: bool) -> Finding:
    found = doubt_of(sentence, pkp=pkp)
    if found is None:
        raise NothingToOverrule()
    return found


def carry_overruled(origin: Campaign, fresh: Campaign) -> None:
    """A step: what was overruled in the PO before counts in the one made of it, for the very same sentences."""
    rows = OverruledSentence.objects.of(origin.store_id).filter(campaign=origin)
    OverruledSentence.objects.bulk_create(
        OverruledSentence(
            store_id=row.store_id, campaign=fresh, name=row.name, rule=row.rule, sentence=row.sentence, by=row.by,
            at=row.at, carried=row,
        )
        for row in rows
    )  # fmt: skip
