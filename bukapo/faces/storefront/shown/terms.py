"""The terms of a PO as people read them: frozen, clause by clause, and the short answers that stand before them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.terms.differences import ADDED, REMOVED, Difference, differences, rules_changed
from bukapo.campaigns.terms.document import Document
from bukapo.campaigns.terms_reads import current_terms

MOST_CHANGES = 8


@dataclass(frozen=True)
class ShownClause:
    """`aid`: the English reading aid, where the page is read in English."""

    anchor: str
    text: str
    aid: str


@dataclass(frozen=True)
class ShownPart:
    number: int
    heading: str
    aid: str
    clauses: tuple[ShownClause, ...]


@dataclass(frozen=True)
class ChangedRule:
    """A rule that is not as in the store's PO before: what it says now (or said), and whom it favours in a word."""

    word: str
    text: str
    gone: bool


def in_english() -> bool:
    """The page is read in English, so the aid helps."""
    return (get_language() or "id").startswith("en")


def parts_of(told: Document) -> tuple[ShownPart, ...]:
    """Every part with anchors that are clause keys; nothing in terms of the time before there were data."""
    seen: Counter[str] = Counter()
    return tuple(
        ShownPart(
            number,
            part["heading"],
            part["english"] if in_english() else "",
            tuple(_clause(clause, seen) for clause in part["clauses"]),
        )
        for number, part in enumerate(told.get("parts", ()), start=1)
    )


def _clause(clause: Mapping[str, Any], seen: Counter[str]) -> ShownClause:
    key = clause["key"]
    seen[key] += 1
    anchor = key if seen[key] == 1 else f"{key}.{seen[key]}"
    return ShownClause(anchor, clause["text"], clause["english"] if in_english() else "")


def changed_rules(campaign: Campaign) -> tuple[ChangedRule, ...]:
    """What a buyer who knows the store's PO before this one may not expect. One query."""
    terms = current_terms(campaign)
    if terms is None or terms.before is None:
        return ()
    found = rules_changed(differences(terms.before.document, terms.document))
    return tuple(_changed(one) for one in found[:MOST_CHANGES])


def _changed(one: Difference) -> ChangedRule:
    text = one.now or one.was
    aid = one.now_english or one.was_english
    return ChangedRule(favour_word(one), aid if in_english() and aid else text, gone=one.how == REMOVED)


def favour_word(one: Difference) -> str:
    """Whom a difference favours, else what kind it is."""
    words = {"softer": _("Lebih longgar"), "stricter": _("Lebih ketat")}
    kinds = {ADDED: _("Baru"), REMOVED: _("Tidak ada lagi")}
    return words.get(one.favours) or kinds.get(one.how) or _("Berubah")
