"""Findings as the wizard's list of what is missing (`campaigns.readiness`): code and what fills its sentence. Pure."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bukapo.campaigns.linting.facts import LintedGoods, goods_findings, policy_findings, seller_findings
from bukapo.campaigns.linting.overruling import unread
from bukapo.campaigns.linting.rules import FACT_RULES, Finding
from bukapo.campaigns.linting.texts import EXTRA, GROUP_NOTE, PRODUCT, STORY, SellerText, lint_all
from bukapo.kernel.refusal import gettext_noop
from bukapo.stores.rules import Policies

VOID = {EXTRA: "void_clause", STORY: "void_in_story", PRODUCT: "void_in_product", GROUP_NOTE: "void_in_group"}
UNREAD = "unread_clause"
LACKS_OF_CLAUSES = {
    UNREAD: gettext_noop("“{what}” mungkin dilarang ({law}): {why} Ubah, atau loloskan di halaman periksa."),
    "void_clause": gettext_noop("Aturan tambahan berisi kalimat yang dilarang: “{what}”."),
    "void_in_story": gettext_noop("Cerita PO berisi kalimat yang dilarang: “{what}”."),
    "void_in_product": gettext_noop("Keterangan {about} berisi kalimat yang dilarang: “{what}”."),
    "void_in_group": gettext_noop("Catatan rombongan berisi kalimat yang dilarang: “{what}”."),
    "doubtful_clause": gettext_noop("“{what}” bisa bermasalah ({law}): {why}"),
    **{rule.code: rule.why for rule in FACT_RULES},
}


@dataclass(frozen=True)
class Linted:
    """All of a PO that the linter reads. Without `policies` and `address` these are not judged.

    `overruled`: names of findings that the seller has overruled (`linting.overruling`).
    """

    texts: tuple[SellerText, ...] = ()
    goods: tuple[LintedGoods, ...] = ()
    policies: Policies | None = None
    address: str | None = None
    pkp: bool = False
    overruled: frozenset[str] = frozenset()


def findings(linted: Linted) -> list[Finding]:
    """Of the texts, then of what was typed."""
    found = lint_all(linted.texts, pkp=linted.pkp)
    found += goods_findings(linted.goods)
    if linted.policies is not None:
        found += policy_findings(linted.policies)
    if linted.address is not None:
        found += seller_findings(linted.address)
    return found


Lack = tuple[str, str, dict[str, Any]]
"""Code, place ("" = of the store or the goods), what fills the sentence."""


def clause_lacks(found: Sequence[Finding], overruled: Collection[str] = ()) -> Iterator[Lack]:
    """What keeps the PO shut: for good, or until the seller has read it."""
    for finding in found:
        if finding.refuses and finding.certain:
            yield _told(finding, VOID.get(finding.place, finding.rule.code))
    for finding in unread(found, overruled):
        yield _told(finding, UNREAD)


def clause_risks(found: Sequence[Finding]) -> Iterator[Lack]:
    """What is only advised against."""
    for finding in found:
        if not finding.refuses:
            yield _told(finding, "doubtful_clause" if finding.clause else finding.rule.code)


def _told(finding: Finding, code: str) -> Lack:
    if not finding.clause:
        return code, finding.place, {"what": finding.about}
    rule = finding.rule
    params = {"what": finding.clause, "about": finding.about, "law": rule.law, "why": rule.why}
    return code, finding.place, params
