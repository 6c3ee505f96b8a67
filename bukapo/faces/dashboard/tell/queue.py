"""WhatsApp messages with their words ready. The link opens the draft; marking it sent is a post of its own.

A form that posts here and is redirected to wa.me would be stopped by the page's own policy (form-action 'self').
"""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.tell.finds import MOST_ID, campaign_at, id_of, page_of
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound
from bukapo.messaging.reads import BY_HAND, Card, Queue, message_for_seller, queue_for_seller
from bukapo.messaging.writes import TheyStopped, mark_sent, restore_message, skip_message

Verb = Callable[..., Any]


@seller_view
def store_messages(request: SellerRequest) -> HttpResponse:
    """Of the whole store."""
    return _queue(request, None)


@seller_view
def messages(request: SellerRequest, campaign: str) -> HttpResponse:
    """Of one PO."""
    return _queue(request, campaign_at(request.store, campaign))


def _queue(request: SellerRequest, po: Campaign | None) -> HttpResponse:
    """`?tampil=<state>&soal=<kind>&hal=<page>&baru=<message just dealt with>`; what is not understood is left out."""
    show = request.GET.get("tampil", "")
    show = show if show in BY_HAND else "ready"
    kind = request.GET.get("soal", "")
    queue = queue_for_seller(
        request.store, campaign_id=po.pk if po else None, show=show, kind=kind, page=page_of(request)
    )
    context = {
        "campaign": po,
        "queue": queue,
        "show": show,
        "kind": kind if kind in {key for key, _, _ in queue.kinds} else "",
        "states": _states(queue, show),
        "kinds": _kinds(queue, show, kind),
        "here": _here(request),
        "keep": _keep(show, kind),
        "done": _done(request),
        "now": clock.now(),
    }
    return render(request, "dashboard/tell/queue.html", context)


def _states(queue: Queue, show: str) -> list[dict[str, object]]:
    words = {"ready": gettext("Siap dikirim"), "sent": gettext("Terkirim"), "skipped": gettext("Dilewati")}
    return [
        {
            "url": _query(tampil="" if s == "ready" else s),
            "text": w,
            "current": s == show,
            "count": queue.counts[s],
        }
        for s, w in words.items()
    ]


def _kinds(queue: Queue, show: str, kind: str) -> list[dict[str, object]]:
    """Only where there is something to choose."""
    if len(queue.kinds) < 2:
        return []
    state = "" if show == "ready" else show
    every = {"url": _query(tampil=state), "text": gettext("Semua"), "current": not kind, "count": None}
    return [every] + [
        {
            "url": _query(tampil=state, soal=key),
            "text": gettext(title),
            "current": key == kind,
            "count": count,
        }
        for key, title, count in queue.kinds
    ]


def _query(**wanted: str) -> str:
    said = {name: value for name, value in wanted.items() if value}
    return f"?{urlencode(said)}" if said else "?"


def _keep(show: str, kind: str) -> str:
    query = _query(tampil="" if show == "ready" else show, soal=kind)
    return f"{query}&" if len(query) > 1 else "?"


def _here(request: HttpRequest) -> str:
    """This page without what the last deed left behind."""
    kept = request.GET.copy()
    kept.pop("baru", None)
    return f"{request.path}?{kept.urlencode()}" if kept else request.path


def _done(request: SellerRequest) -> Card | None:
    """The message just dealt with, so that it can be taken back at once."""
    pk = id_of(request.GET.get("baru"))
    try:
        return message_for_seller(request.store, pk) if pk else None
    except NotFound:
        return None


@require_POST
@seller_view
def message_sent(request: SellerRequest, message: int) -> HttpResponse:
    return _deal(request, message, mark_sent)


@require_POST
@seller_view
def message_skipped(request: SellerRequest, message: int) -> HttpResponse:
    return _deal(request, message, skip_message)


@require_POST
@seller_view
def message_restored(request: SellerRequest, message: int) -> HttpResponse:
    """With `tangan` by a link to tap, whatever else the store sends by."""
    verb = partial(restore_message, by_hand="tangan" in request.POST)
    return _deal(request, message, verb, remember=False)


def _deal(request: SellerRequest, message_id: int, verb: Verb, *, remember: bool = True) -> HttpResponse:
    """A second tap, or a tap after the script's own, finds it done already: no cause for a refusal."""
    if message_id > MOST_ID:
        raise NotFound()
    try:
        verb(store_id=request.store.pk, message_id=message_id, actor=request.actor, at=clock.now())
    except WrongState:
        message_for_seller(request.store, message_id)
    except TheyStopped as refusal:
        notes.error(request, sentence(refusal))
    back = request.POST.get("kembali", "")
    if not back.startswith("/") or not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("dashboard:store_messages", args=[request.store.slug])
    if remember:
        back += f"{'&' if '?' in back else '?'}baru={message_id}"
    return redirect(back)
