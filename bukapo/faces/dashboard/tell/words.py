"""The store's own words: the list of messages, and one message's template with its preview."""

from typing import Any

from django import forms
from django.contrib import messages as notes
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.tell.finds import kind_at
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.messaging.compose import Words
from bukapo.messaging.kinds import BUYER, SELLER, WORKSHOP, Kind
from bukapo.messaging.preview import preview
from bukapo.messaging.reads import channels_of, entries_for_seller, words_for_seller
from bukapo.messaging.rules import EMAIL, LANGUAGES, MOST_CHARACTERS, WHATSAPP, Wording
from bukapo.messaging.vocabulary import GAPS
from bukapo.messaging.writes import MOST_SUBJECT, reset_template, save_template, switch_template


class WordsForm(forms.Form):
    """What is wrong with the words is said by the room (save_template), under the box it is about."""

    subject = forms.CharField(
        label=_("Judul e-mail"),
        max_length=MOST_SUBJECT,
        error_messages={"required": _("Tulis dulu judulnya.")},
    )
    body = forms.CharField(
        label=_("Isi pesan"),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "true"}),
        error_messages={"required": _("Tulis dulu kata-katanya.")},
        help_text=_("Kalau suatu isian kosong, misalnya resi belum ada, barisnya tidak ikut dikirim."),
        strip=False,
    )

    def __init__(self, *args: Any, channel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if channel != EMAIL:
            del self.fields["subject"]


@seller_view
def templates(request: SellerRequest) -> HttpResponse:
    """Every message, for whom, on which channel, in whose words."""
    entries = entries_for_seller(request.store)
    readers = {
        BUYER: gettext("Untuk pembeli"),
        WORKSHOP: gettext("Untuk konveksi"),
        SELLER: gettext("Untuk Anda"),
    }
    groups = [(words, [entry for entry in entries if entry.kind.reader == r]) for r, words in readers.items()]
    return render(request, "dashboard/tell/templates.html", {"groups": groups})


@seller_view
def template(request: SellerRequest, key: str, channel: str, language: str) -> HttpResponse:
    """One message on one channel in one language. A post saves; with `lihat` it only shows the preview."""
    kind = kind_at(key, channel, language)
    here: dict[str, Any] = {"key": key, "channel": channel, "language": language}
    words, active = words_for_seller(request.store, **here)
    form = WordsForm(
        request.POST or None, initial={"subject": words.subject, "body": words.body}, channel=channel
    )
    if request.method == "POST":
        form.is_valid()
        typed = Words(form.cleaned_data.get("subject") or "", form.cleaned_data.get("body") or "")
        if "lihat" not in request.POST and form.is_valid() and _save(request, form, typed, here):
            return redirect("dashboard:template", request.store.slug, key, channel, language)
        words = typed
    context = {
        **here,
        "kind": kind,
        "form": form,
        "own": words.own,
        "active": active,
        "gaps": [("{" + gap + "}", gettext(GAPS[gap].meaning)) for gap in kind.gaps],
        "tabs": _tabs(request, kind, here),
        "shown": _preview(request, words, here),
    }
    only = "lihat" in request.POST and request.headers.get("X-Requested-With") == "fetch"
    return render(request, f"dashboard/tell/{'parts/preview' if only else 'template'}.html", context)


def _save(request: SellerRequest, form: WordsForm, words: Words, here: dict[str, Any]) -> bool:
    try:
        save_template(
            store_id=request.store.pk, **here, subject=words.subject, body=words.body,
            actor=request.actor, at=clock.now(),
        )  # fmt: skip
    except Wording as refusal:
        form.add_error(refusal.field, sentence(refusal))
        return False
    notes.success(request, gettext("Kata-katanya tersimpan. Pesan berikutnya memakai yang ini."))
    return True


def _preview(request: SellerRequest, words: Words, here: dict[str, Any]) -> dict[str, str]:
    """The filled message, or the sentence that says why it can't be filled."""
    try:
        shown = preview(request.store.pk, **here, words=words)
    except Wording as refusal:
        return {"trouble": sentence(refusal)}
    return {"subject": shown.subject, "body": shown.body}


def _tabs(request: SellerRequest, kind: Kind, here: dict[str, Any]) -> list[dict[str, object]]:
    """Channel by language, each a page of its own."""
    names = {WHATSAPP: "WhatsApp", EMAIL: gettext("E-mail")}
    tongues = {"id": gettext("Indonesia"), "en": gettext("Inggris")}
    return [
        {
            "args": (request.store.slug, kind.key, channel, language),
            "text": f"{names[channel]} · {tongues[language]}",
            "current": (channel, language) == (here["channel"], here["language"]),
        }
        for channel in channels_of(kind)
        for language in LANGUAGES
    ]


@require_POST
@seller_view
def template_reset(request: SellerRequest, key: str, channel: str, language: str) -> HttpResponse:
    """The built-in words again."""
    kind_at(key, channel, language)
    reset_template(
        store_id=request.store.pk,
        key=key,
        channel=channel,
        language=language,
        actor=request.actor,
        at=clock.now(),
    )
    notes.success(request, gettext("Kembali memakai kata-kata bawaan."))
    return redirect("dashboard:template", request.store.slug, key, channel, language)


@require_POST
@seller_view
def template_switch(request: SellerRequest, key: str, channel: str, language: str) -> HttpResponse:
    """On when `aktif` is posted, else off; for every language."""
    kind_at(key, channel, language)
    active = "aktif" in request.POST
    switch_template(
        store_id=request.store.pk,
        key=key,
        channel=channel,
        active=active,
        actor=request.actor,
        at=clock.now(),
    )
    said = (
        gettext("Pesan ini dikirim lagi.") if active else gettext("Pesan ini tidak akan dikirim lewat sini.")
    )
    notes.success(request, said)
    return redirect("dashboard:template", request.store.slug, key, channel, language)
