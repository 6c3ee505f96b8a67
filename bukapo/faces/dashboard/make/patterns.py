"""Pola tahap: the lists of stages a work order starts from, and the store's own."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Invalid, Refusal
from bukapo.production.patterns.reads import patterns_of
from bukapo.production.patterns.rules import NAME_LENGTH
from bukapo.production.patterns.writes import drop_pattern, save_pattern


class PatternForm(forms.Form):
    """One list; `stages` one per line."""

    name = forms.CharField(
        label=gettext_lazy("Nama pola"),
        max_length=NAME_LENGTH,
        error_messages={"required": gettext_lazy("Beri nama, misalnya: jaket.")},
    )
    stages = forms.CharField(
        label=gettext_lazy("Tahap, satu baris satu tahap"),
        max_length=600,
        error_messages={"required": gettext_lazy("Tulis minimal satu tahap, misalnya Jahit.")},
        widget=forms.Textarea(attrs={"rows": 6}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def patterns(request: SellerRequest) -> HttpResponse:
    """All lists on one page, each with its form; `kembalikan` drops the store's own."""
    if request.method != "POST":
        return _page(request, None)
    if name := request.POST.get("kembalikan"):
        return _drop(request, name)
    form = PatternForm(request.POST)
    if form.is_valid() and _save(request, form):
        messages.success(request, _("Pola tahap tersimpan. SPK yang sudah dikirim tidak berubah."))
        return redirect(request.path)
    return _page(request, form, status=422)


def _save(request: SellerRequest, form: PatternForm) -> bool:
    data = form.cleaned_data
    try:
        save_pattern(
            store_id=request.store.pk,
            name=data["name"],
            stages=data["stages"].splitlines(),
            actor=request.actor,
            at=clock.now(),
        )
    except Invalid as refusal:
        form.add_error(refusal.params["field"], sentence(refusal))
        return False
    return True


def _drop(request: SellerRequest, name: str) -> HttpResponse:
    try:
        drop_pattern(store_id=request.store.pk, name=name, actor=request.actor, at=clock.now())
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Pola Anda dihapus."))
    return redirect(request.path)


def _page(request: SellerRequest, refused: PatternForm | None, status: int = 200) -> HttpResponse:
    """The refused form stands in the place of the list it is for."""
    typed = (refused.data.get("name", "") if refused else "").strip().casefold()
    shown = []
    for number, one in enumerate(patterns_of(request.store.pk)):
        own = refused if one.name == typed else None
        initial = {"name": one.name, "stages": "\n".join(one.stages)}
        shown.append((one, own or PatternForm(initial=initial, auto_id=f"pola{number}_%s")))
    known = any(one.name == typed for one, _form in shown)
    new = refused if refused and not known else PatternForm(auto_id="baru_%s")
    return render(request, "dashboard/make/patterns.html", {"patterns": shown, "new": new}, status=status)
