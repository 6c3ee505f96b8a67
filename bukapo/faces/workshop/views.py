"""The workshop's page: what to make, until when, and how far it is. No login, no script needed."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bukapo.faces.ui.middleware import sentence
from bukapo.faces.workshop.access import workshop_view
from bukapo.faces.workshop.pages import work_order_page
from bukapo.faces.workshop.sheets import printed
from bukapo.journal import clock
from bukapo.kernel.actor import WORKSHOP, Actor
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Refusal
from bukapo.production.reads import ToldWorkOrder
from bukapo.production.writes.stages import finish_work_order
from bukapo.production.writes.work_orders import accept_work_order


@require_safe
@workshop_view
def work_order(request: HttpRequest, told: ToldWorkOrder, secret: str) -> HttpResponse:
    """The SPK."""
    return work_order_page(request, secret, told)


@require_safe
@workshop_view
def paper(request: HttpRequest, told: ToldWorkOrder, secret: str) -> HttpResponse:
    """The SPK to print."""
    url = f"{settings.BASE_URL.rstrip('/')}{reverse('workshop:work_order', args=[secret])}"
    response = HttpResponse(
        printed(told, url=url, lang=get_language() or "id"), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="{told.number.lower()}.pdf"'
    return response


@require_POST
@workshop_view
def accept(request: HttpRequest, told: ToldWorkOrder, secret: str) -> HttpResponse:
    """`Terima SPK ini`. A second tap finds it accepted and changes nothing."""
    try:
        accept_work_order(**_by(told))
    except WrongState:
        pass
    else:
        messages.success(request, _("SPK diterima. Selamat bekerja!"))
    return redirect("workshop:work_order", secret)


@require_POST
@workshop_view
def finish(request: HttpRequest, told: ToldWorkOrder, secret: str) -> HttpResponse:
    """`Selesai semua`."""
    try:
        finish_work_order(**_by(told))
    except WrongState:
        pass
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Terima kasih! Pemesan sudah diberi tahu."))
    return redirect("workshop:work_order", secret)


def _by(told: ToldWorkOrder) -> dict[str, Any]:
    return {
        "store_id": told.store_id,
        "work_order_id": told.id,
        "actor": Actor(kind=WORKSHOP, label=told.workshop_name),
        "at": clock.now(),
    }
