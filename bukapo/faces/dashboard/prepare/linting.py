"""The linter beside the seller's own words: what is wrong, by which law, and one tap for a better sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bukapo.campaigns.linting.reads import is_pkp
from bukapo.campaigns.linting.rules import Finding
from bukapo.campaigns.linting.texts import EXTRA, GROUP_NOTE, STORY, better, lint, mended
from bukapo.campaigns.readiness import GOODS, TERMS, WAYS
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.kernel.refusal import NotFound
from bukapo.stores.models import Store

WRITTEN_IN = {TERMS: ("extra_terms", EXTRA), GOODS: ("story", STORY), WAYS: ("group_note", GROUP_NOTE)}
"""{step of the wizard: (field, place)} where the seller writes freely."""
LONGEST = 5_000


@dataclass(frozen=True)
class ShownFinding:
    """`why` in the reader's language; `instead` is a sentence of the contract, so Indonesian.

    `certain`: it is refused whatever the seller says; else it may be overruled (`prepare.doubts`).
    """

    clause: str
    refuses: bool
    certain: bool
    law: str
    why: str
    instead: str


@dataclass(frozen=True)
class Panel:
    """`checked`: there is a text, so that no finding is good news."""

    step: str
    findings: Sequence[ShownFinding]
    checked: bool

    @property
    def refuses(self) -> bool:
        return any(finding.refuses and finding.certain for finding in self.findings)

    @property
    def doubts(self) -> bool:
        return any(finding.refuses and not finding.certain for finding in self.findings)


def panel_of(store: Store, step: str, text: str) -> Panel | None:
    """What the linter says of the text typed at this step; None where nothing is written."""
    if step not in WRITTEN_IN:
        return None
    found = _found(store, step, text)
    return Panel(step, tuple(shown_finding(finding) for finding in found), checked=bool(text.strip()))


def with_better_sentence(store: Store, step: str, data: QueryDict) -> QueryDict:
    """What was posted; after a tap on `pakai` with the better sentence in place of the one that was named."""
    named = data.get("pakai", "")
    if not named or step not in WRITTEN_IN:
        return data
    field = WRITTEN_IN[step][0]
    text = data.get(field, "")[:LONGEST].replace("\r\n", "\n")
    finding = next((one for one in _found(store, step, text) if one.clause == named), None)
    if finding is None:
        return data
    fresh = data.copy()
    fresh[field] = mended(text, finding)
    return fresh


def shown_findings(store: Store, text: str, place: str) -> tuple[ShownFinding, ...]:
    """What is wrong with a text that is no part of a PO's rules."""
    return tuple(shown_finding(finding) for finding in _at(store, text, place))


@require_POST
@seller_view
def lint_words(request: SellerRequest, step: str) -> HttpResponse:
    """The panel alone, for the script that asks while somebody types. Nothing is saved."""
    field, _place = WRITTEN_IN.get(step, ("", ""))
    panel = panel_of(request.store, step, request.POST.get(field, ""))
    if panel is None:
        raise NotFound()
    return render(request, "dashboard/prepare/parts/linter.html", {"panel": panel})


def _found(store: Store, step: str, text: str) -> list[Finding]:
    return _at(store, text, WRITTEN_IN[step][1])


def _at(store: Store, text: str, place: str) -> list[Finding]:
    return lint(text[:LONGEST], place, pkp=is_pkp(store))


def shown_finding(finding: Finding) -> ShownFinding:
    rule = finding.rule
    return ShownFinding(
        finding.clause, finding.refuses, finding.certain, rule.law, _(rule.why), better(finding.clause, rule)
    )
