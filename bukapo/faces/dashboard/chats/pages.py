"""Chat to orders, step by step: paste, look at what was understood, answer what is doubtful, let it become orders."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import offer_of
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.chats.forms import PasteForm
from bukapo.faces.dashboard.chats.told import shown
from bukapo.faces.dashboard.orders.entry import Desk, order_desk
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.storefront.shown.drafts import typed_of_chat
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.chats.deciding import (
    accept_ready,
    drop_draft,
    mend_draft,
    order_draft,
    restore_draft,
    send_draft,
    withdraw_link,
)
from bukapo.orders.chats.pasting import Pasted, paste_chat
from bukapo.orders.chats.reads import ChatDesk, chat_desk, draft_of_seller, paste_of
from bukapo.orders.chats.rules import DOUBTFUL, READY, SENT
from bukapo.orders.intake.draft import Wanted
from bukapo.orders.models import Order

MOST_ID = 2**31


@seller_view
def chats(request: SellerRequest, campaign: str) -> HttpResponse:
    """Everything that was pasted for this PO and what became of it. `?tempel=<paste>` tells of that one."""
    po = campaign_at(request.store, campaign)
    offer = offer_of(po)
    form = PasteForm(request.POST if request.method == "POST" else None, offer=offer)
    status = 200
    if request.method == "POST":
        pasted = _pasted(request, po, form)
        if pasted:
            messages.success(request, _said(pasted))
            back = redirect("dashboard:chats", request.store.slug, po.slug)
            back["Location"] += f"?tempel={pasted.paste_id}"
            return back
        status = 422
    return _page(request, po, offer, form, status)


def _pasted(request: SellerRequest, po: Campaign, form: PasteForm) -> Pasted | None:
    if not form.is_valid():
        return None
    try:
        return paste_chat(
            store_id=request.store.pk,
            campaign_id=po.pk,
            text=form.cleaned_data["text"],
            stated=form.stated(),
            actor=request.actor,
            at=clock.now(),
        )
    except Refusal as refusal:
        form.add_error("text", sentence(refusal))
        return None


def _said(pasted: Pasted) -> str:
    parts = []
    if pasted.new:
        parts.append(
            _("%(drafts)s draf baru, %(doubtful)s perlu dijawab dulu.")
            % {"drafts": pasted.new, "doubtful": pasted.doubtful}
        )
    if pasted.known:
        words = ngettext(
            "%(n)s baris sudah pernah ditempel.", "%(n)s baris sudah pernah ditempel.", pasted.known
        )
        parts.append(words % {"n": pasted.known})
    if pasted.better:
        parts.append(_("%(n)s di antaranya sekarang jelas.") % {"n": pasted.better})
    return " ".join(parts)


def _page(request: SellerRequest, po: Campaign, offer: Offer, form: PasteForm, status: int) -> HttpResponse:
    desk = chat_desk(store_id=request.store.pk, campaign_id=po.pk)
    po.store = request.store
    now = clock.now()
    context = {
        "campaign": po,
        "form": form,
        "counts": desk.counts,
        "groups": _groups(desk, offer, po),
        "pastes": desk.pastes,
        "latest": _latest(request, po, offer),
        "open": po.state == "published" and po.closes_at is not None and po.closes_at > now,
        "now": now,
    }
    return render(request, "dashboard/chats/chats.html", context, status=status)


def _groups(desk: ChatDesk, offer: Offer, po: Campaign) -> dict[str, list[Any]]:
    states = {"doubtful": desk.doubtful, "ready": desk.ready, "sent": desk.sent}
    states |= {"ordered": desk.ordered, "dropped": desk.dropped}
    return {name: [shown(one, offer, po) for one in rows] for name, rows in states.items()}


def _latest(request: SellerRequest, po: Campaign, offer: Offer) -> dict[str, Any] | None:
    """The paste that was just made, or is looked up: what became of lines that were pasted before."""
    asked = request.GET.get("tempel", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        return None
    try:
        paste, drafts = paste_of(store_id=request.store.pk, campaign_id=po.pk, paste_id=int(asked))
    except NotFound:
        return None
    earlier = [shown(one, offer, po) for one in drafts if one.paste_id != paste.pk]
    return {"paste": paste, "earlier": earlier}


@seller_view
def chat_draft(request: SellerRequest, campaign: str, draft: int) -> HttpResponse:
    """One draft on the order form, filled with what was understood: kept as a draft, or made an order."""
    po = campaign_at(request.store, campaign)
    told = draft_of_seller(store_id=request.store.pk, campaign_id=po.pk, draft_id=min(draft, MOST_ID))
    if told.state not in (READY, DOUBTFUL, SENT):
        messages.info(request, _("Draf ini sudah diputuskan."))
        return redirect("dashboard:chats", request.store.slug, po.slug)
    offer = offer_of(po)
    po.store = request.store
    keeps = request.POST.get("action") == "keep"
    desk = Desk(
        po, offer, _("Cek draf"), ("dashboard:chats", po.slug), _("Jadikan pesanan"),
        second=_("Simpan sebagai draf") if told.state != SENT else "", extra={"chat": shown(told, offer, po)},
    )  # fmt: skip

    def act(want: Wanted) -> Order | None:
        facts: dict[str, Any] = {"store_id": request.store.pk, "draft_id": told.id, "wanted": want}
        facts |= {"actor": request.actor, "at": clock.now()}
        mend_draft(**facts) if keeps else order_draft(**facts)
        return None

    start = typed_of_chat(told.draft, offer, po.pk, told.fingerprint)
    done = _("Draf tersimpan, siap jadi pesanan.") if keeps else _("Draf ini sudah jadi pesanan.")
    return order_desk(request, desk, start, act, done)


@require_POST
@seller_view
def accept(request: SellerRequest, campaign: str) -> HttpResponse:
    """Every draft without a question becomes an order."""
    po = campaign_at(request.store, campaign)
    try:
        done = accept_ready(store_id=request.store.pk, campaign_id=po.pk, actor=request.actor, at=clock.now())
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        if done.orders:
            messages.success(request, _("%(orders)s pesanan masuk.") % {"orders": done.orders})
        if done.refused:
            words = _("%(n)s draf belum bisa jadi pesanan; alasannya ada di daftar.")
            messages.warning(request, words % {"n": done.refused})
    return redirect("dashboard:chats", request.store.slug, po.slug)


DEEDS: dict[str, tuple[Callable[..., Any], Callable[[], str]]] = {
    "kirim": (send_draft, lambda: _("Tautannya siap. Kirim lewat WhatsApp dengan satu ketukan.")),
    "tarik": (withdraw_link, lambda: _("Tautan ditarik, sudah tidak bisa dibuka.")),
    "abaikan": (drop_draft, lambda: _("Draf diabaikan.")),
    "kembalikan": (restore_draft, lambda: _("Draf dikembalikan.")),
}


@require_POST
@seller_view
def chat_deed(request: SellerRequest, campaign: str, draft: int, deed: str) -> HttpResponse:
    """Send the link, withdraw it, drop the draft, take it back."""
    po = campaign_at(request.store, campaign)
    if deed not in DEEDS:
        raise NotFound()
    told = draft_of_seller(store_id=request.store.pk, campaign_id=po.pk, draft_id=min(draft, MOST_ID))
    verb, words = DEEDS[deed]
    try:
        verb(store_id=request.store.pk, draft_id=told.id, actor=request.actor, at=clock.now())
        messages.success(request, words())
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    return redirect("dashboard:chats", request.store.slug, po.slug)
