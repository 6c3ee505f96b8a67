"""How sure a finding is: what is always void blocks, what only looks like it is the seller's to overrule. Pure.

Why these and no others: measured, docs/decisions/0044.
"""

from bukapo.campaigns.linting import rules
from bukapo.campaigns.linting.concepts import LETTER
from bukapo.campaigns.linting.frames import Sentence
from bukapo.campaigns.linting.rules import Rule

MEASURED = frozenset({rules.HIDDEN_PRINT.code, rules.COMPLAIN_SOON.code})
"""Rules without one wrong finding, in the language of lawyers either."""

BARE_RULES = frozenset(
    {rules.MONEY_BACK.code, rules.RETURNS.code, rules.COMPLAINTS.code, rules.CANCELLING.code}
)
_OF_THE_PHRASE = (
    "NOT WITHOUT REJECT LIGHT DONE CAN AGAIN EXIST ACCEPT US BUYER ALL MONEY PAID BOUGHT REFUND MONEYBACK BACK TAKE "
    "WITHDRAW BURN GIVENUP FINAL RETURN SWAP GOODS ARRIVED COMPLAIN CANCEL DEAL"
)
_BARE = frozenset(LETTER[kind] for kind in _OF_THE_PHRASE.split())


def is_certain(rule: Rule, sentence: Sentence) -> bool:
    """The rule never errs, or the sentence is nothing but the forbidden phrase: no condition, no unknown word."""
    return rule.code in MEASURED or (rule.code in BARE_RULES and _BARE.issuperset(sentence.kinds))
