"""Importing a form's answers, step by step: send the file, check its columns, see what would come, do it, decide."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import offer_of
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.orders import columns
from bukapo.faces.dashboard.orders.entry import Desk, order_desk
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.dashboard.orders.pieces import piece_tables
from bukapo.faces.dashboard.orders.retyped import typed_of_draft
from bukapo.faces.dashboard.orders.uploads import Upload, forget_upload, keep_upload, note, upload_of
from bukapo.faces.dashboard.orders.words import doubt_words, remark_words
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.kernel.sheets.limits import MAX_BYTES
from bukapo.kernel.sheets.refusals import SheetTooBig, SheetUnreadable
from bukapo.kernel.sheets.sheet import Sheet, read_sheet
from bukapo.orders.imports.mapping import Mapping
from bukapo.orders.imports.mapping_json import mapping_from_json, mapping_to_json
from bukapo.orders.imports.propose import propose
from bukapo.orders.imports.shape import Shape
from bukapo.orders.intake.draft import Wanted
from bukapo.orders.intake.imported import row_key, shape_of
from bukapo.orders.models import Order
from bukapo.orders.reads.imports import RowTold, file_of, files_of, remembered_mapping, row_of, rows_waiting
from bukapo.orders.rules import IMPORT
from bukapo.orders.writes.import_file import import_file, preview_file
from bukapo.orders.writes.import_rows import decide_row, dismiss_row

POLICIES = ("replace", "keep", "ask")


@seller_view
def imports(request: SellerRequest, campaign: str) -> HttpResponse:
    """Send a file; what was imported before; what waits for a decision."""
    po = campaign_at(request.store, campaign)
    wrong, status = "", 200
    if request.method == "POST":
        try:
            return redirect("dashboard:import_columns", request.store.slug, po.slug, _received(request, po))
        except SheetUnreadable as refusal:
            wrong, status = sentence(refusal), refusal.http_status
    asked = {"store_id": request.store.pk, "campaign_id": po.pk}
    context = {
        "campaign": po,
        "wrong": wrong,
        "files": files_of(**asked),
        "waiting": [_waiting(row) for row in rows_waiting(**asked)],
        "now": clock.now(),
    }
    return render(request, "dashboard/orders/imports.html", context, status=status)


def _received(request: SellerRequest, po: Campaign) -> str:
    """Keep the file if it can be read at all. Raises SheetUnreadable."""
    file = request.FILES.get("file")
    if file is None:
        raise _NoFile()
    if (file.size or 0) > MAX_BYTES:
        raise SheetTooBig(megabytes=MAX_BYTES // 1_000_000)
    content = file.read()
    read_sheet(content)
    return keep_upload(po, request.user.pk, (file.name or "").replace("\x00", ""), content)


class _NoFile(SheetUnreadable):
    code = "sheet_missing"
    sentence = gettext_noop("Pilih filenya dulu.")


@seller_view
def import_columns(request: SellerRequest, campaign: str, key: str) -> HttpResponse:
    """Which column is what: proposed or remembered, and corrected here."""
    po = campaign_at(request.store, campaign)
    upload = upload_of(po, request.user.pk, key)
    sheet, shape = read_sheet(upload.content), shape_of(offer_of(po))
    mapping, remembered = _mapping(request, upload, sheet, shape)
    if request.method == "POST":
        mapping = columns.mapping_from(request.POST, sheet, shape, mapping)
        policy = request.POST.get("ganda", "")
        policy = policy if policy in POLICIES else "replace"
        note(upload, mapping=mapping_to_json(mapping), duplicates=policy)
        if request.POST.get("action") != "again":
            return redirect("dashboard:import_check", request.store.slug, po.slug, key)
        upload = upload_of(po, request.user.pk, key)
    context = {
        "campaign": po,
        "upload": upload,
        "rows": columns.column_rows(sheet, shape, mapping),
        "choices": columns.choices(shape),
        "as_is": columns.AS_IS,
        "unasked": columns.unasked(shape, mapping),
        "answers": len(sheet.rows),
        "date_order": mapping.date_order,
        "duplicates": upload.notes.get("duplicates", "replace"),
        "remembered": remembered,
        "now": clock.now(),
    }
    return render(request, "dashboard/orders/import_columns.html", context)


def _mapping(request: SellerRequest, upload: Upload, sheet: Sheet, shape: Shape) -> tuple[Mapping, bool]:
    """What was decided on this page, else the last time, else what the columns look like."""
    if "mapping" in upload.notes:
        return mapping_from_json(upload.notes["mapping"], sheet.headers), False
    known = remembered_mapping(store_id=request.store.pk, sheet=sheet)
    return (known, True) if known else (propose(sheet, shape), False)


@seller_view
def import_check(request: SellerRequest, campaign: str, key: str) -> HttpResponse:
    """GET what would come of it; POST does it."""
    po = campaign_at(request.store, campaign)
    upload = upload_of(po, request.user.pk, key)
    facts = _facts(request, po, upload)
    if request.method == "POST":
        try:
            done = import_file(**facts, actor=request.actor, at=clock.now(), remember=True)
        except Refusal as refusal:
            return _check(request, po, upload, facts, wrong=sentence(refusal), status=refusal.http_status)
        forget_upload(key)
        if done.already:
            messages.info(request, _("File ini sudah pernah diimpor. Tidak ada yang berubah."))
        else:
            messages.success(request, _("%(orders)s pesanan masuk.") % {"orders": done.placed})
        return redirect("dashboard:import_result", request.store.slug, po.slug, done.file_id or 0)
    return _check(request, po, upload, facts)


def _facts(request: SellerRequest, po: Campaign, upload: Upload) -> dict[str, Any]:
    sheet = read_sheet(upload.content)
    kept = upload.notes.get("mapping")
    return {
        "store_id": request.store.pk,
        "campaign_id": po.pk,
        "name": upload.name,
        "content": upload.content,
        "mapping": mapping_from_json(kept, sheet.headers) if kept else None,
        "duplicates": upload.notes.get("duplicates", "replace"),
    }


def _check(
    request: SellerRequest,
    po: Campaign,
    upload: Upload,
    facts: dict[str, Any],
    wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    try:
        seen = preview_file(**facts)
    except SheetUnreadable as refusal:
        messages.error(request, sentence(refusal))
        return redirect("dashboard:import_columns", request.store.slug, po.slug, upload.key)
    context = {
        "campaign": po,
        "upload": upload,
        "seen": seen,
        "facts": seen.report,
        "tables": piece_tables(seen.report["pieces"], shape_of(offer_of(po))),
        "doubtful": [_answer(answer) for answer in seen.reading.of_state("doubtful")],
        "replaced": seen.report["replaced"],
        "remarked": [_answer(answer) for answer in seen.reading.of_state("accepted") if answer.remarks][:50],
        "wrong": wrong,
        "now": clock.now(),
    }
    return render(request, "dashboard/orders/import_check.html", context, status=status)


@seller_view
def import_result(request: SellerRequest, campaign: str, file: int) -> HttpResponse:
    """What came of one file."""
    po = campaign_at(request.store, campaign)
    asked = {"store_id": request.store.pk, "campaign_id": po.pk}
    told = file_of(**asked, file_id=file)
    context = {
        "campaign": po,
        "file": told,
        "facts": told.facts,
        "tables": piece_tables(told.facts.get("pieces", {}), shape_of(offer_of(po))),
        "waiting": [_waiting(row) for row in rows_waiting(**asked)],
        "now": clock.now(),
    }
    return render(request, "dashboard/orders/import_result.html", context)


@seller_view
def import_row(request: SellerRequest, campaign: str, row: int) -> HttpResponse:
    """One doubtful answer on the order form, filled with what was understood."""
    po = campaign_at(request.store, campaign)
    told = row_of(store_id=request.store.pk, campaign_id=po.pk, row_id=row)
    if told.state != "doubtful":
        messages.info(request, _("Jawaban ini sudah diputuskan."))
        return redirect("dashboard:imports", request.store.slug, po.slug)
    offer: Offer = offer_of(po)
    desk = Desk(
        po, offer, _("Putuskan jawaban"), ("dashboard:imports", po.slug), _("Jadikan pesanan"),
        source=IMPORT, extra={"answer": _waiting(told)},
    )  # fmt: skip

    def decide(want: Wanted) -> Order:
        return decide_row(store_id=request.store.pk, row_id=told.id, wanted=want, actor=request.actor)

    start = typed_of_draft(told.draft, offer, row_key(po.pk, told.fingerprint))
    return order_desk(request, desk, start, decide, _("Jawaban ini sudah jadi pesanan."))


@require_POST
@seller_view
def import_row_dismiss(request: SellerRequest, campaign: str, row: int) -> HttpResponse:
    """This answer is no order."""
    po = campaign_at(request.store, campaign)
    told = row_of(store_id=request.store.pk, campaign_id=po.pk, row_id=row)
    try:
        dismiss_row(store_id=request.store.pk, row_id=told.id)
        messages.success(request, _("Jawaban itu diabaikan."))
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    return redirect("dashboard:imports", request.store.slug, po.slug)


def _waiting(row: RowTold) -> dict[str, Any]:
    draft = row.draft
    return {
        "id": row.id,
        "row": row.row,
        "file": row.file,
        "name": row.name,
        "phone": row.phone,
        "wa": str(draft.get("phone", "")).lstrip("+"),
        "why": [doubt_words(doubt) for doubt in draft.get("doubts", [])],
        "remarks": [remark_words(remark) for remark in draft.get("remarks", [])],
        "cells": draft.get("cells", []),
    }


def _answer(answer: Any) -> dict[str, Any]:
    return {
        "row": answer.row,
        "name": answer.name,
        "why": [doubt_words({"code": d.code, "params": dict(d.params)}) for d in answer.doubts],
        "remarks": [remark_words({"code": r.code, "params": dict(r.params)}) for r in answer.remarks],
    }
