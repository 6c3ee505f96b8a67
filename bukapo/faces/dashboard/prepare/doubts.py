"""Sentences that may be void: the seller reads each with reason and law, and lets it through by a tick of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bukapo.campaigns.linting.overruling import doubts, name_of, unread
from bukapo.campaigns.linting.reads import is_pkp, overruled_in, overruled_of
from bukapo.campaigns.linting.rules import Finding
from bukapo.campaigns.linting.texts import PRODUCT, STORY, SellerText, lint_all
from bukapo.campaigns.linting.writes import overrule_sentences
from bukapo.campaigns.models import Campaign, OverruledSentence
from bukapo.campaigns.readiness import Sheet, judged
from bukapo.faces.dashboard.access import SellerRequest
from bukapo.faces.dashboard.prepare.linting import ShownFinding, shown_finding
from bukapo.journal import clock

TICKED = "baca"
"""Name of the ticks in a form; their values are `name_of` findings."""


@dataclass(frozen=True)
class Doubt:
    """`whole` is the sentence, `about` the product it is of; `url` is where it is written, "" on that very page.

    `mendable`: one tap puts the lawful sentence there (`prepare.takeover`).
    """

    name: str
    whole: str
    about: str
    shown: ShownFinding
    ticked: bool
    url: str = ""
    mendable: bool = True


@dataclass(frozen=True)
class Doubts:
    """`open` wait for a tick; `passed` were let through and still stand in the text."""

    open: tuple[Doubt, ...]
    passed: tuple[OverruledSentence, ...] = ()


def doubts_of(
    request: SellerRequest, row: Campaign, sheet: Sheet, *, urls: dict[str, str] | None = None
) -> Doubts:
    """Of a whole PO. `urls`: where each kind of text is written. A query if anything was overruled."""
    found, known = judged(sheet), sheet.linted.overruled
    rows = overruled_of(row) if known else []
    waiting = unread(found, known)
    standing = {name_of(finding) for finding in doubts(found)}
    return Doubts(
        tuple(_doubt(request, finding, (urls or {}).get(finding.place, "")) for finding in waiting),
        tuple(one for one in rows if one.name in standing),
    )


def doubts_in(request: SellerRequest, rows: Iterable[Campaign], texts: Sequence[str]) -> tuple[Doubt, ...]:
    """Of words about to be shown by open POs: what not all of these have let through."""
    known = [overruled_in(row) for row in rows]
    passed = frozenset.intersection(*known) if known else frozenset()
    told = [SellerText(STORY, text.replace("\r\n", "\n")) for text in texts]
    found = lint_all(told, pkp=is_pkp(request.store))
    return tuple(_doubt(request, finding) for finding in unread(found, passed))


def pass_ticked(request: SellerRequest, row: Campaign, told: Iterable[Doubt]) -> None:
    """Keep the seller's word for every one that was ticked and is not kept yet."""
    known = overruled_in(row)
    sentences = [one.whole for one in told if one.ticked and one.name not in known]
    if sentences:
        overrule_sentences(
            actor=request.actor, at=clock.now(), store=request.store, campaign_id=row.pk, sentences=sentences
        )


def _doubt(request: SellerRequest, finding: Finding, url: str = "") -> Doubt:
    name = name_of(finding)
    ticked = name in request.POST.getlist(TICKED)
    return Doubt(
        name, finding.whole, finding.about, shown_finding(finding), ticked, url, finding.place != PRODUCT
    )
