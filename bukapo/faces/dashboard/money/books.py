"""The books of the store: where every rupiah stands, and files for whoever keeps the accounts."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django import forms
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.downloads import download
from bukapo.faces.papers.books import PARTS, Books, books_csv, books_xlsx
from bukapo.faces.ui.dates import local
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound
from bukapo.ledger.books import TrialRow, span_of, trial_balance_of
from bukapo.ledger.rules import CREDITS, DEPOSITS, PPN_OUT, RECEIVABLE, REFUNDS_PAYABLE


class PeriodForm(forms.Form):
    """Days in the store's zone, both included; an empty one is open."""

    dari = forms.DateField(
        label=gettext_lazy("Dari"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Tulis tanggalnya, misalnya 2026-12-01.")},
    )  # fmt: skip
    sampai = forms.DateField(
        label=gettext_lazy("Sampai"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Tulis tanggalnya, misalnya 2026-12-01.")},
    )  # fmt: skip

    def clean(self) -> dict[str, date | None]:
        data = super().clean() or {}
        first, last = data.get("dari"), data.get("sampai")
        for name, day in (("dari", first), ("sampai", last)):
            if day and not 2000 <= day.year <= 2200:
                self.add_error(name, _("Tahun ini terlalu jauh."))
        if first and last and last < first:
            self.add_error("sampai", _("Tanggal akhirnya sebelum tanggal awal."))
        return data


@dataclass(frozen=True)
class Shortcut:
    text: str
    query: str
    current: bool


@require_safe
@seller_view
def store_books(request: SellerRequest) -> HttpResponse:
    """The trial balance of a period and the downloads; `?dari=2026-11-01&sampai=2026-11-30`."""
    form = PeriodForm(request.GET)
    first, last = _days(form)
    rows = trial_balance_of(request.store.pk, span_of(request.store, first, last))
    today = local(clock.now(), request.store.zone).date()
    context = {
        "form": form,
        "rows": rows,
        "sums": [sum(values) for values in zip(*map(_figures, rows), strict=True)],
        "stands": _stands(rows),
        "shortcuts": _shortcuts(today, (first, last)),
        "period": urlencode({k: v.isoformat() for k, v in (("dari", first), ("sampai", last)) if v}),
        "first": first,
        "last": last,
        "now": clock.now(),
    }
    return render(request, "dashboard/money/books.html", context, status=422 if form.errors else 200)


@require_safe
@seller_view
def store_books_file(request: SellerRequest, part: str, kind: str) -> FileResponse:
    """`buku/all.xlsx`, or one part as `journal.csv`, `ledger.csv`, `balance.csv` for an Indonesian Excel."""
    form = PeriodForm(request.GET)
    if not form.is_valid() or (kind == "xlsx") != (part == "all") or part not in ("all", *PARTS):
        raise NotFound()
    first, last = _days(form)
    books = Books(
        request.store, span_of(request.store, first, last), clock.now(), (get_language() or "id")[:2]
    )
    name = "-".join(["buku", request.store.slug, *([] if part == "all" else [part]), *_named(first, last)])
    if kind == "xlsx":
        return download(request, lambda out: books_xlsx(out, books), f"{name}.xlsx")
    return download(request, lambda out: books_csv(out, books, part, spreadsheet=True), f"{name}.csv")


def _days(form: PeriodForm) -> tuple[date | None, date | None]:
    return (form.cleaned_data["dari"], form.cleaned_data["sampai"]) if form.is_valid() else (None, None)


def _named(first: date | None, last: date | None) -> list[str]:
    return [day.isoformat() for day in (first, last) if day]


def _figures(row: TrialRow) -> tuple[int, int, int, int]:
    return row.opening, row.debit, row.credit, row.closing


def _stands(rows: tuple[TrialRow, ...]) -> list[tuple[str, int, str]]:
    """The books in plain words: what is there, what is owed. (title, rupiah, explanation)"""
    closing = {row.account.code: row.closing for row in rows}
    money = sum(n for code, n in closing.items() if code.startswith(("cash:", "gateway:")))
    told = [
        (_("Uang toko"), money, _("di rekening, tunai, di kurir, dan di gateway")),
        (
            _("Piutang"),
            closing.get(RECEIVABLE, 0),
            _("yang masih harus dibayar pembeli, dikurangi yang lebih bayar"),
        ),
        (_("Uang muka"), -closing.get(DEPOSITS, 0), _("nilai pesanan yang barangnya belum diserahkan")),
        (_("Harus dikembalikan"), -closing.get(REFUNDS_PAYABLE, 0), _("sudah dijanjikan, belum dikirim")),
    ]
    if CREDITS in closing:
        told.append((_("Saldo pembeli"), -closing[CREDITS], _("titipan untuk pesanan berikutnya")))
    if PPN_OUT in closing:
        told.append((_("PPN keluaran"), -closing[PPN_OUT], _("untuk disetor ke negara")))
    return told


def _shortcuts(today: date, chosen: tuple[date | None, date | None]) -> list[Shortcut]:
    month = today.replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    spans: list[tuple[str, date | None, date | None]] = [
        (_("Semua"), None, None),
        (_("Bulan ini"), month, _end_of(month)),
        (_("Bulan lalu"), before, _end_of(before)),
        (_("Tahun ini"), today.replace(month=1, day=1), today.replace(month=12, day=31)),
    ]
    found = []
    for words, first, last in spans:
        days = {"dari": first.isoformat() if first else "", "sampai": last.isoformat() if last else ""}
        query = urlencode({name: day for name, day in days.items() if day})
        found.append(Shortcut(words, f"?{query}", (first, last) == chosen))
    return found


def _end_of(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])
