"""A refusal as a program reads it: the members of `application/problem+json` (RFC 9457). Pure.

`say` translates an Indonesian sentence into the language of the request; each process brings its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop

MEDIA_TYPE = "application/problem+json"
PROBLEMS = "/api/v1/problems/"
"""A problem's `type` is this and its code: a path that answers what the code means."""

Say = Callable[[str], str]


@dataclass(frozen=True)
class Kind:
    """What a code means: `title` in a few words, `advice` for whoever writes the program."""

    title: str
    advice: str


KINDS: Mapping[str, Kind] = {
    "invalid": Kind(
        gettext_noop("Isian perlu dibetulkan"),
        gettext_noop("`errors` menyebut setiap isian dan alasannya. Betulkan, lalu kirim lagi."),
    ),
    "unreadable": Kind(
        gettext_noop("Kiriman tidak terbaca"),
        gettext_noop("Kirim satu objek JSON dalam UTF-8."),
    ),
    "sold_out": Kind(
        gettext_noop("Sisa tidak cukup"),
        gettext_noop("Dari `what` tersisa `left` pcs. Yang dilepas pembeli lain bisa dipesan lagi."),
    ),
    "closed": Kind(
        gettext_noop("PO sudah ditutup"),
        gettext_noop("Waktu tutup dihitung menurut jam server. Mengirim lagi tidak mengubahnya."),
    ),
    "not_open_yet": Kind(
        gettext_noop("PO belum dibuka"),
        gettext_noop("`opens_at` dan `server_time` dari PO menyebut kapan. Kirim lagi setelah itu."),
    ),
    "draw_ahead": Kind(
        gettext_noop("Undian belum dijalankan"),
        gettext_noop(
            "Sampai undian, pembeli mendaftar lewat halaman PO. Sesudahnya pesanan diterima seperti biasa."
        ),
    ),
    "buyer_limit": Kind(
        gettext_noop("Batas per pembeli tercapai"),
        gettext_noop("Satu pembeli paling banyak `cap` pcs dan sudah memesan `had`."),
    ),
    "key_conflict": Kind(
        gettext_noop("Tanda sudah dipakai untuk isi lain"),
        gettext_noop("Satu Idempotency-Key berlaku untuk satu pesanan. Pesanan lain perlu tanda baru."),
    ),
    "price_changed": Kind(
        gettext_noop("Harga sudah berubah"),
        gettext_noop(
            "Yang ditunjukkan ke pembeli `was`, sekarang `total`. Tunjukkan yang baru, lalu kirim lagi."
        ),
    ),
    "voucher_unknown": Kind(
        gettext_noop("Voucher tidak dikenal"),
        gettext_noop("Kode ini tidak ada di PO ini. Kirim lagi dengan kode lain atau tanpa kode."),
    ),
    "voucher_not_yet": Kind(
        gettext_noop("Voucher belum berlaku"),
        gettext_noop("Kirim lagi nanti, atau tanpa kode."),
    ),
    "voucher_ended": Kind(
        gettext_noop("Voucher sudah berakhir"),
        gettext_noop("Kirim lagi tanpa kode."),
    ),
    "voucher_used_up": Kind(
        gettext_noop("Voucher sudah habis dipakai"),
        gettext_noop("Kirim lagi tanpa kode. Pemakaian yang dilepas pembeli lain bisa dipakai lagi."),
    ),
    "voucher_used_by_buyer": Kind(
        gettext_noop("Voucher sudah dipakai pembeli ini"),
        gettext_noop("Nomor atau e-mail ini sudah memakainya. Kirim lagi tanpa kode."),
    ),
    "voucher_below_least": Kind(
        gettext_noop("Belanja di bawah batas voucher"),
        gettext_noop("Voucher berlaku mulai `least`. Tambah barangnya, atau kirim tanpa kode."),
    ),
    "idempotency_key_missing": Kind(
        gettext_noop("Idempotency-Key belum ada"),
        gettext_noop("Isi header Idempotency-Key dengan 16 sampai 128 huruf, angka, - atau _ yang acak."),
    ),
    "too_many_tries": Kind(
        gettext_noop("Terlalu banyak percobaan"),
        gettext_noop("Tunggu sebentar, lalu kirim lagi lebih pelan."),
    ),
    "unauthorized": Kind(
        gettext_noop("Kunci tidak cocok"),
        gettext_noop("Kirim `secret` dari jawaban pesanan sebagai Authorization: Bearer."),
    ),
    "not_found": Kind(
        gettext_noop("Tidak ditemukan"),
        gettext_noop("Alamat, toko, atau PO ini tidak ada."),
    ),
    "method_not_allowed": Kind(
        gettext_noop("Metode tidak diterima"),
        gettext_noop("Header Allow menyebut metode yang diterima."),
    ),
    "body_too_large": Kind(
        gettext_noop("Kiriman terlalu besar"),
        gettext_noop("Paling banyak 16 KiB."),
    ),
    "unsupported_media_type": Kind(
        gettext_noop("Jenis kiriman tidak diterima"),
        gettext_noop("Hanya application/json yang dibaca."),
    ),
    "busy": Kind(
        gettext_noop("Sedang ramai"),
        gettext_noop("Kirim lagi setelah Retry-After detik, dengan tanda dan isi yang sama."),
    ),
    "unavailable": Kind(
        gettext_noop("Sedang tidak bisa melayani"),
        gettext_noop("Kirim lagi setelah Retry-After detik, dengan tanda dan isi yang sama."),
    ),
    "internal_error": Kind(
        gettext_noop("Kesalahan di pihak kami"),
        gettext_noop("Kirim lagi dengan tanda dan isi yang sama: pesanan tidak akan menjadi dua."),
    ),
    "refused": Kind(
        gettext_noop("Tidak bisa dijalankan"),
        gettext_noop("`detail` menyebut alasannya."),
    ),
}


def problem(refusal: Refusal, *, say: Say, status: int | None = None) -> dict[str, Any]:
    """type, title, status, detail, code; `errors` for invalid input; what else the refusal knows (`left`, `cap`, …).

    `status` replaces the refusal's own.
    """
    kind = KINDS.get(refusal.code, KINDS["refused"])
    members: dict[str, Any] = {
        "type": f"{PROBLEMS}{refusal.code if refusal.code in KINDS else 'refused'}",
        "title": say(kind.title),
        "status": status or refusal.http_status,
        "detail": refusal.told(say),
        "code": refusal.code,
    }
    if errors := _errors(refusal, say):
        members["errors"] = errors
        return members
    plain = {k: v for k, v in refusal.words(say).items() if v is None or isinstance(v, int | str)}
    return members | {name: value for name, value in plain.items() if name not in members}


def _errors(refusal: Refusal, say: Say) -> list[dict[str, str]]:
    if isinstance(refusal, Invalid):
        return [{"field": str(refusal.params.get("field", "")), "detail": refusal.told(say)}]
    errors: Mapping[str, str] = getattr(refusal, "errors", {})
    return [{"field": field, "detail": say(sentence)} for field, sentence in errors.items()]
