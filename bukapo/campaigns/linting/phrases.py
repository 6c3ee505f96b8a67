"""What is wrong with one sentence, read as plain words (`linting.plain`). Pure."""

from bukapo.campaigns.linting import rules
from bukapo.campaigns.linting.frames import Frame, Sentence
from bukapo.campaigns.linting.frames_duties import DUTIES
from bukapo.campaigns.linting.frames_goods import CANCELLING, COMPLAINTS, MONEY, RETURNS
from bukapo.campaigns.linting.frames_promises import CHANGES, NO_END, SHIFTS
from bukapo.campaigns.linting.frames_prose import PROSE
from bukapo.campaigns.linting.frames_rights import RIGHTS
from bukapo.campaigns.linting.frames_taken import TAKEN
from bukapo.campaigns.linting.rules import Rule

FRAMES: tuple[Frame, ...] = (
    *MONEY,
    *RETURNS,
    *COMPLAINTS,
    *CANCELLING,
    *CHANGES,
    *SHIFTS,
    *NO_END,
    *DUTIES,
    *PROSE,
    *TAKEN,
    *RIGHTS,
)
"""The graver first, where two fit."""


def wrong_with(sentence: Sentence, *, pkp: bool = False) -> Rule | None:
    """The gravest rule that a sentence (`frames.read`) offends."""
    found = [
        rule
        for frame in FRAMES
        if not (pkp and frame.rule is rules.FALSE_TAX) and (rule := frame.offended(sentence)) is not None
    ]
    return min(found, key=lambda rule: rule.severity != rules.REFUSE, default=None)
