"""What a PO's terms change against the store's PO before it, clause by clause, for the seller."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bukapo.campaigns.draft_reads import campaign_of
from bukapo.campaigns.terms.differences import OTHER, SOFTER, STRICTER, Difference, rules_changed
from bukapo.campaigns.terms.document import PARTS
from bukapo.campaigns.terms_reads import changed_since_last
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.storefront.shown.terms import favour_word
from bukapo.journal import clock

INKS = {SOFTER: "", STRICTER: "pencil", OTHER: "ink"}
HEADINGS = {part.key: part.heading for part in PARTS}


@dataclass(frozen=True)
class ShownDifference:
    word: str
    ink: str
    was: str
    now: str


@dataclass(frozen=True)
class ShownGroup:
    """The differences of one part of the terms."""

    heading: str
    rows: tuple[ShownDifference, ...]


def groups_of(found: list[Difference]) -> tuple[ShownGroup, ...]:
    """By part, in the order of the terms."""
    return tuple(
        ShownGroup(
            HEADINGS.get(part, part),
            tuple(ShownDifference(favour_word(one), INKS[one.favours], one.was, one.now) for one in rows),
        )
        for part, rows in groupby(found, key=lambda one: one.part)
    )


@require_safe
@seller_view
def terms_changes(request: SellerRequest, campaign: str) -> HttpResponse:
    """A draft as it stands, a published PO as it was frozen."""
    row = campaign_of(request.store, campaign)
    before, found = changed_since_last(row, at=clock.now())
    rules = rules_changed(found)
    counts = Counter(one.favours for one in rules)
    context = {
        "campaign": row,
        "before": before,
        "readable": bool(before and before.document),
        "rules": groups_of(rules),
        "own": groups_of([one for one in found if one.of_this_po]),
        "softer": counts[SOFTER],
        "stricter": counts[STRICTER],
    }
    return render(request, "dashboard/prepare/terms_changes.html", context)
