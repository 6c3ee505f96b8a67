"""One work order, as the seller sees it."""

from datetime import date
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.make.attachments import attachment
from bukapo.faces.dashboard.make.forms import AnswerForm, CancelForm
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.ui.dates import long_day
from bukapo.faces.ui.middleware import sentence
from bukapo.faces.workshop.sheets import printed, workbook
from bukapo.journal import clock
from bukapo.kernel.refusal import Invalid, NotFound, Refusal
from bukapo.production.reads import SellersWorkOrder, work_order_for_seller
from bukapo.production.writes.answers import answer_work_order
from bukapo.production.writes.work_orders import cancel_work_order, renew_work_order_link


@require_safe
@seller_view
def work_order(request: SellerRequest, campaign: str, number: str) -> HttpResponse:
    """Its progress, its link, its reports."""
    return _page(request, *_found(request, campaign, number))


def _page(
    request: SellerRequest,
    po: Campaign,
    found: SellersWorkOrder,
    *,
    cancel: CancelForm | None = None,
    answer: AnswerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    link = workshop_address(found.secret)
    told = found.told
    context = {
        "campaign": po,
        "found": found,
        "told": told,
        "link": link,
        "whatsapp": _whatsapp(found, link),
        "days_left": (told.deadline - _today(request)).days,
        "cancel": cancel or CancelForm(),
        "answer": answer or AnswerForm(),
        "running": told.state in ("sent", "questioned", "accepted", "working"),
        "all_work": all_work_address(found.workshop_secret) if found.workshop_secret else "",
    }
    return render(request, "dashboard/make/work_order.html", context, status=status)


@require_safe
@seller_view
def pdf(request: SellerRequest, campaign: str, number: str) -> HttpResponse:
    """The SPK to print: the same paper the workshop has."""
    _po, found = _found(request, campaign, number)
    content = printed(found.told, url=workshop_address(found.secret), lang=get_language() or "id")
    return attachment(content, f"{found.told.number.lower()}.pdf", inline=True)


@require_safe
@seller_view
def xlsx(request: SellerRequest, campaign: str, number: str) -> HttpResponse:
    """The SPK as a workbook."""
    _po, found = _found(request, campaign, number)
    content = workbook(found.told, url=workshop_address(found.secret), lang=get_language() or "id")
    return attachment(content, f"{found.told.number.lower()}.xlsx")


@require_POST
@seller_view
def answer(request: SellerRequest, campaign: str, number: str) -> HttpResponse:
    """What the workshop asked is answered; it can accept now."""
    po, found = _found(request, campaign, number)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, po, found, answer=form, status=422)
    try:
        answer_work_order(
            store_id=request.store.pk,
            work_order_id=found.told.id,
            answer=form.cleaned_data["answer"],
            actor=request.actor,
            at=clock.now(),
        )
    except Invalid as refusal:
        form.add_error("answer", sentence(refusal))
        return _page(request, po, found, answer=form, status=422)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Jawaban terkirim. Konveksi bisa menerima SPK ini sekarang."))
    return redirect("dashboard:work_order", request.store.slug, po.slug, number)


@require_POST
@seller_view
def cancel(request: SellerRequest, campaign: str, number: str) -> HttpResponse:
    """Take the work back."""
    po, found = _found(request, campaign, number)
    form = CancelForm(request.POST)
    if not form.is_valid():
        return _page(request, po, found, cancel=form, status=422)
    try:
        cancel_work_order(
            store_id=request.store.pk,
            work_order_id=found.told.id,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            at=clock.now(),
        )
    except Invalid as refusal:
        form.add_error("reason", sentence(refusal))
        return _page(request, po, found, cancel=form, status=422)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("SPK dibatalkan."))
    return redirect("dashboard:work_order", request.store.slug, po.slug, number)


@require_POST
@seller_view
def renew_link(request: SellerRequest, campaign: str, number: str) -> HttpResponse:
    """Make the old link useless and give a new one."""
    po, found = _found(request, campaign, number)
    try:
        renew_work_order_link(
            store_id=request.store.pk, work_order_id=found.told.id, actor=request.actor, at=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Tautan lama sudah tidak berlaku. Kirim tautan yang baru ke konveksi."))
    return redirect("dashboard:work_order", request.store.slug, po.slug, number)


def workshop_address(secret: str) -> str:
    """The workshop's own page, absolute."""
    return f"{settings.BASE_URL.rstrip('/')}{reverse('workshop:work_order', args=[secret])}"


def all_work_address(secret: str) -> str:
    """The page of all the workshop's work for this store, absolute."""
    return f"{settings.BASE_URL.rstrip('/')}{reverse('workshop:all_work', args=[secret])}"


def _found(request: SellerRequest, campaign: str, number: str) -> tuple[Campaign, SellersWorkOrder]:
    po = campaign_at(request.store, campaign)
    found = work_order_for_seller(request.store.pk, po, number)
    if found is None:
        raise NotFound()
    return po, found


def _whatsapp(found: SellersWorkOrder, link: str) -> str:
    """A ready chat; without a number the sender picks the contact."""
    words = _(
        "Halo %(workshop)s, ini SPK %(number)s dari %(store)s: %(pieces)s pcs, selesai %(deadline)s. "
        "Buka untuk lihat rinciannya dan lapor kemajuan: %(link)s"
    ) % {
        "workshop": found.told.workshop_name,
        "number": found.told.number,
        "store": found.told.store,
        "pieces": found.told.pieces,
        "deadline": long_day(found.told.deadline, found.told.zone),
        "link": link,
    }
    return f"https://wa.me/{found.workshop_phone.lstrip('+')}?text={quote(words)}"


def _today(request: SellerRequest) -> date:
    return clock.now().astimezone(ZoneInfo(request.store.zone)).date()
