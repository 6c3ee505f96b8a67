"""Which findings a seller may overrule, and which they have. Pure."""

from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256

from bukapo.campaigns.linting.rules import Finding
from bukapo.campaigns.linting.texts import SellerText, lint, lint_all
from bukapo.campaigns.linting.void import VoidClause, check_clauses
from bukapo.kernel.refusal import gettext_noop


class UnreadClause(VoidClause):
    """It may be void. The seller rewords it, or says that it takes no right from buyers."""

    code = "unread_clause"
    sentence = gettext_noop(
        "Kalimat “{clause}” mungkin dilarang ({law}): {why} Ubah kalimatnya, atau baca lalu centang."
    )


def name_of(finding: Finding) -> str:
    """The finding's name: the same for the same rule and the very same words, wherever they stand."""
    return sha256(f"{finding.rule.code}\n{finding.whole}".encode()).hexdigest()


def doubts(found: Iterable[Finding]) -> list[Finding]:
    """What the seller may overrule, each sentence once."""
    return list({name_of(finding): finding for finding in found if finding.may_be_overruled}.values())


def unread(found: Iterable[Finding], overruled: Collection[str]) -> list[Finding]:
    """The doubts that nobody of the store has overruled."""
    return [finding for finding in doubts(found) if name_of(finding) not in overruled]


def check_read(texts: Sequence[str], overruled: Collection[str]) -> None:
    """Raise VoidClause for a sentence that is void, UnreadClause for one that may be and that nobody has overruled.

    PPN is judged where the store is known.
    """
    for text in texts:
        check_clauses(text)
    for finding in unread(lint_all(map(_of_terms, texts), pkp=True), overruled):
        raise UnreadClause(clause=finding.clause, law=finding.rule.law, why=finding.rule.why)


def _of_terms(text: str) -> SellerText:
    return SellerText("", text)


def doubt_of(sentence: str, *, pkp: bool) -> Finding | None:
    """What may be overruled of one sentence that stands alone."""
    return next((finding for finding in lint(sentence, pkp=pkp) if finding.may_be_overruled), None)
