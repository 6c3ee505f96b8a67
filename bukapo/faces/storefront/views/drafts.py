"""What was written in a chat, confirmed by its buyer: the order form, filled with what was understood."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from bukapo.campaigns import rules
from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import offer_of
from bukapo.campaigns.vouchers import VoucherRefused
from bukapo.faces.storefront.forms.edits import edited
from bukapo.faces.storefront.forms.typed import Typed, read, wanted
from bukapo.faces.storefront.shown.campaign import SOLD_OUT, phase_of
from bukapo.faces.storefront.shown.check import Judged, every_error, judge
from bukapo.faces.storefront.shown.drafts import typed_of_chat
from bukapo.faces.storefront.views.doors import stranger_form
from bukapo.faces.storefront.views.order import back_to
from bukapo.faces.storefront.views.order_steps import Place, page_language, show_check, show_form
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Refusal
from bukapo.orders.chats.deciding import confirm_draft as confirm
from bukapo.orders.chats.reads import draft_behind
from bukapo.orders.chats.rules import LinkGone, draft_key
from bukapo.orders.intake.draft import DraftInvalid
from bukapo.orders.models import ChatDraft


@stranger_form("confirm draft", most=60, seconds=600)
def confirm_draft(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The same steps as ordering, begun at the check page when nothing is missing; the last one places the order."""
    draft = draft_behind(secret)
    campaign = draft.campaign
    offer = offer_of(campaign)
    if draft.order or phase_of(campaign, offer, clock.now()) not in (rules.OPEN, SOLD_OUT):
        return _gone(request, draft)
    place = _place(draft)
    key = draft_key(draft.campaign_id, draft.fingerprint)
    if request.method != "POST":
        typed = typed_of_chat(draft.draft, offer, draft.campaign_id, draft.fingerprint)
        judged = judge(typed, offer, page_language())
        if judged.priced is None:
            return _answered(show_form(request, place, offer, typed, Judged()))
        return _answered(show_check(request, place, offer, typed, judged.priced))
    typed = read(request.POST, offer, fallback_key=key)
    action = request.POST.get("action", "check")
    if (again := edited(typed, offer, action)) is not None:
        return _answered(show_form(request, place, offer, again, Judged()))
    if action == "send":
        return _placed(request, draft, place, offer, typed)
    judged = judge(typed, offer, page_language())
    if judged.priced is None:
        return _answered(show_form(request, place, offer, typed, judged))
    return _answered(show_check(request, place, offer, typed, judged.priced))


def _placed(
    request: HttpRequest, draft: ChatDraft, place: Place, offer: Offer, typed: Typed
) -> HttpResponseBase:
    try:
        order = confirm(
            store_id=draft.store_id,
            draft_id=draft.pk,
            wanted=wanted(typed, offer, page_language()),
            actor=BUYER_ACTOR,
            at=clock.now(),
        )
    except LinkGone:
        return _gone(request, draft_behind(draft.secret))
    except DraftInvalid as invalid:
        judged = Judged(errors=every_error(invalid, typed, offer))
    except VoucherRefused as refusal:
        judged = Judged(errors={"voucher": sentence(refusal)})
    except Refusal as refusal:
        judged = Judged(refusal=sentence(refusal))
    else:
        return back_to(order.secret, "baru")
    return _answered(show_form(request, place, offer, typed, judged))


def _place(draft: ChatDraft) -> Place:
    here = reverse("storefront:confirm_draft", args=[draft.secret])
    campaign = draft.campaign
    return Place(
        campaign=campaign,
        here=here,
        send=here,
        back=reverse("storefront:campaign", args=[campaign.store.slug, campaign.slug]),
        back_words=campaign.title,
        heading=_("Konfirmasi pesanan"),
        send_words=_("Konfirmasi pesanan"),
        draft_key="",
        intro=_(
            "Ini pesanan Anda seperti yang kami baca dari chat. Cek dulu, betulkan kalau ada yang keliru."
        ),
    )


def _gone(request: HttpRequest, draft: ChatDraft) -> HttpResponse:
    """Confirmed, or the PO does not take orders now. Nothing on it is of the buyer but the order's number."""
    context = {
        "shop": draft.campaign.store,
        "campaign": draft.campaign,
        "order": draft.order,
        "now": clock.now(),
    }
    return _answered(render(request, "storefront/draft_gone.html", context, status=410))


def _answered(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response
