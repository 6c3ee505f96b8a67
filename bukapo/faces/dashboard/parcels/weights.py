"""Weights of many parcels at once: pasted lines or a sheet, each line one write."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.dashboard.send.tracking_sheet import MOST_LINES, TooManyLines, order_number
from bukapo.faces.ui.middleware import sentence
from bukapo.faces.ui.weights import kilograms
from bukapo.journal import clock
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import Refusal
from bukapo.kernel.sheets.limits import MAX_BYTES
from bukapo.kernel.sheets.refusals import SheetTooBig
from bukapo.kernel.sheets.sheet import read_sheet
from bukapo.orders.weighing.billed import Billed, billed_weights
from bukapo.orders.weighing.events import OrderWeighed
from bukapo.orders.weighing.rules import APPLIED, NO_RULE
from bukapo.orders.weighing.writes import weigh_order
from bukapo.production.reads import outgoing_by_number

_GRAMS = re.compile(r"\d{1,3}(?:[.\s]?\d{3})?|\d{1,6}")


class WeightsForm(forms.Form):
    lines = forms.CharField(
        label=gettext_lazy("Nomor pesanan dan berat"),
        required=False,
        max_length=60_000,
        help_text=gettext_lazy("Satu pesanan per baris, beratnya dalam gram. Misalnya: PO-7K3Q9XM2 1250"),
        widget=forms.Textarea({"rows": 6, "spellcheck": "false"}),
    )
    sheet = forms.FileField(
        label=gettext_lazy("Atau berkasnya"),
        required=False,
        help_text=gettext_lazy("CSV atau Excel dengan nomor pesanan dan berat (gram)."),
        error_messages={"empty": gettext_lazy("Berkas ini kosong.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,text/csv"}),
    )


@dataclass(frozen=True)
class WeightLine:
    """`grams` None: the line names no weight; `number` "": no order, then `said` is the line as it was typed."""

    number: str
    grams: int | None
    said: str = ""


@dataclass(frozen=True)
class Weighed:
    """What came of a line. `done`: recorded; `why`: what became of the fee, or why not."""

    number: str
    name: str
    done: bool
    why: str


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def weights(request: SellerRequest, campaign: str) -> HttpResponse:
    """The page, and the report of what was sent."""
    po = campaign_at(request.store, campaign)
    billed = billed_weights(po) if request.method != "POST" else []
    form, told, status = WeightsForm(initial={"lines": _as_lines(billed)}), None, 200
    if request.method == "POST":
        form, status = WeightsForm(request.POST, request.FILES), 422
        if form.is_valid():
            try:
                lines = _lines(form)
            except Refusal as refusal:
                form.add_error("sheet", _(refusal.sentence).format(**refusal.params))
            else:
                orders = outgoing_by_number(po, [line.number for line in lines])
                names = {number: (order.id, order.buyer_name) for number, order in orders.items()}
                told, status = [_record(request, line, names) for line in lines], 200
    context = {
        "campaign": po, "form": form, "told": told, "rule": po.shipping_with == "balance", "billed": billed
    }  # fmt: skip
    return render(request, "dashboard/parcels/weights.html", context, status=status)


def _as_lines(billed: Sequence[Billed]) -> str:
    return "\n".join(f"{one.number} {one.grams}" for one in billed)


def weight_lines(rows: Iterable[Sequence[str]]) -> list[WeightLine]:
    """Rows of cells -> lines that name an order or a weight; heads and empty rows are left out. Raises TooManyLines."""
    found = []
    for cells in rows:
        number = next((told for cell in cells if (told := order_number(cell.strip().lstrip("'")))), "")
        grams = [cell.strip() for cell in cells if _GRAMS.fullmatch(cell.strip())]
        if number or grams:
            said = "" if number else " ".join(cells).strip()[:60]
            found.append(WeightLine(number, int(re.sub(r"\D", "", grams[-1])) if grams else None, said))
    if len(found) > MOST_LINES:
        raise TooManyLines(most=MOST_LINES)
    return found


def _lines(form: WeightsForm) -> list[WeightLine]:
    rows: list[Sequence[str]] = [
        re.split(r"[;,\t ]+", line.strip()) for line in form.cleaned_data["lines"].splitlines()
    ]
    upload = form.cleaned_data["sheet"]
    if upload:
        if upload.size > MAX_BYTES:
            raise SheetTooBig(megabytes=MAX_BYTES // 1_000_000)
        sheet = read_sheet(upload.read())
        rows += [sheet.headers, *(row.cells for row in sheet.rows)]
    return weight_lines(rows)


def _record(request: SellerRequest, line: WeightLine, names: dict[str, tuple[int, str]]) -> Weighed:
    if not line.number:
        return Weighed(line.said, "", False, _("Nomor pesanan tidak terbaca."))
    if line.number not in names:
        return Weighed(line.number, "", False, _("Tidak ada pesanan ini di PO ini."))
    order_id, name = names[line.number]
    if line.grams is None:
        return Weighed(line.number, name, False, _("Beratnya tidak terbaca."))
    try:
        event = weigh_order(
            store_id=request.store.pk,
            order_id=order_id,
            grams=line.grams,
            actor=request.actor,
            at=clock.now(),
        )
    except Refusal as refusal:
        return Weighed(line.number, name, False, sentence(refusal))
    return Weighed(line.number, name, True, said_of(event))


def said_of(event: OrderWeighed) -> str:
    """What the scale made of the fee."""
    kg = _("%(kg)s kg") % {"kg": kilograms(event.grams)}
    if event.outcome == APPLIED:
        fees = {"was": rupiah(event.fee_was), "now": rupiah(event.fee)}
        return f"{kg}. " + _("Ongkir %(was)s jadi %(now)s, masuk pelunasan.") % fees
    if event.outcome == NO_RULE:
        return f"{kg}. " + _("Ongkir tetap: aturan pesanan ini tidak mengizinkan ongkir naik.")
    return kg
