"""Every sentence of a seller's text that offends a rule, and the text with a better one in its place. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from bukapo.campaigns.linting import rules
from bukapo.campaigns.linting.certainty import is_certain
from bukapo.campaigns.linting.frames import read
from bukapo.campaigns.linting.phrases import wrong_with
from bukapo.campaigns.linting.plain import plain, sentences
from bukapo.campaigns.linting.rules import Finding, Rule

EXTRA, STORY, PRODUCT, GROUP_NOTE, CLAIMS = "extra_terms", "story", "product", "group_note", "claims"
"""Where a seller writes."""

LONGEST = 120
_SMALL = re.compile(
    "[\u1d2c-\u1d6a\u1d78\u1d9b-\u1dbf\u2070-\u209c\u02b0-\u02b8\u02e1-\u02e4\u1d00-\u1d2b\u0299\u026a\u0274\u0280\u028f\ua730\ua731]"
)
_LEAST_SMALL = 6
"""Letters of small print that make a sentence unreadable; a m² is none."""


@dataclass(frozen=True)
class SellerText:
    """`text` as it was typed at `place`; `about` names the product."""

    place: str
    text: str
    about: str = ""


def lint(text: str, place: str = EXTRA, *, about: str = "", pkp: bool = False) -> list[Finding]:
    """One finding per sentence at most, in order. `pkp`: the store must collect PPN, so it may say so."""
    found = []
    for start, end, clause in sentences(text):
        small = len(_SMALL.findall(clause)) >= _LEAST_SMALL
        sentence = read(plain(clause))
        rule = rules.HIDDEN_PRINT if small else wrong_with(sentence, pkp=pkp)
        if rule is not None:
            sure = is_certain(rule, sentence)
            found.append(Finding(rule, clause[:LONGEST], place, about, start, end, sure, clause))
    return found


def lint_all(texts: Iterable[SellerText], *, pkp: bool) -> list[Finding]:
    """The findings of all of them."""
    return [finding for one in texts for finding in lint(one.text, one.place, about=one.about, pkp=pkp)]


def better(clause: str, rule: Rule) -> str:
    """What to say instead; "" when it is best left out."""
    return rule.instead or (unicodedata.normalize("NFKC", clause) if rule is rules.HIDDEN_PRINT else "")


def mended(text: str, finding: Finding) -> str:
    """`text` with the rule's own sentence in place of the seller's; small print becomes ordinary letters."""
    instead = better(text[finding.start : finding.end], finding.rule)
    before, after = text[: finding.start], text[finding.end :]
    if instead.endswith(".") and after.startswith((".", "!", "?")):
        after = after.lstrip(".!?")
    joined = before + instead + after
    return joined if instead else "\n".join(line for line in joined.splitlines() if line.strip(" -*•.!"))
