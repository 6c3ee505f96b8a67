"""What speaks for each candidate of one doubtful line, weighed and ranked. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from bukapo.payments.matching import reasons as why
from bukapo.payments.matching.field import Field
from bukapo.payments.matching.names import ALIKE, VERY_ALIKE, likeness, words_of
from bukapo.payments.matching.rules import (
    FEES,
    MOST_CANDIDATES,
    NOTED_WITHIN,
    is_rounded,
    may_be_paid,
    phones_in,
)
from bukapo.payments.matching.shapes import Awaited, Candidate, Named, Noted, Part, Past, Seen

WEIGHTS = {
    why.NUMBER: 60,
    why.AMOUNT: 55,
    why.RECORDED: 50,
    why.SEVERAL: 45,
    why.REST: 42,
    why.PLAIN: 42,
    why.WITHOUT_CODE: 40,
    why.LATE: 40,
    why.BANK_FEE: 36,
    why.TWICE: 34,
    why.ROUNDED: 32,
    why.CLAIMED: 25,
    why.PHONE: 25,
    why.NAME: 20,
    why.NAME_ONLY: 15,
    why.OTHER_AMOUNT: -15,
    why.NOT_ITS_TIME: -30,
}
"""Points of a reason; a candidate's score is their sum, within 1 and 99. NAME counts by how alike the names are."""
TOLD = (
    why.NOT_ITS_TIME, why.RECORDED, why.SEVERAL, why.REST, why.PLAIN, why.WITHOUT_CODE, why.LATE, why.BANK_FEE,
    why.TWICE, why.ROUNDED, why.CLAIMED, why.NAME_ONLY, why.OTHER_AMOUNT,
)  # fmt: skip
"""Reasons that also say why a line is doubtful, the telling ones first."""

Person = Awaited | Past | Noted | Named


class Hints:
    """Collects the candidates of a line; `ranked` and `why` tell what came of it."""

    def __init__(self, line: Seen, field: Field, named: Sequence[Named], today: date) -> None:
        self.line, self.field, self.named, self.today = line, field, named, today
        self.words = words_of(line.sender) or words_of(line.description)
        self.said = " ".join(self.words)
        self.phones = phones_in(line.description)
        self._found: dict[tuple[tuple[int, ...], int | None], tuple[list[Person], dict[str, int]]] = {}
        self._collect()
        self._candidates = self._rank()

    def ranked(self) -> tuple[Candidate, ...]:
        """The likeliest first, at most `MOST_CANDIDATES`."""
        return self._candidates

    def why(self) -> str:
        """The code that says why nothing was certain."""
        if not self._candidates:
            return why.NOTHING_FITS
        best = self._candidates[0].reasons
        exact = [one for one in self._candidates if why.AMOUNT in one.reasons or why.RECORDED in one.reasons]
        if self.named and any(why.NUMBER not in one.reasons for one in exact):
            return why.NUMBER_DIFFERS
        if self.named and why.NUMBER in best:
            return why.OTHER_AMOUNT if why.OTHER_AMOUNT in best else self._told(best)
        if why.AMOUNT in best and why.NOT_ITS_TIME not in best:
            return why.TWO_FIT
        return self._told(best)

    def _told(self, best: Sequence[str]) -> str:
        return next((reason for reason in TOLD if reason in best), why.TWO_FIT)

    def _collect(self) -> None:
        field, amount, words = self.field, self.line.amount, self.words
        self._all(field.exact.get(amount, ()), why.AMOUNT)
        for one in field.fewer(field.plain.get(amount, ()), words):
            self._add([one], why.REST if one.paid else why.PLAIN)
        self._all(field.fewer(field.without_code.get(amount, ()), words), why.WITHOUT_CODE)
        for off in (sign * fee for fee in FEES for sign in (1, -1)):
            for asked in (field.exact, field.plain):
                self._all(field.fewer(asked.get(amount + off, ()), words), why.BANK_FEE)
        for one in field.near(amount):
            if is_rounded(amount, one.rest) and amount != one.rest - one.code:
                self._add([one], why.ROUNDED)
        for some in field.sums(amount)[:MOST_CANDIDATES]:
            self._add(list(some), why.SEVERAL)
        self._before()
        self._people()

    def _before(self) -> None:
        field, amount, day = self.field, self.line.amount, self.line.day
        for kind, pasts in ((why.TWICE, field.paid), (why.LATE, field.released)):
            for one in pasts.get(amount, ())[:MOST_CANDIDATES]:
                if one.since <= day and (one.until is None or day <= one.until):
                    self._add([one], kind)
        for noted in field.noted.get(amount, ()):
            if abs(noted.day - day) <= NOTED_WITHIN:
                self._add([noted], why.RECORDED, payment_id=noted.payment_id)

    def _people(self) -> None:
        for claim in self.field.claimed.get(self.line.amount, ())[:MOST_CANDIDATES]:
            self._all(self.field.by_order.get(claim.order_id, ())[:1], why.CLAIMED)
        for named in self.named:
            awaited = self.field.by_order.get(named.order_id, ())
            self._add(list(awaited[:1]) or [named], why.NUMBER)
        if not self._found:
            for one in self.field.sharing_words(self.words):
                if len(self.words) > 1 and likeness(self.said, one.buyer.upper()) >= VERY_ALIKE:
                    self._add([one], why.NAME_ONLY)

    def _all(self, entries: Iterable[Awaited], reason: str) -> None:
        for one in entries:
            self._add([one], reason)

    def _add(self, people: "Sequence[Person]", reason: str, payment_id: int | None = None) -> None:
        key = tuple(sorted(one.order_id for one in people)), payment_id
        known, said = self._found.setdefault(key, (list(people), {}))
        if isinstance(people[0], Awaited) and not isinstance(known[0], Awaited):
            known[:] = people
        said[reason] = WEIGHTS[reason]

    def _rank(self) -> tuple[Candidate, ...]:
        made = [self._candidate(people, said, key[1]) for key, (people, said) in self._found.items()]
        made.sort(key=lambda one: (-one[0].score, one[1], one[0].parts))
        return tuple(candidate for candidate, _since in made[:MOST_CANDIDATES])

    def _candidate(
        self, people: Sequence[Person], said: dict[str, int], payment_id: int | None
    ) -> tuple[Candidate, date]:
        first = people[0]
        if (alike := self._alike(people)) >= ALIKE and why.NAME_ONLY not in said:
            said[why.NAME] = WEIGHTS[why.NAME] * alike // 100
        if first.phone in self.phones:
            said[why.PHONE] = WEIGHTS[why.PHONE]
        if set(said) <= {why.NUMBER, why.NAME, why.PHONE, why.CLAIMED}:
            said[why.OTHER_AMOUNT] = WEIGHTS[why.OTHER_AMOUNT]
        opened = first.opened if isinstance(first, Awaited) else self.line.day
        if not may_be_paid(self.line.day, opened=opened, today=self.today):
            said[why.NOT_ITS_TIME] = WEIGHTS[why.NOT_ITS_TIME]
        score = max(1, min(99, sum(said.values())))
        reasons = tuple(sorted(said, key=lambda reason: -abs(said[reason])))
        return Candidate(self._parts(people), score, reasons, payment_id), opened

    def _parts(self, people: Sequence[Person]) -> tuple[Part, ...]:
        if len(people) == 1:
            one = people[0]
            return (Part(one.order_id, one.number, one.buyer, self.line.amount),)
        return tuple(
            Part(one.order_id, one.number, one.buyer, one.rest) for one in people if isinstance(one, Awaited)
        )

    def _alike(self, people: Sequence[Person]) -> int:
        names = {one.buyer.upper() for one in people}
        for one in people:
            names |= {claim.sender.upper() for claim in self.field.claims.get(one.order_id, ())}
        return max((likeness(self.said, name) for name in names), default=0)
