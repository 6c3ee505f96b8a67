"""Two versions of terms, clause by clause: what is new, gone or changed, and whom it favours. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bukapo.campaigns.terms.document import Document, clauses_in

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
SOFTER, STRICTER, OTHER = "softer", "stricter", "other"
"""For the buyer."""

Clause = Mapping[str, Any]
Named = dict[tuple[str, str], tuple[str, Clause]]
"""{(key, about): (part, clause)}."""

Judge = Callable[[Mapping[str, Any], Mapping[str, Any]], int]
"""Old and new values -> above 0 better for the buyer, below 0 worse, 0 neither."""


@dataclass(frozen=True)
class Difference:
    """`was` and `now` are the clauses' sentences, "" where there is none; `part` is the key of the part they stand in.

    `of_this_po`: it differs because this is another PO (title, days, prices), not because the rules do.
    """

    part: str
    key: str
    about: str
    how: str
    favours: str
    was: str
    now: str
    was_english: str = ""
    now_english: str = ""

    @property
    def of_this_po(self) -> bool:
        return self.key in OF_A_PO or self.part in ("seller", "goods")


def _less(name: str) -> Judge:
    return lambda old, new: _number(old, name) - _number(new, name)


def _more(name: str) -> Judge:
    return lambda old, new: _number(new, name) - _number(old, name)


def _number(data: Mapping[str, Any], name: str) -> int:
    value = data.get(name)
    return value if isinstance(value, int) else 0


def _cancelling(old: Mapping[str, Any], new: Mapping[str, Any]) -> int:
    """Not being allowed is worse than any fee."""

    def cost(data: Mapping[str, Any]) -> int:
        return _number(data, "fee_percent") if data.get("allowed") else 1_000

    return cost(old) - cost(new)


def _rung(old: Mapping[str, Any], new: Mapping[str, Any]) -> int:
    """A rung is better sooner and for more. Better in one and worse in the other, or % become rupiah: neither."""
    if bool(old.get("amount")) != bool(new.get("amount")):
        return 0
    sooner, more = _less("days")(old, new), _more("amount")(old, new) or _more("bp")(old, new)
    return 0 if sooner * more < 0 else sooner or more


JUDGES: Mapping[str, Judge] = {
    "goods.price": _less("price"),
    "goods.early": _less("price"),
    "window.unpaid": _more("hours"),
    "window.grace": _more("minutes"),
    "window.address": _less("days"),
    "payment.part": lambda old, new: (
        _less("bp")(old, new) if "bp" in old and "bp" in new else _less("fixed")(old, new)
    ),
    "delivery.after_made": _less("days"),
    "late.limit": _less("days"),
    "late.refund": _less("days"),
    "late.rung": _rung,
    "defects.fit": _more("days"),
    "cancelling.before": _cancelling,
    "cancelling.refund": _less("days"),
    "defects.report": _more("days"),
    "defects.size": _less("cm"),
    "complaints.answer": _less("hours"),
}
"""Which way each value is good for a buyer. Rooms with clauses of their own add theirs."""

RIGHTS = frozenset(
    {
        "delivery.parts", "late.choice", "late.consent", "late.limit", "late.refund", "late.rung", "late.offered",
        "defects.fit", "late.called_off", "late.short_choice",
        "cancelling.before", "cancelling.refund", "defects.report", "defects.remedy", "defects.personal",
        "window.grace", "window.swaps", "window.way", "goods.tiers", "goods.early",
        "minimum.choices", "complaints.answer", "complaints.authority", "privacy.rights", "privacy.purpose",
    }
)  # fmt: skip
"""Clauses that give a buyer something: a new one is softer, one that is gone stricter."""

OF_A_PO = frozenset(
    {"window.times", "window.early", "window.draw", "delivery.produced", "delivery.sent", "delivery.pickup"}
    | {"groups.list", "groups.after_draw", "groups.least", "groups.one", "groups.each", "groups.parcel"}
    | {"groups.leaving", "groups.after", "groups.seen"}
    | {"late.seal", "batch.each_its_own", "window.waiting", "window.leaving_line", "delivery.courier"}
)
"""Clauses whose values belong to one PO by their nature."""

DATED = frozenset({"payment.part", "late.limit", "late.rung", "window.address"})
"""Rules whose sentences name a day of their PO."""


def differences(old: Document, new: Document) -> list[Difference]:
    """In the order of the new terms, what is gone at the end of its part. Nothing without data on both sides."""
    if not old or not new:
        return []
    after = _named(new)
    before = _renamed_rungs(_named(old), after)
    found = [
        difference
        for name, (part, clause) in after.items()
        if (difference := _compared(part, before.get(name, (part, None))[1], clause)) is not None
    ]
    found += [_gone(part, clause) for name, (part, clause) in before.items() if name not in after]
    places = {part: place for place, part in enumerate(_parts(new, old))}
    return sorted(found, key=lambda difference: places[difference.part])


def _named(told: Document) -> Named:
    return {(clause["key"], clause["about"]): (part, clause) for part, clause in clauses_in(told)}


def _renamed_rungs(before: Named, after: Named) -> Named:
    """A rung is named by its remedy and days. One that moved to another day is the same rung, changed."""
    gone = [name for name in before if name[0] == "late.rung" and name not in after]
    names = {}
    for fresh in (name for name in after if name[0] == "late.rung" and name not in before):
        remedy = after[fresh][1]["data"]["remedy"]
        old = next((name for name in gone if before[name][1]["data"]["remedy"] == remedy), None)
        if old is not None:
            gone.remove(old)
            names[old] = fresh
    return {names.get(name, name): clause for name, clause in before.items()}


def rules_changed(found: list[Difference]) -> list[Difference]:
    """Only what a returning buyer may not expect: rules, without what every PO has of its own."""
    return [difference for difference in found if not difference.of_this_po]


def _parts(new: Document, old: Document) -> list[str]:
    return list(dict.fromkeys([part["key"] for part in (*new["parts"], *old["parts"])]))


def _compared(part: str, old: Clause | None, new: Clause) -> Difference | None:
    if old is None:
        favours = SOFTER if new["key"] in RIGHTS else OTHER
        return _said(part, new, ADDED, favours, None, new)
    if _values(old) == _values(new) and (old["text"] == new["text"] or new["key"] in DATED):
        return None
    judge = JUDGES.get(new["key"])
    weight = judge(old["data"], new["data"]) if judge else 0
    favours = SOFTER if weight > 0 else STRICTER if weight < 0 else OTHER
    return _said(part, new, CHANGED, favours, old, new)


def _values(clause: Clause) -> dict[str, Any]:
    """A right counted from this PO's own day is the same right on another day."""
    return {
        name: value for name, value in clause["data"].items() if name != "day" or clause["key"] not in DATED
    }


def _gone(part: str, clause: Clause) -> Difference:
    return _said(part, clause, REMOVED, STRICTER if clause["key"] in RIGHTS else OTHER, clause, None)


def _said(
    part: str, named: Clause, how: str, favours: str, old: Clause | None, new: Clause | None
) -> Difference:
    return Difference(
        part=part,
        key=named["key"],
        about=named["about"],
        how=how,
        favours=favours,
        was=old["text"] if old else "",
        now=new["text"] if new else "",
        was_english=old["english"] if old else "",
        now_english=new["english"] if new else "",
    )
