"""Tracking numbers from a sheet, line by line: each line is one write, so none is ever half recorded."""

import csv
import io
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.make.attachments import attachment
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.dashboard.send.forms import UploadForm
from bukapo.faces.dashboard.send.tracking_sheet import TrackingLine, read_tracking
from bukapo.faces.papers.recap_files import BYTE_ORDER_MARK, guarded
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal
from bukapo.kernel.sheets.limits import MAX_BYTES
from bukapo.kernel.sheets.refusals import SheetTooBig
from bukapo.orders.writes.send import ship_order
from bukapo.production.reads import Outgoing, outgoing_by_number, outgoing_to_print
from bukapo.shipping.rules import COURIER

RECORDED, ALREADY, EMPTY, REFUSED = "recorded", "already", "empty", "refused"


@dataclass(frozen=True)
class Outcome:
    """What came of one line. `why` says it in a sentence unless it was recorded."""

    row: int
    number: str
    name: str
    tracking: str
    result: str
    why: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def upload(request: SellerRequest, campaign: str) -> HttpResponse:
    """The page to upload on, and the report of an upload."""
    po = campaign_at(request.store, campaign)
    form, outcomes, status = UploadForm(), None, 200
    if request.method == "POST":
        form, status = UploadForm(request.POST, request.FILES), 422
        if form.is_valid():
            try:
                lines = _read(form.cleaned_data["sheet"])
            except Refusal as refusal:
                form.add_error("sheet", _said(refusal))
            else:
                orders = outgoing_by_number(po, [line.number for line in lines if line.number])
                outcomes, status = [_record(request, line, orders) for line in lines], 200
    context = {
        "campaign": po,
        "form": form,
        "outcomes": [one for one in outcomes if one.result != EMPTY] if outcomes is not None else None,
        "recorded": sum(one.result == RECORDED for one in outcomes or ()),
        "already": sum(one.result == ALREADY for one in outcomes or ()),
        "empty": sum(one.result == EMPTY for one in outcomes or ()),
        "refused": sum(one.result == REFUSED for one in outcomes or ()),
    }
    return render(request, "dashboard/send/tracking.html", context, status=status)


def _read(upload: object) -> list[TrackingLine]:
    if (getattr(upload, "size", None) or 0) > MAX_BYTES:
        raise SheetTooBig(megabytes=MAX_BYTES // 1_000_000)
    return read_tracking(upload.read())  # type: ignore[attr-defined]


def _said(refusal: Refusal) -> str:
    kind = refusal.params.get("kind")
    if kind:  # "gambar", "file PDF" …: a word of the sentence that is translated too
        refusal.params["kind"] = _(kind)
    return sentence(refusal)


def _record(request: SellerRequest, line: TrackingLine, orders: dict[str, Outgoing]) -> Outcome:
    order = orders.get(line.number)
    name = order.buyer_name if order else ""
    result, why = _judged(line, order)
    if result == RECORDED and order:
        try:
            ship_order(
                store_id=request.store.pk,
                order_id=order.id,
                courier=line.courier or order.courier,
                tracking_number=line.tracking,
                actor=request.actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            result, why = REFUSED, sentence(refusal)
        else:
            # A second line for the same order must meet what this one did.
            orders[line.number] = replace(order, tracking="".join(line.tracking.split()).upper())
    return Outcome(line.row, line.number or line.written, name, line.tracking, result, why)


def _judged(line: TrackingLine, order: Outgoing | None) -> tuple[str, str]:
    if not line.tracking:
        return EMPTY, ""
    if not line.number:
        return REFUSED, _("Nomor pesanan tidak terbaca.")
    if order is None:
        return REFUSED, _("Tidak ada pesanan ini di PO ini.")
    if line.destroyed:
        return REFUSED, _(
            "Resi rusak oleh spreadsheet (angka belakangnya hilang). Format kolomnya sebagai teks."
        )
    if order.tracking:
        if "".join(line.tracking.split()).upper() == order.tracking:
            return ALREADY, _("Sudah tercatat.")
        return REFUSED, _("Sudah dikirim dengan resi %(number)s.") % {"number": order.tracking}
    return RECORDED, ""


@require_safe
@seller_view
def template(request: SellerRequest, campaign: str) -> HttpResponse:
    """The sheet to fill in, with the orders that are ready for the courier. For an Indonesian Excel: `;` and a BOM."""
    po = campaign_at(request.store, campaign)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([_("Nomor pesanan"), _("Nama"), _("Kota"), _("Kurir"), _("Resi")])
    for order in outgoing_to_print(po, fulfilment=COURIER):
        writer.writerow(
            [order.number, guarded(order.buyer_name), guarded(order.city), guarded(order.courier), ""]
        )
    return attachment(BYTE_ORDER_MARK + out.getvalue().encode(), f"resi-{po.slug}.csv")
