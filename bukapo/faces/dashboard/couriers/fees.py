"""The fee table filled from a courier service: ask, watch, compare with today's table, take over."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.couriers.fee_forms import AskForm, WishForm
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.ui.limits import count_try
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal
from bukapo.orders.couriers.reads import services_of
from bukapo.shipping.couriers.writes import account_of
from bukapo.shipping.tariffs.places import provinces
from bukapo.shipping.tariffs.reads import SurveyTold, latest_survey
from bukapo.shipping.tariffs.rules import CHANGES, TABLE, Line, asked_rows, compared, merged
from bukapo.shipping.tariffs.writes import (
    apply_survey,
    ask_again,
    digest_of,
    drop_survey,
    open_survey,
    table_of,
)

PAGE = "dashboard/couriers/fees.html"


@require_safe
@seller_view
def fees(request: SellerRequest) -> HttpResponse:
    """Where the survey stands; `?baru` asks anew though there is one that may be taken over."""
    return _page(request)


def _page(request: SellerRequest, status: int = 200, **more: Any) -> HttpResponse:
    survey = latest_survey(request.store.pk)
    services = services_of(request.store.pk)
    accounts = [account_of(request.store.pk, one.account_id) for one in services]
    table = table_of(request.store.pk)
    context: dict[str, Any] = {"services": services, "survey": survey, "now": clock.now(), "refresh": 5}
    if survey is None or survey.state == "applied" or "ask" in more:
        context["ask"] = more.get("ask") or AskForm(accounts, bool(table))
    elif survey.state == "ready":
        context |= _compared(survey, table, more.get("wish") or WishForm(survey, request.GET or None))
    return render(request, PAGE, context, status=status)


def _compared(survey: SurveyTold, table: list[Any], wish: WishForm) -> dict[str, Any]:
    lines = _lines(survey, table, wish)
    return {
        "wish": wish,
        "lines": lines,
        "changes": sum(line.change in CHANGES for line in lines),
        "seen": digest_of(table),
        "failed": [(survey.row_name(one), one) for one in survey.failed],
    }


def _lines(survey: SurveyTold, table: list[Any], wish: WishForm) -> list[Line]:
    return compared(table, survey.rows, survey.answers, wish.wish(), anew=survey.split != TABLE)


@require_POST
@seller_view
def fees_ask(request: SellerRequest) -> HttpResponse:
    """Ask for the rows of today's table, or for a table made anew. The worker does the asking."""
    accounts = [account_of(request.store.pk, one.account_id) for one in services_of(request.store.pk)]
    table = table_of(request.store.pk)
    form = AskForm(accounts, bool(table), request.POST)
    if not form.is_valid():
        return _page(request, 422, ask=form)
    count_try("fee survey", str(request.store.pk), most=12, seconds=3600)
    rows = asked_rows(form.cleaned_data["split"], table, provinces())
    try:
        open_survey(
            store_id=request.store.pk, account_id=form.cleaned_data["account"], split=form.cleaned_data["split"],
            couriers=form.cleaned_data["couriers"], rows=rows, actor=request.actor, at=clock.now(),
        )  # fmt: skip
    except Refusal as refusal:
        refuse(form, refusal)
        return _page(request, 422, ask=form)
    return redirect("dashboard:fees", request.store.slug)


@require_POST
@seller_view
def fees_again(request: SellerRequest, survey: int) -> HttpResponse:
    """Once more for what failed."""
    count_try("fee survey", str(request.store.pk), most=12, seconds=3600)
    try:
        ask_again(store_id=request.store.pk, survey_id=survey, actor=request.actor, at=clock.now())
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    return redirect("dashboard:fees", request.store.slug)


@require_POST
@seller_view
def fees_drop(request: SellerRequest, survey: int) -> HttpResponse:
    """Nobody asks any more; today's table stays as it is."""
    try:
        drop_survey(store_id=request.store.pk, survey_id=survey, actor=request.actor, at=clock.now())
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Dibatalkan. Tabel ongkirnya tetap seperti sebelumnya."))
    return redirect("dashboard:fees", request.store.slug)


@require_POST
@seller_view
def fees_apply(request: SellerRequest, survey: int) -> HttpResponse:
    """The ticked lines become the table, if it is still the one they were compared with."""
    told = latest_survey(request.store.pk)
    if told is None or told.id != survey or told.state != "ready":
        messages.warning(request, _("Tarif ini sudah dipakai atau dibatalkan."))
        return redirect("dashboard:fees", request.store.slug)
    wish = WishForm(told, request.POST)
    if not wish.is_valid():
        return _page(request, 422, wish=wish)
    lines = _lines(told, table_of(request.store.pk), wish)
    taken = dict.fromkeys(request.POST.getlist("pakai"), True)
    try:
        apply_survey(
            store=request.store, survey_id=survey, zones=merged(lines, taken), seen=request.POST.get("seen", ""),
            actor=request.actor, at=clock.now(),
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
        return _page(request, 422, wish=wish)
    messages.success(request, _("Tabel ongkir sudah diganti. Pesanan yang sudah masuk tidak berubah."))
    return redirect("dashboard:zones", request.store.slug)
