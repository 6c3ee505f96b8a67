"""The transfer-back list: everything a store owes back, in one place, ready for the bank."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.make.attachments import attachment
from bukapo.faces.dashboard.orders.forms import IN_HAND, bank_id, banks_of
from bukapo.faces.papers.refunds_files import refunds_csv, refunds_xlsx
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.gateways.reads import refund_ways
from bukapo.orders.reads.refunds import MOST, MOST_EXPORTED, refund_debt, refunds_to_send
from bukapo.orders.writes.release import pay_refund


class SentForm(forms.Form):
    """Which refunds have left, and from where. Each is booked by itself."""

    bank = forms.ChoiceField(
        label=gettext_lazy("Dikirim dari"), error_messages={"required": gettext_lazy("Pilih rekeningnya.")}
    )
    refund = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": gettext_lazy("Centang dulu yang sudah ditransfer.")}
    )

    def __init__(self, *args: Any, banks: list[tuple[str, str]], ids: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bank"].choices = [*banks, (IN_HAND, _("Tunai"))]  # type: ignore[attr-defined]
        self.fields["refund"].choices = [(str(pk), pk) for pk in ids]  # type: ignore[attr-defined]
        self.fields["refund"].error_messages["invalid_choice"] = _(
            "Salah satu sudah berubah. Periksa lagi daftarnya."
        )


@require_safe
@seller_view
def refunds(request: SellerRequest) -> HttpResponse:
    """Everything that is owed back, oldest promise first."""
    return _page(request)


def _page(request: SellerRequest, form: SentForm | None = None, status: int = 200) -> HttpResponse:
    now = clock.now()
    rows = refunds_to_send(store=request.store, at=now, limit=MOST + 1)
    ids = [one.refund.id for one in rows]
    ways = refund_ways(store_id=request.store.pk, refund_ids=ids[:MOST], at=now)
    context = {
        "rows": [(one, ways.get(one.refund.id)) for one in rows[:MOST]],
        "more": len(rows) > MOST,
        "debt": refund_debt(store=request.store, at=now),
        "form": form or SentForm(banks=banks_of(request.store), ids=ids),
        "ticked": set(request.POST.getlist("refund")),
        "now": now,
    }
    return render(request, "dashboard/money/refunds.html", context, status=status)


@require_POST
@seller_view
def refunds_sent(request: SellerRequest) -> HttpResponse:
    """`Sudah ditransfer` for one row's button or for all that are ticked."""
    now = clock.now()
    rows = refunds_to_send(store=request.store, at=now, limit=MOST_EXPORTED)
    data = request.POST.copy()
    if only := data.get("only"):
        data.setlist("refund", [only])
    form = SentForm(data, banks=banks_of(request.store), ids=[one.refund.id for one in rows])
    if not form.is_valid():
        return _page(request, form, status=422)
    sent = [pk for pk in form.cleaned_data["refund"] if _sent(request, pk, form.cleaned_data["bank"])]
    if sent:
        told = ngettext(
            "%(count)s pengembalian dicatat sudah ditransfer.",
            "%(count)s pengembalian dicatat sudah ditransfer.",
            len(sent),
        )
        messages.success(request, told % {"count": len(sent)})
    return redirect("dashboard:refunds", request.store.slug)


def _sent(request: SellerRequest, refund_id: int, bank: str) -> bool:
    try:
        pay_refund(
            store_id=request.store.pk, refund_id=refund_id, bank_account_id=bank_id(bank), send_to="",
            actor=request.actor, at=clock.now(),
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
        return False
    return True


@require_safe
@seller_view
def refunds_file(request: SellerRequest, kind: str) -> HttpResponse:
    """The list as CSV or XLSX, for the bank's bulk transfer."""
    write = {"csv": refunds_csv, "xlsx": refunds_xlsx}.get(kind)
    if write is None:
        raise NotFound()
    rows = refunds_to_send(store=request.store, at=clock.now(), limit=MOST_EXPORTED)
    return attachment(write(rows, zone=request.store.zone), f"transfer-balik-{request.store.slug}.{kind}")
