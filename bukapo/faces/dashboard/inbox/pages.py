"""One inbox for everything that was asked; each thing opened, answered, or laid aside."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bukapo.campaigns.models import Question
from bukapo.campaigns.questions.writes import (
    answer_question,
    hide_question,
    pin_question,
    show_question,
)
from bukapo.catalog.models import Photo
from bukapo.catalog.pictures import TALK
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.inbox.forms import AnswerForm, HideForm, ReplyForm, SavedReplyForm
from bukapo.faces.dashboard.inbox.told import figures, waited
from bukapo.faces.dashboard.orders.finds import order_at
from bukapo.faces.dashboard.prepare.wording import hint_of
from bukapo.faces.storefront.views.asking import picture_of_word
from bukapo.faces.storefront.views.order import with_picture
from bukapo.faces.ui.middleware import sentence
from bukapo.insights.answering.reads import answer_time_of
from bukapo.journal import clock
from bukapo.kernel.refusal import Invalid, NotFound, Refusal
from bukapo.messaging.inbound.rows import Inbound
from bukapo.messaging.inbound.writes import mark_answered
from bukapo.messaging.inbox.reads import Inbox, inbox_of, saved_replies
from bukapo.messaging.inbox.writes import forget_reply, save_reply
from bukapo.orders.models import Order, ThreadWord
from bukapo.orders.threads.reads import words_of
from bukapo.orders.threads.writes import answer_about_order, settle_thread

MOST_ID = 2**31


@seller_view
def inbox(request: SellerRequest) -> HttpResponse:
    """What waits first, the oldest of it first; then what was answered lately; how fast the store answers."""
    now = clock.now()
    found: Inbox = inbox_of(request.store)
    context = {
        "waiting": [(item, waited(item.since, now) if item.since else "") for item in found.waiting],
        "settled": found.settled,
        "full": found.full,
        "figures": figures(answer_time_of(request.store, at=now)),
        "now": now,
    }
    return render(request, "dashboard/inbox/inbox.html", context)


@seller_view
def inbox_order(request: SellerRequest, number: str) -> HttpResponse:
    """The thread of an order. POST answers; `?jawab=<id>` fills in an answer kept for another time."""
    order = order_at(request.store, number)
    form: forms.Form = ReplyForm(initial={"body": _kept(request)})
    status = 200
    if request.method == "POST":
        form = ReplyForm(request.POST, request.FILES)
        if _done(form, lambda: _reply(request, order, form)):
            messages.success(request, _("Jawaban terkirim. Pembeli dikabari."))
            return redirect("dashboard:inbox", request.store.slug)
        status = 422
    words = words_of(order)
    context = {
        "order": order,
        "words": words,
        "waits": bool(words) and words[-1].thread.state == "waiting",
        "form": form,
        "replies": saved_replies(request.store),
        "now": clock.now(),
    }
    return render(request, "dashboard/inbox/order.html", context, status=status)


def _reply(request: SellerRequest, order: Order, form: forms.Form) -> None:
    def write(photo: Photo | None) -> None:
        facts: dict[str, Any] = {"store_id": request.store.pk, "order_id": order.pk, "photo": photo}
        body = form.cleaned_data["body"]
        answer_about_order(**facts, body=body, actor=request.actor, at=clock.now())

    with_picture(request.store, form.cleaned_data["photo"], TALK, write)


@require_POST
@seller_view
def inbox_settle(request: SellerRequest, number: str) -> HttpResponse:
    """No answer is needed."""
    order = order_at(request.store, number)
    _deal(
        request,
        lambda: settle_thread(
            store_id=request.store.pk, order_id=order.pk, actor=request.actor, at=clock.now()
        ),
        _("Ditandai selesai."),
    )
    return redirect("dashboard:inbox", request.store.slug)


@seller_view
def inbox_picture(request: SellerRequest, number: str, word: int) -> HttpResponse | FileResponse:
    """The picture of one word, for the people of the store."""
    order = order_at(request.store, number)
    rows = ThreadWord.objects.of(request.store).select_related("photo").filter(thread__order=order)
    return picture_of_word(rows.filter(pk=min(word, MOST_ID)).first())


@seller_view
def inbox_question(request: SellerRequest, question: int) -> HttpResponse:
    """A question about a PO. POST answers it, or changes the answer."""
    row = _question(request, question)
    form: forms.Form = AnswerForm(initial={"answer": _kept(request) or row.answer})
    status = 200
    if request.method == "POST":
        form = AnswerForm(request.POST)
        facts: dict[str, Any] = {"store_id": request.store.pk, "question_id": row.pk}
        facts |= {"actor": request.actor, "at": clock.now()}
        if _done(form, lambda: answer_question(**facts, answer=form.cleaned_data["answer"])):
            messages.success(request, _("Jawaban tampil di halaman PO."))
            return redirect("dashboard:inbox", request.store.slug)
        status = 422
    return _question_page(request, row, form, HideForm(prefix="sembunyi"), status)


@require_POST
@seller_view
def question_deed(request: SellerRequest, question: int, deed: str) -> HttpResponse:
    """Hide with a reason, show again, pin, unpin."""
    row = _question(request, question)
    facts: dict[str, Any] = {"store_id": request.store.pk, "question_id": row.pk}
    facts |= {"actor": request.actor, "at": clock.now()}
    if deed == "sembunyi":
        form = HideForm(request.POST, prefix="sembunyi")
        if not _done(form, lambda: hide_question(**facts, why=form.cleaned_data["why"])):
            return _question_page(request, row, AnswerForm(initial={"answer": row.answer}), form, 422)
        messages.success(request, _("Pertanyaan disembunyikan."))
        return redirect("dashboard:inbox", request.store.slug)
    deeds: dict[str, tuple[Callable[[], object], str]] = {
        "tampil": (lambda: show_question(**facts), _("Pertanyaan ditampilkan lagi.")),
        "sematkan": (lambda: pin_question(**facts, pinned=True), _("Disematkan di atas.")),
        "lepas": (lambda: pin_question(**facts, pinned=False), _("Sematan dilepas.")),
    }
    if deed not in deeds:
        raise NotFound()
    _deal(request, *deeds[deed])
    return redirect("dashboard:inbox_question", request.store.slug, row.pk)


def _question_page(
    request: SellerRequest, row: Question, form: forms.Form, hide: forms.Form, status: int
) -> HttpResponse:
    context = {
        "question": row,
        "form": form,
        "hide": hide,
        "replies": saved_replies(request.store),
        "now": clock.now(),
    }
    return render(request, "dashboard/inbox/question.html", context, status=status)


@seller_view
def inbox_whatsapp(request: SellerRequest, message: int) -> HttpResponse:
    """What somebody wrote to the store's number. It is answered in WhatsApp; POST marks it as dealt with."""
    rows = Inbound.objects.of(request.store).select_related("order__campaign")
    row = rows.filter(pk=min(message, MOST_ID)).first()
    if row is None:
        raise NotFound()
    if request.method == "POST":
        facts: dict[str, Any] = {"store_id": request.store.pk, "actor": request.actor, "at": clock.now()}
        _deal(request, lambda: mark_answered(**facts, inbound_id=row.pk), _("Ditandai selesai."))
        return redirect("dashboard:inbox", request.store.slug)
    return render(request, "dashboard/inbox/whatsapp.html", {"message": row, "now": clock.now()})


@seller_view
def replies(request: SellerRequest) -> HttpResponse:
    """Answers kept for another time."""
    form = SavedReplyForm(request.POST if request.method == "POST" else None)
    hint, status = hint_of(request.store, request.POST, "body"), 200
    if request.method == "POST":
        facts: dict[str, Any] = {"store_id": request.store.pk, "actor": request.actor, "at": clock.now()}
        if not hint and _done(form, lambda: save_reply(**facts, **form.cleaned_data)):
            messages.success(request, _("Jawaban cepat tersimpan."))
            return redirect("dashboard:inbox_replies", request.store.slug)
        status = 422
    context = {"form": form, "hint": hint, "replies": saved_replies(request.store), "now": clock.now()}
    return render(request, "dashboard/inbox/replies.html", context, status=status)


@require_POST
@seller_view
def reply_forget(request: SellerRequest, reply: int) -> HttpResponseBase:
    """It is offered no more."""
    pk = min(reply, MOST_ID)
    facts: dict[str, Any] = {"store_id": request.store.pk, "actor": request.actor, "at": clock.now()}
    _deal(request, lambda: forget_reply(**facts, reply_id=pk), _("Jawaban cepat dihapus."))
    return redirect("dashboard:inbox_replies", request.store.slug)


def _question(request: SellerRequest, pk: int) -> Question:
    rows = Question.objects.of(request.store).select_related("campaign")
    found: Question | None = rows.filter(pk=min(pk, MOST_ID)).first()
    if found is None:
        raise NotFound()
    return found


def _kept(request: SellerRequest) -> str:
    """The body of the kept answer that was chosen."""
    asked = request.GET.get("jawab", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        return ""
    return next((row.body for row in saved_replies(request.store) if row.pk == int(asked)), "")


def _done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the write went through; a refusal stands at its field, or on top."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refusal as refusal:
        field = str(refusal.params.get("field", "")) if isinstance(refusal, Invalid) else ""
        form.add_error(field if field in form.fields else None, sentence(refusal))
        return False
    return True


def _deal(request: SellerRequest, act: Callable[[], object], said: str) -> None:
    try:
        act()
        messages.success(request, said)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
