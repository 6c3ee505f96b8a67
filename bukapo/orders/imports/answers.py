"""What one row of a form came to: an order as a value, or a draft with its doubts."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from bukapo.orders.imports.doubts import Said
from bukapo.orders.imports.shape import Fulfilment

State = Literal["accepted", "replaced", "doubtful"]


@dataclass(frozen=True, slots=True)
class Line:
    """`product`: position in the shape. `values` in the product's option order; `quantity` pieces alike, each with this
    personalization. In a draft an unknown value is "" and an unknown quantity 0, in an accepted answer never."""

    product: int
    values: tuple[str, ...]
    quantity: int
    personalization: tuple[tuple[str, str], ...] = ()

    @property
    def texts(self) -> dict[str, str]:
        """{field name: text} of what is written on each piece."""
        return dict(self.personalization)


@dataclass(frozen=True, slots=True)
class Answer:
    """One non-empty row. `row` as the sheet counts (header = 1).

    `fingerprint`: its content (SHA-256 hex), the same wherever the row or a column moves, and unique in its sheet.
    `identity`: who answered when; the same answer keeps it when the seller corrects a cell.
    `timestamp`: the sheet's own wall clock, no zone; None when unread. `phone` E.164 or "".
    `replaced_by`, `replaces`: rows of the same person. `cells`: (header, text) of everything that was filled in.
    """

    row: int
    fingerprint: str
    identity: str
    state: State = "accepted"
    timestamp: datetime | None = None
    timestamp_told: str = ""
    name: str = ""
    phone: str = ""
    phone_told: str = ""
    email: str = ""
    address: str = ""
    fulfilment: Fulfilment = "pickup"
    note: str = ""
    proofs: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    doubts: tuple[Said, ...] = ()
    remarks: tuple[Said, ...] = ()
    replaced_by: int | None = None
    replaces: int | None = None
    cells: tuple[tuple[str, str], ...] = ()

    @property
    def why(self) -> str:
        """The first doubt in the stable English wording; "" when there is none."""
        return self.doubts[0].why if self.doubts else ""

    @property
    def pieces(self) -> int:
        return sum(line.quantity for line in self.lines)

    def doubted(self, doubt: Said) -> "Answer":
        return replace(self, state="doubtful", doubts=(*self.doubts, doubt))

    def remarked(self, remark: Said) -> "Answer":
        return replace(self, remarks=(*self.remarks, remark))


def draft_of(answer: Answer) -> dict[str, Any]:
    """Everything understood of an answer, JSON-able, for a person to finish on screen."""
    return {
        "row": answer.row,
        "timestamp": answer.timestamp.isoformat() if answer.timestamp else "",
        "timestamp_told": answer.timestamp_told,
        "name": answer.name,
        "phone": answer.phone,
        "phone_told": answer.phone_told,
        "email": answer.email,
        "address": answer.address,
        "fulfilment": answer.fulfilment,
        "note": answer.note,
        "proofs": list(answer.proofs),
        "lines": [
            {
                "product": line.product,
                "values": list(line.values),
                "quantity": line.quantity,
                "personalization": line.texts,
            }
            for line in answer.lines
        ],
        "doubts": [
            {"code": doubt.code, "why": doubt.why, "params": dict(doubt.params)} for doubt in answer.doubts
        ],
        "remarks": [{"code": remark.code, "params": dict(remark.params)} for remark in answer.remarks],
        "cells": [list(pair) for pair in answer.cells],
    }
