"""Imports told: what earlier files did, what still waits for a decision, which mapping a form was read with."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from bukapo.kernel.refusal import NotFound
from bukapo.kernel.sheets.sheet import Sheet
from bukapo.orders.imports.mapping import Mapping, layout_of
from bukapo.orders.imports.mapping_json import mapping_from_json
from bukapo.orders.imports.refusals import MappingWrong
from bukapo.orders.intake.rows import Known
from bukapo.orders.models import ImportFile, ImportRow, SavedMapping
from bukapo.orders.rules import HOLDING
from bukapo.payments.models import Charge, Proof

MOST = 200


@dataclass(frozen=True)
class FileTold:
    """One import. `facts` is the report that the command line prints; `waiting` rows of it are undecided."""

    id: int
    name: str
    imported_at: datetime
    facts: dict[str, Any]
    placed: int
    changed: int
    waiting: int


@dataclass(frozen=True)
class RowTold:
    """A row that waits for a decision. `draft` is what was understood (`orders.imports.answers.draft_of`)."""

    id: int
    row: int
    file: str
    name: str
    phone: str
    draft: dict[str, Any]
    fingerprint: str
    state: str


@dataclass(frozen=True)
class ProofInForm:
    """An unpaid order whose answer came with a proof. `asked` rupiah; `version` of the order as it was read."""

    number: str
    buyer_name: str
    version: int
    asked: int
    row: int
    links: tuple[str, ...]


def known_rows(*, store_id: int, campaign_id: int) -> list[Known]:
    """Every row of the PO's earlier imports, oldest first. Two queries."""
    rows = ImportRow.objects.of(store_id).filter(campaign_id=campaign_id).order_by("pk").values(
        "pk", "fingerprint", "state", "draft__identity", "order_id", "order__number", "order__phone",
        "order__state", "order__paid", "order__version",
    )  # fmt: skip
    found = list(rows)
    answers = Counter(row["order_id"] for row in found)
    proofs = Proof.objects.of(store_id).filter(order__campaign_id=campaign_id, state="pending")
    waiting = set(proofs.values_list("order_id", flat=True))
    return [_known(row, answers[row["order_id"]], row["order_id"] in waiting) for row in found]


def _known(row: dict[str, Any], answers: int, waiting: bool) -> Known:
    # Every answer that reached an order is one event of it: one event more, and somebody else has touched it.
    untouched = row["order__version"] == answers and not row["order__paid"] and not waiting
    return Known(
        row_id=row["pk"],
        fingerprint=row["fingerprint"],
        identity=row["draft__identity"] or "",
        state=row["state"],
        order_id=row["order_id"],
        order_number=row["order__number"] or "",
        phone=row["order__phone"] or "",
        holds=row["order__state"] in HOLDING,
        loose=row["order__state"] == "placed" and untouched,
    )


def files_of(*, store_id: int, campaign_id: int, limit: int = 20) -> tuple[FileTold, ...]:
    """The last imports of a PO, newest first."""
    rows = with_waiting(ImportFile.objects.of(store_id).filter(campaign_id=campaign_id))
    return tuple(_file(row) for row in rows.order_by("-pk")[:limit])


def file_of(*, store_id: int, campaign_id: int, file_id: int) -> FileTold:
    """One import of this PO. Raises NotFound."""
    rows = ImportFile.objects.of(store_id).filter(campaign_id=campaign_id, pk=file_id)
    found = list(with_waiting(rows))
    if not found:
        raise NotFound()
    return _file(found[0])


def rows_waiting(*, store_id: int, campaign_id: int, limit: int = MOST) -> tuple[RowTold, ...]:
    """Doubtful rows that nobody has decided, as the sheets had them."""
    rows = ImportRow.objects.of(store_id).filter(campaign_id=campaign_id, state="doubtful")
    return tuple(_row(row) for row in rows.select_related("file").order_by("file_id", "row", "pk")[:limit])


def row_of(*, store_id: int, campaign_id: int, row_id: int) -> RowTold:
    """One row of this PO's imports. Raises NotFound."""
    rows = ImportRow.objects.of(store_id).filter(campaign_id=campaign_id, pk=row_id).select_related("file")
    found = rows.first()
    if found is None:
        raise NotFound()
    return _row(found)


def proofs_in_forms(*, store_id: int, campaign_id: int, limit: int = 20) -> tuple[ProofInForm, ...]:
    """Unpaid imported orders whose answer carried a proof, in the form's order. Three queries."""
    rows = ImportRow.objects.of(store_id).filter(
        campaign_id=campaign_id,
        state="order",
        order__state="placed",
        order__paid=0,
        draft__proofs__0__isnull=False,
    )
    found = list(rows.select_related("order", "file").order_by("file_id", "row", "pk")[:limit])
    charges = Charge.objects.of(store_id).filter(order_id__in=[row.order_id for row in found], state="open")
    asked = dict(charges.order_by().values_list("order_id").annotate(rest=Sum(F("total") - F("paid"))))
    return tuple(
        ProofInForm(
            number=row.order.number,
            buyer_name=row.order.buyer_name,
            version=row.order.version,
            asked=asked.get(row.order_id, 0),
            row=row.row,
            links=links_in(row.draft),
        )
        for row in found
    )


def links_in(draft: dict[str, Any]) -> tuple[str, ...]:
    """The web addresses among an answer's proofs. Only those may become links: a file could say javascript:…"""
    return tuple(str(link) for link in draft.get("proofs", []) if re.match(r"https?://", str(link)))


def remembered_mapping(*, store_id: int, sheet: Sheet) -> Mapping | None:
    """How this store read a form of the same columns the last time; None when it never did."""
    saved = SavedMapping.objects.of(store_id).filter(layout=layout_of(sheet.headers)).first()
    if saved is None:
        return None
    try:
        return mapping_from_json(saved.mapping, sheet.headers)
    except MappingWrong:
        return None  # the product has changed since: propose anew


def with_waiting(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Adds how many rows of each file wait for a decision."""
    return rows.annotate(waiting=Count("rows", filter=Q(rows__state="doubtful")))


def _file(row: Any) -> FileTold:
    kept = row.report or {}
    return FileTold(
        id=row.pk,
        name=row.name,
        imported_at=row.imported_at,
        facts=kept.get("facts", {}),
        placed=kept.get("placed", 0),
        changed=kept.get("changed", 0),
        waiting=row.waiting,
    )


def _row(row: Any) -> RowTold:
    draft = row.draft or {}
    return RowTold(
        id=row.pk,
        row=row.row,
        file=row.file.name,
        name=str(draft.get("name", "")),
        phone=str(draft.get("phone") or draft.get("phone_told", "")),
        draft=draft,
        fingerprint=row.fingerprint,
        state=row.state,
    )
