"""Products: the list, the one-page form, photos."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bukapo.campaigns.draft_reads import selling
from bukapo.campaigns.linting.overruling import check_read
from bukapo.campaigns.linting.reads import overruled_in
from bukapo.campaigns.models import Campaign
from bukapo.catalog import pictures, reads, writes
from bukapo.catalog.models import Photo, Product
from bukapo.catalog.rules import Combination, OptionDraft, combinations
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.prepare.doubts import Doubt, doubts_in, pass_ticked
from bukapo.faces.dashboard.prepare.forms.product import PhotosForm, ProductSheet
from bukapo.faces.dashboard.prepare.takeover import with_taken_over
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.stores.models import Store

PHOTOS = "dashboard/prepare/photos.html"
MOST_PHOTOS = 12


@require_http_methods(["GET", "HEAD"])
@seller_view
def products(request: SellerRequest) -> HttpResponse:
    archived = "arsip" in request.GET
    rows = reads.products_of(request.store, archived=archived)
    return render(request, "dashboard/prepare/products.html", {"rows": rows, "archived": archived})


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def product_new(request: SellerRequest) -> HttpResponse:
    return _product(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def product_edit(request: SellerRequest, product: int) -> HttpResponse:
    return _product(request, reads.product_of(request.store, product))


def _product(request: SellerRequest, product: Product | None) -> HttpResponse:
    before = reads.draft_of(product) if product else None
    in_pos = selling(request.store, product.pk) if product else []
    doubts: tuple[Doubt, ...] = ()
    posted = with_taken_over(request.store, request.POST, ("description",))
    sheet = ProductSheet(posted if request.method == "POST" else None, draft=before)
    if request.method == "POST" and sheet.is_valid() and (draft := sheet.draft()):
        try:
            if in_pos:  # a draft PO says it when it is to be published
                doubts = doubts_in(request, in_pos, [draft.description])
                _check_words(request, in_pos, doubts, draft.description)
            saved = writes.save_product(
                actor=request.actor,
                at=clock.now(),
                store=request.store,
                draft=draft,
                product_id=product.pk if product else None,
                on_sale=bool(in_pos),
            )
        except Refusal as refusal:
            sheet.refuse(refusal)
        else:
            messages.success(request, _("Produk tersimpan."))
            if product is None:
                return redirect("dashboard:product_photos", request.store.slug, saved.product_id)
            return redirect("dashboard:product_edit", request.store.slug, product.pk)
    context = {
        "sheet": sheet,
        "product": product,
        "selling": bool(in_pos),
        "doubts": doubts,
        "matrix": matrix(before.options) if before else None,
        "photos": reads.photos_of(product) if product else [],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "dashboard/prepare/product.html", context, status=status)


def _check_words(request: SellerRequest, rows: list[Campaign], doubts: tuple[Doubt, ...], text: str) -> None:
    """What buyers read as soon as it is saved. Raises VoidClause."""
    for row in rows:
        pass_ticked(request, row, doubts)
        check_read([text], overruled_in(row))


def matrix(options: Sequence[OptionDraft]) -> dict[str, Any] | None:
    """Rows = the first option, columns = every choice of the others; cells hold the surcharge (rupiah)."""
    if not options:
        return None
    first, rest = options[0], combinations(options[1:])
    rows = [(value.name, [value.surcharge + other.surcharge for other in rest]) for value in first.values]
    return {"corner": first.name, "columns": _labels(rest), "rows": rows, "count": len(rows) * len(rest)}


def _labels(rest: Iterable[Combination]) -> list[str]:
    return [combination.label or str(_("Tambahan")) for combination in rest]


@require_POST
@seller_view
def product_archive(request: SellerRequest, product: int) -> HttpResponse:
    archived = request.POST.get("arsip") == "1"
    writes.archive_product(
        actor=request.actor, at=clock.now(), store=request.store, product_id=product, archived=archived
    )
    messages.success(request, _("Produk disimpan di arsip.") if archived else _("Produk kembali ke daftar."))
    return redirect("dashboard:products", request.store.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def product_photos(request: SellerRequest, product: int) -> HttpResponse:
    row = reads.product_of(request.store, product)

    def arrange(photo_ids: Sequence[int]) -> None:
        writes.arrange_photos(
            actor=request.actor, at=clock.now(), store=request.store, product_id=row.pk, photo_ids=photo_ids
        )

    page = {"title": row.name, "of": row, "back": "product"}
    return photo_page(request, place=pictures.PRODUCT, shown=reads.photos_of(row), arrange=arrange, page=page)


def photo_page(
    request: SellerRequest, *, place: str, shown: list[Photo], arrange: Any, page: dict[str, Any]
) -> HttpResponse:
    """Show, add, put first or take away pictures. `arrange(ids)` is the write that says which, in which order."""
    form = PhotosForm()
    if request.method == "POST":
        if "tambah" in request.POST:
            form = PhotosForm(request.POST, request.FILES)
            if form.is_valid() and _add(request, form, place, shown, arrange):
                return redirect(request.path)
        else:
            _rearrange(request, shown, arrange)
            return redirect(request.path)
    context = {**page, "form": form, "photos": shown, "next": next_page(request)}
    return render(request, PHOTOS, context, status=422 if form.errors else 200)


def _add(request: SellerRequest, form: PhotosForm, place: str, shown: list[Photo], arrange: Any) -> bool:
    """Keep the good pictures, name the bad ones; False when none was good."""
    kept: list[Photo] = []
    uploads = form.cleaned_data["photos"]
    if len(shown) + len(uploads) > MOST_PHOTOS:
        form.add_error(
            "photos", _("Paling banyak %(most)s foto. Buang dulu beberapa.") % {"most": MOST_PHOTOS}
        )
        return False
    for upload in uploads:
        try:
            kept.append(pictures.keep_picture(request.store, upload, place))
        except Refusal as refusal:
            form.add_error("photos", f"{upload.name[:60]}: {sentence(refusal)}")
    if not kept:
        return False
    try:
        arrange([photo.pk for photo in (*shown, *kept)])
    except Refusal:
        for photo in kept:
            pictures.forget_picture(photo)
        raise
    for errors in form.errors.values():
        for words in errors:
            messages.error(request, str(words))
    messages.success(request, _("Foto ditambahkan."))
    return True


def _rearrange(request: SellerRequest, shown: list[Photo], arrange: Any) -> None:
    """`depan=<id>` puts a picture first, `buang=<id>` takes it away."""
    by_name = {str(photo.pk): photo for photo in shown}
    if first := by_name.get(request.POST.get("depan", "")):
        arrange([first.pk, *(photo.pk for photo in shown if photo != first)])
    elif gone := by_name.get(request.POST.get("buang", "")):
        arrange([photo.pk for photo in shown if photo != gone])
        pictures.forget_picture(gone)
    else:
        raise NotFound()


def next_page(request: SellerRequest) -> str:
    """Where the seller came from (`?ke=`), when it is a page of ours."""
    wished = request.GET.get("ke", "")
    return wished if wished.startswith("/") and url_has_allowed_host_and_scheme(wished, None) else ""


def offerable(store: Store) -> list[reads.ProductRow]:
    """Products a PO may offer."""
    return reads.products_of(store)
