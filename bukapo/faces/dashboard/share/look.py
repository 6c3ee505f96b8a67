"""How the store looks: logo, colour, its line; and the short links to its page."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bukapo.campaigns.links.reads import links_of
from bukapo.catalog import pictures
from bukapo.catalog.brand.rules import COLOURS, FIRST_COLOUR
from bukapo.catalog.brand.writes import brand_of, set_brand
from bukapo.catalog.models import Brand, Photo
from bukapo.faces.dashboard.access import SellerRequest, owner_view
from bukapo.faces.dashboard.prepare.forms import PlainForm, refuse
from bukapo.faces.dashboard.share.links_shown import shown_links
from bukapo.faces.storefront.shown.telling import store_address
from bukapo.faces.ui import dates
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal


class LookForm(PlainForm):
    line = forms.CharField(
        label=gettext_lazy("Satu kalimat tentang toko"),
        max_length=120,
        required=False,
        help_text=gettext_lazy(
            "Tampil di bawah nama toko, misalnya “Kaos angkatan dan jersey, dari Bandung”."
        ),
    )
    colour = forms.ChoiceField(
        label=gettext_lazy("Warna poster"),
        choices=[],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Dipilih supaya selalu terbaca, di poster terang maupun gelap."),
    )
    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "data-preview": ""}),
        help_text=gettext_lazy("Boleh kosong. JPG, PNG, atau WebP, paling bagus persegi."),
    )
    drop_logo = forms.BooleanField(label=gettext_lazy("Hapus logo"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["colour"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, _(colour.name)) for key, colour in COLOURS.items()]


@require_http_methods(["GET", "HEAD", "POST"])
@owner_view
def store_look(request: SellerRequest) -> HttpResponse:
    """Also where the store's own link is found."""
    brand = brand_of(request.store)
    form = LookForm(
        request.POST or None,
        request.FILES or None,
        initial={"line": brand.line, "colour": brand.colour or FIRST_COLOUR},
    )
    if form.is_bound and form.is_valid() and _save(request, form, brand):
        messages.success(request, _("Tersimpan."))
        return redirect("dashboard:store_look", request.store.slug)
    today = dates.local(clock.now(), request.store.zone).date()
    context = {
        "form": form,
        "brand": brand,
        "address": store_address(request.store),
        "links": shown_links(links_of(request.store, None, today=today)),
    }
    return render(request, "dashboard/share/look.html", context, status=422 if form.errors else 200)


def _save(request: SellerRequest, form: LookForm, brand: Brand) -> bool:
    data, kept = form.cleaned_data, None
    try:
        if data["logo"]:
            kept = pictures.keep_picture(request.store, data["logo"], pictures.LOGO)
        set_brand(
            actor=request.actor,
            at=clock.now(),
            store=request.store,
            colour=data["colour"],
            line=data["line"],
            logo_id=_logo(kept, brand, drop=data["drop_logo"]),
        )
    except Refusal as refusal:
        if kept:
            pictures.forget_picture(kept)
        refuse(form, refusal, field="" if refusal.params.get("field") else "logo")
        return False
    if brand.logo and (kept or data["drop_logo"]):
        pictures.forget_picture(brand.logo)
    return True


def _logo(kept: Photo | None, brand: Brand, *, drop: bool) -> int | None:
    if kept:
        return int(kept.pk)
    return None if drop else brand.logo_id
