"""My order, behind its secret link: pay, follow, cancel, confirm."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bukapo.catalog.models import Photo
from bukapo.catalog.pictures import PROOF, forget_picture, keep_picture
from bukapo.faces.papers.receipt_pdf import receipt_pdf
from bukapo.faces.storefront.credit_codes import known_codes, remember_codes
from bukapo.faces.storefront.finds import order_of
from bukapo.faces.storefront.forms.account import account_forms
from bukapo.faces.storefront.forms.asking import WordForm
from bukapo.faces.storefront.forms.proof import ProofForm
from bukapo.faces.storefront.forms.review import ReviewForm, typed_before
from bukapo.faces.storefront.shown.claim_standing import standing_of
from bukapo.faces.storefront.shown.frozen import frozen_part, news_of_frozen
from bukapo.faces.storefront.shown.guarantees import guarantee_shown
from bukapo.faces.storefront.shown.inviting import inviting_of
from bukapo.faces.storefront.shown.late import delay_asked
from bukapo.faces.storefront.shown.order import OrderPage, order_page
from bukapo.faces.storefront.shown.pickup import pickup_part
from bukapo.faces.storefront.shown.price import price_asked
from bukapo.faces.storefront.shown.receipt import receipt_of
from bukapo.faces.storefront.views import live
from bukapo.faces.storefront.views.doors import stranger_deed
from bukapo.faces.ui.limits import count_try
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.messaging.consents.reads import wants_offers
from bukapo.orders.allotment.reads import shorts_of
from bukapo.orders.gateways.attempts import pending_attempt
from bukapo.orders.gateways.reads import ways_to_pay
from bukapo.orders.models import Order
from bukapo.orders.parts.reads import part_of
from bukapo.orders.threads.reads import words_of
from bukapo.orders.writes.pay import send_proof
from bukapo.orders.writes.send import confirm_receipt
from bukapo.payments.models import Payment
from bukapo.stores.banks import BANKS
from bukapo.stores.models import Store

ENDED = ("received", "cancelled")
"""States in which nobody waits for news on the page."""


def news(key: str) -> str:
    """What just happened, told once at the top of the page (`?kabar=`)."""
    words = {
        "ajak": _("Tautan Anda siap dibagikan."),
        "kini": _("Halaman ini baru saja diperbarui."),
        "baru": _("Pesanan masuk. Simpan tautan halaman ini: di sinilah Anda bayar dan memantau pesanan."),
        "bukti": _("Bukti terkirim. Penjual mengeceknya, hasilnya muncul di halaman ini."),
        "ubah": _("Perubahan tersimpan."),
        "bayar": _("Pembayaran Anda sudah masuk. Terima kasih!"),
        "batal": _("Pesanan sudah dibatalkan."),
        "diterima": _("Terima kasih sudah mengabari."),
        "jadwal": _("Jadwal ambil tersimpan. Tunjukkan kodenya waktu mengambil."),
        "sebagian": _("Tercatat. Paket pertama segera dikirim, sisanya menyusul."),
        "lengkap": _("Tercatat. Pesanan dikirim sekaligus kalau sudah lengkap."),
        "paket-sampai": _("Tercatat: satu paket sudah sampai. Yang satu lagi masih di jalan."),
        "belum-sampai": _("Penjual sudah diberi tahu bahwa paketnya belum sampai."),
        "saldo": _("Uangnya disimpan sebagai saldo Anda. Kodenya ada di halaman ini."),
        "dipakai": _("Saldo sudah dipakai untuk pesanan ini."),
        "rekening": _("Rekening tujuan tercatat. Penjual mengirim uangnya ke sana."),
        "harga-setuju": _("Terima kasih. Persetujuan Anda tercatat, tambahannya ada di rincian."),
        "harga-keluar": _("Pesanan dibatalkan. Seluruh uang Anda akan dikembalikan."),
        "harga-lewat": _("Usulan harga ini sudah tidak menunggu jawaban."),
        "mundur-tunggu": _("Tercatat: Anda menunggu. Sampai batasnya masih bisa diganti."),
        "mundur-uang": _(
            "Tercatat: uang Anda kembali setelah batas memilih. Sampai saat itu masih bisa diganti."
        ),
        "mundur-pindah": _("Pesanan Anda sudah pindah, dengan harga yang sama."),
        "mundur-lewat": _("Pertanyaan ini sudah tidak menunggu jawaban."),
        "kurang-uang": _("Tercatat. Uang barang yang kurang tidak ditagih, atau kembali ke Anda."),
        "kurang-tunggu": _("Tercatat: Anda menunggu barang pengganti."),
        "kurang-ganti": _("Tercatat: barang yang kurang diganti pilihan Anda."),
        "kurang-lewat": _("Pilihan untuk barang yang kurang sudah dijalankan."),
        "garansi-tunggu": _("Tercatat: Anda menunggu. Uangnya tetap boleh diambil sampai barang dikirim."),
        "garansi-uang": _("Pesanan dibatalkan. Seluruh uang Anda akan dikembalikan."),
        "sisa-uang": _(
            "Sisanya tidak jadi dikirim. Uangnya akan dikembalikan, yang sudah dikirim tetap milik Anda."
        ),
        "garansi-lewat": _("Tawaran ini sudah tidak menunggu jawaban."),
        "tanya": _("Pesan terkirim. Jawabannya muncul di halaman ini, dan Anda dikabari."),
        "testimoni": _("Terima kasih, testimoni Anda sudah tampil."),
        "testimoni-ubah": _("Testimoni Anda sudah diubah."),
        "po-baru": _("Baik, Anda dikabari kalau ada PO baru."),
        "po-baru-tidak": _("Baik, Anda tidak dikabari soal PO baru."),
        **news_of_frozen(),
    }
    return words.get(key, "")


@require_safe
def order(request: HttpRequest, secret: str) -> HttpResponse:
    """Number, stamp, what to pay now, timeline, details."""
    found = order_of(secret)
    return show_order(request, found, kabar=request.GET.get("kabar", ""))


def show_order(
    request: HttpRequest, found: Order, *, status: int = 200, kabar: str = "", **forms: Any
) -> HttpResponse:
    """The order page; a refused form comes in its place (`forms`, `proof_form`, …), a refusal above everything."""
    now = clock.now()
    page = order_page(found, at=now, codes=known_codes(request))
    context = {
        "page": page,
        "shop": found.store,
        "order": found,
        "asked": price_asked(found, at=now),
        "frozen": frozen_part(found, at=now),
        "late": delay_asked(found, at=now),
        "guarantee": guarantee_shown(found),
        "shorts": shorts_of(found),
        "inviting": inviting_of(found),
        "ahead": part_of(found),
        "claimed": standing_of(found, at=now),
        **pickup_part(found, at=now),
        "news": news(kabar),
        "draft_key": f"{found.store.slug}/{found.campaign.slug}",
        "address": f"{settings.BASE_URL.rstrip('/')}{order_address(found)}",
        "proof_form": _proof_form(
            page.accounts, initial={"claimed": page.to_pay.amount if page.to_pay else None}
        ),
        "review_form": _review_form(page),
        "words": words_of(found),
        "word_form": WordForm(),
        "forms": account_forms(),
        "banks": BANKS,
        "wants_offers": wants_offers(found),
        "live": live.version_of(found) if found.state not in ENDED or page.money.owed else "",
        "first": live.FIRST_MS,
        "now": now,
        **_by_gateway(found, page.to_pay.amount if page.to_pay and not page.waiting else 0),
    }
    response = render(request, "storefront/order.html", context | forms, status=status)
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    remember_codes(request, response, page.money)
    return response


def _by_gateway(found: Order, amount: int) -> dict[str, Any]:
    """Ways to pay `amount` rupiah that confirm themselves, and the one under way."""
    ways = ways_to_pay(store_id=found.store_id, amount=amount) if amount else ()
    return {
        "ways": ways,
        "banks": [way for way in ways if way.kind == "va"],
        "running": pending_attempt(found.store_id, found.pk) if ways else None,
    }


def order_address(found: Order) -> str:
    """The path of the secret link."""
    return reverse("storefront:order", args=[found.secret])


def back_with(found: Order, kabar: str) -> HttpResponseRedirect:
    """303 to the order page, which tells the news."""
    return back_to(found.secret, kabar)


def back_to(secret: str, kabar: str) -> HttpResponseRedirect:
    """303 to the page behind a secret link."""
    response = HttpResponseRedirect(
        f"/p/{secret}/?kabar={kabar}"
    )  # looking the route up costs a tenth of a drop
    response.status_code = 303
    return response


def _proof_form(accounts: Any, *args: Any, **kwargs: Any) -> ProofForm:
    choices = [(account.pk, f"{account.bank} {account.number} ({account.holder})") for account in accounts]
    return ProofForm(*args, accounts=choices, **kwargs)


def _review_form(page: OrderPage) -> ReviewForm:
    """For a first word, or for changing it."""
    own = page.review.shown.seen if page.review else None
    typed = typed_before(own.row) if own else {}
    return ReviewForm(buyer_name=page.order.buyer_name, kept=own.photos if own else (), initial=typed)


@stranger_deed("proof", most=120, seconds=3600)
def proof(request: HttpRequest, secret: str) -> HttpResponseBase:
    """A picture of the transfer."""
    found = order_of(secret)
    count_try("proof of order", found.secret, most=12, seconds=3600)
    page = order_page(found, at=clock.now())
    form = _proof_form(page.accounts, request.POST, request.FILES)
    if not form.is_valid():
        return show_order(request, found, status=422, proof_form=form)
    account = form.cleaned_data.get("bank_account")
    if account is None and len(page.accounts) == 1:
        account = page.accounts[0].pk

    def write(photo: Photo | None) -> None:
        send_proof(
            store_id=found.store_id,
            order_id=found.pk,
            photo=photo,  # type: ignore[arg-type]
            bank_account_id=account,
            claimed=form.cleaned_data["claimed"],
            sender=form.cleaned_data["sender"],
            actor=BUYER_ACTOR,
            at=clock.now(),
        )

    try:
        with_picture(found.store, form.cleaned_data["photo"], PROOF, write)
    except Refusal as refusal:
        form.add_error("photo", sentence(refusal))
        return show_order(request, found, status=refusal.http_status, proof_form=form)
    return back_with(found, "bukti")


def with_picture(store: Store, upload: Any, place: str, write: Callable[[Photo | None], None]) -> None:
    """Keep the picture, then write; a refused write takes the picture along."""
    photo = keep_picture(store, upload, place) if upload else None
    try:
        write(photo)
    except Refusal:
        if photo is not None:
            forget_picture(photo)
        raise


@stranger_deed("received", most=60, seconds=3600)
def received(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The goods have arrived."""
    found = order_of(secret)
    try:
        confirm_receipt(store_id=found.store_id, order_id=found.pk, actor=BUYER_ACTOR, at=clock.now())
    except Refusal as refusal:
        return show_order(request, found, status=refusal.http_status, refusal=sentence(refusal))
    return back_with(found, "diterima")


@require_safe
def receipt(request: HttpRequest, secret: str, code: str) -> HttpResponse:
    """The nota of one payment as PDF, kept for ever behind the buyer's link."""
    found = order_of(secret)
    payment = Payment.objects.of(found.store_id).filter(order=found, receipt_code=code).first()
    if payment is None:
        raise NotFound()
    pdf = receipt_pdf(receipt_of(found, payment), lang=(get_language() or "id")[:2])
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="nota-{found.number}.pdf"'
    response["Cache-Control"] = "private, no-cache"
    return response
