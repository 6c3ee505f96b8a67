"""Asking: about a PO on a page of its own, about an order on the order's page."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.questions.reads import answered_questions
from bukapo.campaigns.questions.writes import Asking, ask_question
from bukapo.catalog.models import Photo
from bukapo.catalog.pictures import TALK, private_path
from bukapo.faces.storefront.finds import campaign_at, order_of
from bukapo.faces.storefront.forms.asking import TRAP, QuestionForm, WordForm
from bukapo.faces.storefront.views.doors import stranger_deed, stranger_form
from bukapo.faces.storefront.views.order import back_with, show_order, with_picture
from bukapo.faces.ui.limits import count_try, visitor_address
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import Invalid, NotFound, Refusal
from bukapo.orders.models import ThreadWord
from bukapo.orders.threads.writes import ask_about_order

HOUR = 3600


@stranger_form("question", most=20, seconds=HOUR)
def ask(request: HttpRequest, store: str, campaign: str) -> HttpResponseBase:
    """The form, and everything that was answered: perhaps the question has been asked before."""
    po = campaign_at(store, campaign)
    now = clock.now()
    if request.method != "POST":
        return _page(request, po, QuestionForm())
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return _page(request, po, form, 422)
    if not request.POST.get(TRAP):  # a machine is thanked like anybody, and heard by nobody
        count_try(f"question {po.pk}", visitor_address(request), most=6, seconds=HOUR)
        data = form.cleaned_data
        language = (get_language() or "id")[:2]
        asking = Asking(data["name"], data["text"], data["phone"], data["email"], language)
        try:
            ask_question(store_id=po.store_id, campaign_id=po.pk, asking=asking, actor=BUYER_ACTOR, at=now)
        except Refusal as refusal:
            field = str(refusal.params.get("field", "")) if isinstance(refusal, Invalid) else ""
            form.add_error(field if field in form.fields else None, sentence(refusal))
            return _page(request, po, form, refusal.http_status)
    response = redirect(f"{reverse('storefront:ask', args=[po.store.slug, po.slug])}?kabar=terkirim")
    response.status_code = 303
    return response


def _page(request: HttpRequest, po: Campaign, form: QuestionForm, status: int = 200) -> HttpResponse:
    now = clock.now()
    context = {
        "shop": po.store,
        "campaign": po,
        "form": form,
        "trap": TRAP,
        "sent": request.GET.get("kabar") == "terkirim" and request.method != "POST",
        "may_ask": po.state == "published" and (po.closes_at is None or now < po.closes_at),
        "questions": answered_questions(po),
        "now": now,
    }
    return render(request, "storefront/ask.html", context, status=status)


@stranger_deed("word on order", most=60, seconds=HOUR)
def ask_on_order(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The buyer's word to the store."""
    found = order_of(secret)
    form = WordForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_order(request, found, status=422, word_form=form)
    count_try("word on order", found.secret, most=30, seconds=HOUR)

    def write(photo: Photo | None) -> None:
        facts: dict[str, Any] = {"store_id": found.store_id, "order_id": found.pk, "photo": photo}
        ask_about_order(**facts, body=form.cleaned_data["body"], actor=BUYER_ACTOR, at=clock.now())

    try:
        with_picture(found.store, form.cleaned_data["photo"], TALK, write)
    except Refusal as refusal:
        field = str(refusal.params.get("field", "")) if isinstance(refusal, Invalid) else ""
        form.add_error(field if field in form.fields else None, sentence(refusal))
        return show_order(request, found, status=refusal.http_status, word_form=form)
    return back_with(found, "tanya")


@require_safe
def word_picture(request: HttpRequest, secret: str, word: int) -> HttpResponse | FileResponse:
    """The picture of one word, for who holds the order's link."""
    found = order_of(secret)
    rows = ThreadWord.objects.of(found.store_id).select_related("photo").filter(thread__order=found)
    return picture_of_word(rows.filter(pk=word).first() if word < 2**62 else None)


def picture_of_word(word: ThreadWord | None) -> HttpResponse | FileResponse:
    """A private picture, never kept by a cache on the way. The caller has checked who asks."""
    if word is None or word.photo is None:
        raise NotFound()
    try:
        file = private_path(word.photo).open("rb")
    except FileNotFoundError:
        raise NotFound() from None
    response = FileResponse(file, content_type="image/webp")
    response["Cache-Control"] = "private, no-store"
    return response
