"""What each row of an imported file leads to, beside what earlier imports of the same PO did. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bukapo.orders.imports.answers import Answer
from bukapo.orders.imports.doubts import said
from bukapo.orders.imports.duplicates import Policy

Deed = Literal["nothing", "place", "change", "replaced", "doubtful"]
"""place: a new order · change: the earlier order becomes this answer · replaced: a later row counts instead."""


@dataclass(frozen=True)
class Known:
    """A row of an earlier import. `loose`: its order is unpaid and as the import left it; an answer may change it."""

    row_id: int
    fingerprint: str
    identity: str
    state: str
    order_id: int | None = None
    order_number: str = ""
    phone: str = ""
    holds: bool = False
    loose: bool = False


@dataclass(frozen=True)
class Step:
    """`known`: the same answer, met before. `earlier`: the answer that this one takes the place of."""

    answer: Answer
    deed: Deed
    known: Known | None = None
    earlier: Known | None = None


def steps(answers: Sequence[Answer], known: Sequence[Known], policy: Policy) -> list[Step]:
    """One step per answer, in the file's order. An answer met before and decided leads to nothing."""
    return _Weigher(answers, known, policy).steps()


class _Weigher:
    def __init__(self, answers: Sequence[Answer], known: Sequence[Known], policy: Policy) -> None:
        self.answers, self.policy = answers, policy
        self.by_fingerprint = {row.fingerprint: row for row in known}
        self.by_identity = {row.identity: row for row in known if row.identity}
        present = {answer.fingerprint for answer in answers if answer.state == "accepted"}
        self.by_phone: dict[str, list[Known]] = defaultdict(list)
        for row in known:
            if row.state == "order" and row.holds and row.fingerprint not in present:
                self.by_phone[row.phone].append(row)

    def steps(self) -> list[Step]:
        return [self._step(answer) for answer in self.answers]

    def _step(self, answer: Answer) -> Step:
        known = self.by_fingerprint.get(answer.fingerprint)
        if answer.state == "doubtful":
            return Step(answer, "nothing" if known else "doubtful", known)
        if answer.state == "replaced":
            settled = known is not None and known.state != "doubtful"
            return Step(answer, "nothing" if settled else "replaced", known)
        if known is not None:
            # A doubtful row that can be read now (better mapping), or one that a stricter policy had left out.
            again = known.state == "doubtful" or (known.state == "replaced" and self.policy == "keep")
            return Step(answer, "place" if again else "nothing", known)
        return self._new(answer)

    def _new(self, answer: Answer) -> Step:
        same = self.by_identity.get(answer.identity) if answer.timestamp else None
        if same and same.state == "doubtful":
            return Step(answer, "place", earlier=same)
        standing = self._standing(answer, same)
        if not standing:
            return Step(answer, "place")
        if len(standing) > 1 or (self.policy == "ask" and standing[0] is not same):
            return self._doubt(answer, "duplicate_order", standing[-1])
        if not standing[0].loose:
            return self._doubt(answer, "earlier_order_stands", standing[0])
        return Step(answer, "change", earlier=standing[0])

    def _standing(self, answer: Answer, same: Known | None) -> list[Known]:
        """Orders of the same person from earlier files that this answer could mean."""
        if same and same.state == "order" and same.holds:
            return [same]
        return [] if self.policy == "keep" else self.by_phone.get(answer.phone, [])

    def _doubt(self, answer: Answer, code: str, earlier: Known) -> Step:
        return Step(answer.doubted(said(code, number=earlier.order_number)), "doubtful", earlier=earlier)


def refused(answer: Answer, code: str, params: Mapping[str, str | int]) -> Answer:
    """The answer as a draft, because the intake refused its order."""
    return answer.doubted(said(code, **params))
