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
from bukapo.faces.dashboard.send.tracking_parts import goes_ahead, parts_by_number, written
from bukapo.faces.dashboard.send.tracking_sheet import TrackingLine, read_tracking
from bukapo.faces.papers.recap_files import BYTE_ORDER_MARK, guarded
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal
from bukapo.kernel.sheets.limits import MAX_BYTES
from bukapo.kernel.sheets.refusals import SheetTooBig
from bukapo.orders.models import PartShipment
from bukapo.orders.parts.writes import ship_part
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
    parcel: int = 0
    """Of an order's two; 0: it has one."""


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
                numbers = [line.number for line in lines if line.number]
                orders, parts = outgoing_by_number(po, numbers), parts_by_number(po, numbers)
                outcomes, status = [_record(request, line, orders, parts) for line in lines], 200
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


def _record(
    request: SellerRequest, line: TrackingLine, orders: dict[str, Outgoing], parts: dict[str, PartShipment]
) -> Outcome:
    order, part = orders.get(line.number), parts.get(line.number)
    ahead = goes_ahead(line, part)
    result, why = (_judged_part if ahead else _judged)(line, order, part)
    if result == RECORDED and order:
        try:
            _ship(request, line, order, ahead=ahead)
        except Refusal as refusal:
            result, why = REFUSED, sentence(refusal)
        else:  # a second line for the same parcel must meet what this one did
            number = written(line)
            if ahead and part:
                part.state, part.tracking_number = "sent", number
            else:
                orders[line.number] = replace(order, tracking=number)
    name = order.buyer_name if order else ""
    parcel = (1 if ahead else 2) if part else 0
    return Outcome(line.row, line.number or line.written, name, line.tracking, result, why, parcel)


def _ship(request: SellerRequest, line: TrackingLine, order: Outgoing, *, ahead: bool) -> None:
    verb = ship_part if ahead else ship_order
    verb(
        store_id=request.store.pk,
        order_id=order.id,
        courier=line.courier or order.courier,
        tracking_number=line.tracking,
        actor=request.actor,
        at=clock.now(),
    )


def _judged_part(line: TrackingLine, order: Outgoing | None, part: PartShipment | None) -> tuple[str, str]:
    """Of a line that speaks of the parcel that goes ahead."""
    if order is None or not line.tracking or line.destroyed:
        return _judged(line, order, part)
    if part is None:
        return REFUSED, _("Pesanan ini dikirim dalam satu paket. Kosongkan kolom paketnya.")
    return _against(line, part.tracking_number)


def _judged(line: TrackingLine, order: Outgoing | None, part: PartShipment | None) -> tuple[str, str]:
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
    return _against(line, order.tracking)


def _against(line: TrackingLine, known: str) -> tuple[str, str]:
    """A parcel that has a number keeps it."""
    if not known:
        return RECORDED, ""
    if written(line) == known:
        return ALREADY, _("Sudah tercatat.")
    return REFUSED, _("Sudah dikirim dengan resi %(number)s.") % {"number": known}


@require_safe
@seller_view
def template(request: SellerRequest, campaign: str) -> HttpResponse:
    """The sheet to fill in, with the orders that are ready for the courier. For an Indonesian Excel: `;` and a BOM."""
    po = campaign_at(request.store, campaign)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([_("Nomor pesanan"), _("Nama"), _("Kota"), _("Paket"), _("Kurir"), _("Resi")])
    for order in outgoing_to_print(po, fulfilment=COURIER):
        of_two = f"{order.parcel} dari 2" if order.parcels == 2 else ""
        name, city, courier = map(guarded, (order.buyer_name, order.city, order.courier))
        writer.writerow([order.number, name, city, of_two, courier, ""])
    return attachment(BYTE_ORDER_MARK + out.getvalue().encode(), f"resi-{po.slug}.csv")
