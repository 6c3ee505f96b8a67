"""The store's own WhatsApp number: its keys, a test, and which text that Meta approved says which message."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bukapo.faces.dashboard.access import SellerRequest, owner_view
from bukapo.faces.dashboard.prepare.forms import PlainForm, refuse
from bukapo.faces.dashboard.tell.finds import kind_at
from bukapo.faces.ui.limits import count_try
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.machine import WrongState
from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.kernel.refusal import Refusal
from bukapo.messaging.kinds import Kind
from bukapo.messaging.rules import LANGUAGES, WHATSAPP
from bukapo.messaging.whatsapp.port import Proposed
from bukapo.messaging.whatsapp.reads import (
    AccountTold,
    FormTold,
    form_of_store,
    forms_of_store,
    whatsapp_of_store,
)
from bukapo.messaging.whatsapp.rules import BadForm
from bukapo.messaging.whatsapp.syncing import propose_form, proposed, read_forms, try_whatsapp
from bukapo.messaging.whatsapp.testing import send_test
from bukapo.messaging.whatsapp.writes import map_form, save_whatsapp, switch_whatsapp

PAGE = "dashboard/tell/whatsapp.html"
SECRET = forms.PasswordInput({"autocomplete": "off"})


class AccountForm(PlainForm):
    """A key that was entered is never put into a page again."""

    phone_number_id = forms.CharField(label=gettext_lazy("Phone number ID"), max_length=40)
    waba_id = forms.CharField(label=gettext_lazy("WhatsApp Business Account ID"), max_length=40)
    token = forms.CharField(label=gettext_lazy("Access token (permanen)"), max_length=500, widget=SECRET)
    app_secret = forms.CharField(label=gettext_lazy("App secret"), max_length=500, widget=SECRET)
    verify_token = forms.CharField(
        label=gettext_lazy("Verify token"), max_length=500, widget=SECRET,
        help_text=gettext_lazy("Kata bebas buatan Anda; isi sama persis di dashboard Meta."),
    )  # fmt: skip

    def __init__(self, told: AccountTold | None, *args: Any, **kwargs: Any) -> None:
        if told:
            kwargs.setdefault("initial", {"phone_number_id": told.phone_number_id, "waba_id": told.waba_id})
        super().__init__(*args, **kwargs)
        for name, known in (told.shown if told else {}).items():
            self.fields[name].required = False
            self.fields[name].help_text = _("Tersimpan: %(known)s. Kosongkan kalau tidak diganti.") % {
                "known": known
            }


class MapForm(PlainForm):
    """`gaps`: names by comma, in the order of {{1}}, {{2}}, …"""

    name = forms.CharField(label=gettext_lazy("Nama templat di Meta"), max_length=512, required=False)
    code = forms.CharField(label=gettext_lazy("Kode bahasa di Meta"), max_length=12, required=False)
    gaps = forms.CharField(
        label=gettext_lazy("Isian untuk variabel 1, 2, dan seterusnya"), max_length=400, required=False,
        help_text=gettext_lazy("Pisahkan dengan koma, misalnya: nama, nomor, tagihan"),
    )  # fmt: skip
    button = forms.BooleanField(label=gettext_lazy("Ada tombol tautan"), required=False)

    @property
    def names(self) -> list[str]:
        return [part.strip(" {}") for part in self.cleaned_data["gaps"].split(",") if part.strip()]


@require_safe
@owner_view
def whatsapp(request: SellerRequest) -> HttpResponse:
    """`?bahasa=<language>` of the list of texts."""
    return _page(request)


def _page(request: SellerRequest, status: int = 200, form: AccountForm | None = None) -> HttpResponse:
    told = whatsapp_of_store(request.store.pk)
    language = request.GET.get("bahasa", "")
    language = language if language in LANGUAGES else LANGUAGES[0]
    rows = forms_of_store(request.store.pk, language) if told else []
    hook = f"{settings.BASE_URL}{reverse('hooks:whatsapp', args=[told.hook])}" if told else ""
    words = {"id": _("Indonesia"), "en": _("Inggris")}
    context = {
        "told": told,
        "form": form or AccountForm(told),
        "opened": form is not None or told is None,
        "hook": hook,
        "rows": rows,
        "usable": sum(row.state == "APPROVED" for row in rows),
        "tabs": [
            {"url": f"?bahasa={one}#templat", "text": words[one], "current": one == language}
            for one in LANGUAGES
        ],
    }
    return render(request, PAGE, context, status=status)


@require_POST
@owner_view
def whatsapp_save(request: SellerRequest) -> HttpResponse:
    """Save the keys, then try them at once and say what Meta said."""
    form = AccountForm(whatsapp_of_store(request.store.pk), request.POST)
    if not form.is_valid():
        return _page(request, 422, form)
    data = form.cleaned_data
    try:
        save_whatsapp(
            **_who(request), phone_number_id=data["phone_number_id"], waba_id=data["waba_id"],
            keys={name: data[name] for name in ("token", "app_secret", "verify_token")},
        )  # fmt: skip
    except Refusal as refusal:
        refuse(form, refusal)
        return _page(request, 422, form)
    return _tried(request)


@require_POST
@owner_view
def whatsapp_check(request: SellerRequest) -> HttpResponse:
    return _tried(request)


def _tried(request: SellerRequest) -> HttpResponse:
    count_try("whatsapp", str(request.store.pk), most=60, seconds=3600)
    if trouble := try_whatsapp(**_who(request)):
        messages.error(request, _("Belum tersambung: %(words)s") % {"words": _(trouble)})
    else:
        messages.success(request, _("Tersambung. Kuncinya benar."))
    return _back(request)


@require_POST
@owner_view
def whatsapp_test(request: SellerRequest) -> HttpResponse:
    """One message to the seller's own phone."""
    count_try("whatsapp", str(request.store.pk), most=60, seconds=3600)
    try:
        phone = normalise_phone(request.POST.get("phone", ""))
        trouble = send_test(store=request.store, phone=phone, at=clock.now())
    except (PhoneUnusable, Refusal) as refusal:
        trouble = sentence(refusal)
    if trouble:
        messages.error(request, _("Pesan percobaan tidak terkirim: %(words)s") % {"words": trouble})
    else:
        messages.success(request, _("Pesan percobaan diterima Meta. Lihat HP Anda."))
    return _back(request)


@require_POST
@owner_view
def whatsapp_switch(request: SellerRequest) -> HttpResponse:
    """`aktif` in the post: by the number again; without it by links to tap."""
    active = "aktif" in request.POST
    try:
        switch_whatsapp(**_who(request), active=active)
    except WrongState as refusal:
        messages.error(request, sentence(refusal))
    else:
        on, off = _("WhatsApp otomatis menyala."), _("Dimatikan. Pesan disiapkan untuk Anda kirim sendiri.")
        messages.success(request, on if active else off)
    return _back(request)


@require_POST
@owner_view
def whatsapp_sync(request: SellerRequest) -> HttpResponse:
    """Read from Meta which texts are approved."""
    count_try("whatsapp", str(request.store.pk), most=60, seconds=3600)
    try:
        usable = read_forms(**_who(request))
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("%(count)s templat Anda disetujui dan dipakai.") % {"count": usable})
    return _back(request)


@require_http_methods(["GET", "HEAD", "POST"])
@owner_view
def whatsapp_form(request: SellerRequest, key: str, language: str) -> HttpResponse:
    """One message: what would be proposed to Meta, or which text there says it. A post maps by hand."""
    kind = kind_at(key, WHATSAPP, language)
    told = form_of_store(request.store.pk, kind, language)
    initial = {
        "name": told.name,
        "code": told.code or language,
        "gaps": ", ".join(told.gaps),
        "button": told.button,
    }
    form = MapForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            map_form(
                **_who(request), kind=key, language=language, name=form.cleaned_data["name"].strip(),
                code=form.cleaned_data["code"].strip(), gaps=form.names, button=form.cleaned_data["button"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, sentence(refusal))
        else:
            messages.success(request, _("Tersimpan. Baca keadaannya dari Meta supaya dipakai."))
            return _back(request)
    return _form_page(request, kind, told, form)


def _form_page(request: SellerRequest, kind: Kind, told: FormTold, form: MapForm) -> HttpResponse:
    text: Proposed | None = None
    trouble = ""
    try:
        text = proposed(request.store.pk, kind.key, told.language)
    except BadForm as refusal:
        trouble = sentence(refusal)
    account = whatsapp_of_store(request.store.pk)
    context = {"kind": kind, "told": told, "form": form, "text": text, "trouble": trouble, "account": account}
    return render(request, "dashboard/tell/whatsapp_form.html", context, status=422 if form.errors else 200)


@require_POST
@owner_view
def whatsapp_propose(request: SellerRequest, key: str, language: str) -> HttpResponse:
    """Ask Meta to approve it as it stands."""
    kind_at(key, WHATSAPP, language)
    count_try("whatsapp", str(request.store.pk), most=120, seconds=3600)
    try:
        propose_form(**_who(request), kind=key, language=language)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, _("Diajukan. Meta biasanya memeriksa dalam beberapa menit sampai sehari."))
    return _back(request)


def _who(request: SellerRequest) -> dict[str, Any]:
    return {"store_id": request.store.pk, "actor": request.actor, "at": clock.now()}


def _back(request: SellerRequest) -> HttpResponse:
    return redirect("dashboard:whatsapp", request.store.slug)
