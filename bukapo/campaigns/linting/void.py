"""Refusing a text for the sentence that may not stand in it (UU 8/1999 Pasal 18). Pure."""

from bukapo.campaigns.linting.rules import Finding
from bukapo.campaigns.linting.texts import lint
from bukapo.kernel.refusal import Refusal, gettext_noop


class VoidClause(Refusal):
    """`clause` is the seller's own sentence, `law` the article, `why` the reason."""

    code = "void_clause"
    http_status = 422
    sentence = gettext_noop("Kalimat “{clause}” tidak boleh dipakai ({law}): {why}")


class RefusesMoneyBack(VoidClause):
    code = "refuses_money_back"


class RefusesReturns(VoidClause):
    code = "refuses_returns"


class RefusesComplaints(VoidClause):
    code = "refuses_complaints"


_KINDS: dict[str, type[VoidClause]] = {
    kind.code: kind for kind in (RefusesMoneyBack, RefusesReturns, RefusesComplaints)
}


def refusal_of(finding: Finding) -> VoidClause:
    """The finding as a refusal; rules without a class of their own are a plain VoidClause."""
    kind = _KINDS.get(finding.rule.code, VoidClause)
    return kind(clause=finding.clause, law=finding.rule.law, why=finding.rule.why)


def void_clauses(text: str) -> list[VoidClause]:
    """Every sentence of `text` that is void for certain, one refusal each. PPN is judged where the store is known."""
    found = lint(text, pkp=True)
    return [refusal_of(finding) for finding in found if finding.refuses and finding.certain]


def check_clauses(text: str) -> None:
    """Raise the first VoidClause, if any."""
    for clause in void_clauses(text):
        raise clause
