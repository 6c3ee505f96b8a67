"""Every review of the store, with a box to answer."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.tell.finds import MOST_ID, page_of
from bukapo.faces.storefront.shown.reviews import (
    ShownReview,
    card_addresses,
    shown_rating,
    shown_review,
)
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.trust.models import Review, ReviewReport
from bukapo.trust.reviews.reads import rating_of, reviews_for_seller, unanswered
from bukapo.trust.reviews.rules import AGAIN_WORDS, MOST_REPLY, REASONS
from bukapo.trust.reviews.writes import answer_review, edit_reply

FILTERS = (
    ("", gettext_lazy("Semua")),
    ("unanswered", gettext_lazy("Belum dijawab")),
    ("reported", gettext_lazy("Dilaporkan")),
    ("hidden", gettext_lazy("Disembunyikan")),
)


class ReplyForm(forms.Form):
    use_required_attribute = False
    reply = forms.CharField(
        label=gettext_lazy("Jawaban"),
        max_length=MOST_REPLY,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": gettext_lazy("Tulis balasan, paling panjang 500 huruf."),
            "max_length": gettext_lazy("Tulis balasan, paling panjang 500 huruf."),
        },
    )


class Line:
    """One review with its form, what it was reported for, its cards, and whether its buyer would order again."""

    def __init__(self, shown: ShownReview, form: ReplyForm, reports: list[str]) -> None:
        self.shown, self.form, self.reports = shown, form, reports
        row = shown.seen.row
        self.again = _(AGAIN_WORDS[row.satisfaction]) if row.satisfaction else ""
        self.cards = () if row.hidden_at else card_addresses(row.order.campaign.store, row.pk)


@seller_view
def reviews(request: SellerRequest) -> HttpResponse:
    """`?tampil=` one of FILTERS, `?hal=` the page."""
    return _show(request)


def _show(
    request: SellerRequest, wrong: ReplyForm | None = None, of: int = 0, status: int = 200
) -> HttpResponse:
    which = request.GET.get("tampil", "")
    which = which if which in dict(FILTERS) else ""
    found = reviews_for_seller(request.store, which, number=page_of(request))
    said = _reports(request, [one.row.pk for one in found.seen])
    for one in found.seen:
        one.campaign.store = request.store
    lines = [
        Line(
            shown_review(one),
            wrong if wrong and one.row.pk == of else _form(one.row),
            said.get(one.row.pk, []),
        )
        for one in found.seen
    ]
    context = {
        "lines": lines,
        "rating": shown_rating(rating_of(request.store)),
        "page": found,
        "filters": [(key, words, key == which) for key, words in FILTERS],
        "keep": f"?tampil={which}&" if which else "?",
        "waiting": unanswered(request.store),
        "now": clock.now(),
    }
    return render(request, "dashboard/reviews/reviews.html", context, status=status)


def _form(row: Review) -> ReplyForm:
    return ReplyForm(initial={"reply": row.reply}, auto_id=f"id_{row.pk}_%s")


def _reports(request: SellerRequest, reviews: list[int]) -> dict[int, list[str]]:
    """What waits for the operator, in words; who reported is known to nobody."""
    rows = ReviewReport.objects.of(request.store).filter(review__in=reviews, decision="")
    said: dict[int, list[str]] = {}
    for review, reason in rows.values_list("review_id", "reason"):
        said.setdefault(review, []).append(_(REASONS[reason]))
    return {review: sorted(set(words)) for review, words in said.items()}


@require_POST
@seller_view
def answer(request: SellerRequest, review: int) -> HttpResponse:
    """The first answer, or another wording of it."""
    row = Review.objects.of(request.store).filter(pk=review).first() if review <= MOST_ID else None
    if row is None:
        raise NotFound()
    form = ReplyForm(request.POST, auto_id=f"id_{row.pk}_%s")
    verb = edit_reply if row.replied_at else answer_review
    if form.is_valid():
        try:
            verb(
                store_id=request.store.pk, review_id=row.pk, reply=form.cleaned_data["reply"],
                actor=request.actor, at=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error("reply", sentence(refusal))
        else:
            messages.success(request, _("Jawaban Anda sudah tampil di bawah testimoninya."))
            return redirect(f"{reverse('dashboard:reviews', args=[request.store.slug])}#testimoni-{row.pk}")
    return _show(request, form, row.pk, 422)
