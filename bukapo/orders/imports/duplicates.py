"""The same person answered again. Same person = same phone; the later answer is the one they mean.

A doubtful answer neither replaces nor is replaced: it would erase a good order with one nobody understands. Both rows
say of each other that they exist, and a person decides.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from bukapo.orders.imports.answers import Answer
from bukapo.orders.imports.doubts import said
from bukapo.orders.imports.vocabulary import folded

Policy = Literal["replace", "keep", "ask"]
"""replace: the later counts · keep: every answer is an order of its own · ask: the later becomes doubtful."""

_NEVER = datetime.min  # noqa: DTZ901 - only to sort answers without a time; the row decides among them


def settle_duplicates(answers: Sequence[Answer], *, policy: Policy, by_time: bool) -> list[Answer]:
    """The answers with duplicates settled. `by_time` False: the sheet's own order says which one is later."""
    settled = {answer.row: answer for answer in answers}
    for alike in _same_person(answers, by_time):
        good: Answer | None = None
        for answer in alike:
            if answer.state == "doubtful":
                continue
            if good and policy == "ask":
                settled[answer.row] = answer.doubted(said("duplicate", row=good.row))
                continue
            if good and policy == "replace":
                _replace(settled, good, answer)
            good = answer
        _tell_each_other(settled, [settled[answer.row] for answer in alike], policy)
    return [settled[answer.row] for answer in answers]


def _same_person(answers: Sequence[Answer], by_time: bool) -> list[list[Answer]]:
    by_phone: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.phone:
            by_phone[answer.phone].append(answer)
    groups = [alike for alike in by_phone.values() if len(alike) > 1]
    for alike in groups:
        timed = by_time and all(answer.timestamp for answer in alike)
        alike.sort(key=lambda answer: (answer.timestamp or _NEVER if timed else _NEVER, answer.row))
    return groups


def _replace(settled: dict[int, Answer], earlier: Answer, later: Answer) -> None:
    settled[earlier.row] = replace(settled[earlier.row], state="replaced", replaced_by=later.row)
    settled[later.row] = replace(settled[later.row], replaces=earlier.row)
    if folded(earlier.name) != folded(later.name):
        settled[later.row] = settled[later.row].remarked(said("other_name", row=earlier.row))


def _tell_each_other(settled: dict[int, Answer], alike: Sequence[Answer], policy: Policy) -> None:
    """A good order hears of a later doubtful answer, a doubtful one of the answer that came after it."""
    for position, answer in enumerate(alike):
        later = alike[position + 1 :]
        doubtful = [other.row for other in later if other.state == "doubtful"]
        good = [other.row for other in later if other.state != "doubtful"]
        if answer.state == "accepted" and doubtful and policy != "keep":
            settled[answer.row] = settled[answer.row].remarked(said("later_doubtful", row=doubtful[-1]))
        if answer.state == "doubtful" and good:
            settled[answer.row] = settled[answer.row].remarked(said("later_answer", row=good[-1]))
