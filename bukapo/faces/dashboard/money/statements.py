"""Bank statements (mutasi): send a file, see what came of it, line by line."""

from hashlib import sha256

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.orders.statements.importing import Imported, import_statement
from bukapo.orders.statements.reads import (
    LINES_PAGE,
    accounts_of,
    file_of,
    files_of,
    lines_of,
    today_of,
    waiting_count,
)
from bukapo.payments.matching.account import choose_account
from bukapo.payments.matching.reasons import WHY
from bukapo.payments.statements.limits import MAX_BYTES
from bukapo.payments.statements.read import read_statement
from bukapo.payments.statements.refusals import StatementTooBig, StatementUnreadable

MOST_LINES = 30_000
"""Of a file sent by a page: about as much as a person waits for. The command line takes all."""
STATES = ("matched", "doubtful", "ignored")


class StatementMissing(StatementUnreadable):
    code = "statement_missing"
    sentence = gettext_noop("Pilih filenya dulu.")


class StatementTooLongHere(StatementUnreadable):
    """`lines` it has, `most` a page takes, as text."""

    code = "statement_too_long_here"
    sentence = gettext_noop(
        "File ini {lines} baris; lewat halaman ini paling banyak {most}. Unduh mutasi per minggu, atau pakai perintah "
        "bukapo bank-import."
    )


@seller_view
def statements(request: SellerRequest) -> HttpResponse:
    """GET: send a file, what waits, what came before. POST: read it, book what is certain."""
    wrong, status = "", 200
    if request.method == "POST":
        try:
            return _came(request, _import(request))
        except Refusal as refusal:
            wrong, status = sentence(refusal), refusal.http_status
    context = {
        "wrong": wrong,
        "accounts": accounts_of(request.store.pk),
        "chosen": request.POST.get("account", "")[:20],
        "megabytes": MAX_BYTES // 1_000_000,
        "most": MOST_LINES,
        "waiting": waiting_count(store_id=request.store.pk),
        "files": files_of(store_id=request.store.pk),
        "now": clock.now(),
    }
    return render(request, "dashboard/money/statements.html", context, status=status)


def _import(request: SellerRequest) -> Imported:
    """Nothing is booked of a file that raises."""
    file = request.FILES.get("file")
    if file is None:
        raise StatementMissing()
    if (file.size or 0) > MAX_BYTES:
        raise StatementTooBig(megabytes=MAX_BYTES // 1_000_000)
    content, now = file.read(), clock.now()
    name = (file.name or "mutasi").replace("\x00", "")[:200]
    read = read_statement(content, name=name, today=today_of(request.store.zone, now))
    if len(read.lines) > MOST_LINES:
        raise StatementTooLongHere(lines=_dotted(len(read.lines)), most=_dotted(MOST_LINES))
    wanted = request.POST.get("account", "").replace("\x00", "")[:40]
    account = choose_account(accounts_of(request.store.pk), said=read.account_number, wanted=wanted)
    return import_statement(
        store_id=request.store.pk,
        bank_account_id=account.id,
        statement=read,
        name=name,
        digest=sha256(content).hexdigest(),
        actor=request.actor,
        at=now,
    )


def _came(request: SellerRequest, done: Imported) -> HttpResponse:
    if done.file_id is None:
        messages.info(request, _("Semua baris file ini sudah pernah masuk. Tidak ada yang berubah."))
        return redirect("dashboard:statements", request.store.slug)
    money = sum(amount for _row, _number, amount in done.confirmed)
    told = {
        "count": _dotted(len(done.confirmed)),
        "money": rupiah(money),
        "waiting": _dotted(len(done.doubtful)),
    }
    messages.success(
        request, _("%(count)s pembayaran pasti, %(money)s. %(waiting)s baris perlu diputuskan.") % told
    )
    return redirect("dashboard:statement", request.store.slug, done.file_id)


@seller_view
def statement(request: SellerRequest, file: int) -> HttpResponse:
    """One import: its sums and its lines. `?tampil=<state>&hal=<page>`."""
    told = file_of(store_id=request.store.pk, file_id=file)
    show = request.GET.get("tampil", "")
    show = show if show in STATES else ""
    page = page_of(request)
    lines, found = lines_of(store_id=request.store.pk, file_id=file, state=show, page=page)
    context = {
        "file": told,
        "lines": [(line, _(WHY[line.why]) if line.why in WHY else "") for line in lines],
        "show": show,
        "page": page,
        "has_next": page * LINES_PAGE < found,
        "keep": f"?tampil={show}&" if show else "?",
        "filters": _filters(told.matched, told.doubtful, told.ignored),
        "now": clock.now(),
    }
    return render(request, "dashboard/money/statement.html", context)


def _filters(matched: int, doubtful: int, ignored: int) -> list[tuple[str, str, int]]:
    return [
        ("", _("Semua"), matched + doubtful + ignored),
        ("matched", _("Dipasangkan"), matched),
        ("doubtful", _("Perlu diputuskan"), doubtful),
        ("ignored", _("Diabaikan"), ignored),
    ]


def page_of(request: SellerRequest) -> int:
    """`?hal=`; 1 for whatever is no page."""
    number = request.GET.get("hal", "1")
    return max(1, int(number)) if number.isascii() and number.isdigit() and len(number) < 6 else 1


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
