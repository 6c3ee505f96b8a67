"""What a store says about itself, and which policies it may promise. Pure."""

import re
from dataclasses import dataclass

from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop
from bukapo.kernel.zones import ZONES

RESERVED = frozenset(
    {
        "a", "admin", "antar", "api", "app", "bahasa", "bantuan", "beranda", "berhenti", "buka-toko", "bukapo", "cari",
        "cek", "cek-rekam", "daftar", "favicon", "healthz", "help", "hooks", "k", "kabar", "keluar", "kotak-surat",
        "laporan", "login", "logout", "lupa-sandi", "masuk", "media", "metrics", "mitra", "nota", "oper", "p",
        "pesanan", "po", "readyz", "robots", "rombongan", "s", "sandi-baru", "sitemap", "spk", "static", "syarat", "t",
        "aturan", "tentang", "toko", "toko-saya",
        "undangan", "www",
    }
)  # fmt: skip
"""First path segments the house uses or may use itself; no store is called like that."""


class SlugTaken(Refusal):
    code = "slug_taken"
    sentence = gettext_noop("Alamat toko “{slug}” sudah dipakai. Pilih yang lain.")


class LastBankAccount(Refusal):
    code = "last_bank_account"
    sentence = gettext_noop(
        "Ini satu-satunya rekening yang aktif. Tambahkan rekening lain dulu, baru yang ini dinonaktifkan."
    )


class QrisLandsThere(Refusal):
    code = "qris_lands_there"
    sentence = gettext_noop(
        "Uang QRIS toko masuk ke rekening ini. Hentikan QRIS-nya dulu, atau ganti rekeningnya."
    )


class LastOwner(Refusal):
    code = "last_owner"
    sentence = gettext_noop("Toko harus punya pemilik. Anggota ini tidak bisa dikeluarkan.")


class AlreadyMember(Refusal):
    code = "already_member"
    sentence = gettext_noop("Orang ini sudah menjadi anggota toko.")


@dataclass(frozen=True, kw_only=True)
class StoreDetails:
    """Who sells, as buyers read it. `phone` in any Indonesian spelling; `zone` is an IANA name."""

    name: str
    city: str
    phone: str
    zone: str = "Asia/Jakarta"
    about: str = ""
    address: str = ""
    email: str = ""
    instagram: str = ""
    registration: str = ""


@dataclass(frozen=True, kw_only=True)
class Policies:
    """What the store promises for every PO. Percent and days are whole numbers."""

    cancel_before_close: bool = True
    cancel_fee_percent: int = 0
    refund_days: int = 7
    exchange_days: int = 7
    late_refund_days: int = 14
    size_tolerance_cm: int = 2
    complaint_hours: int = 48
    settle_late: bool = True


@dataclass(frozen=True, kw_only=True)
class Bank:
    """Where buyers transfer to. `number` may hold spaces and dashes; digits are kept."""

    bank: str
    number: str
    holder: str


BOUNDS: dict[str, tuple[int, int, str]] = {
    "cancel_fee_percent": (0, 100, gettext_noop("Potongan pembatalan antara 0 dan 100 persen.")),
    "refund_days": (
        1,
        7,
        gettext_noop("Uang kembali paling lambat 7 hari (UU Perlindungan Konsumen Pasal 19)."),
    ),
    "exchange_days": (2, 60, gettext_noop("Masa tukar barang paling sedikit 2 hari (PP 80/2019 Pasal 69).")),
    "late_refund_days": (0, 60, gettext_noop("Batas terlambat antara 0 dan 60 hari.")),
    "size_tolerance_cm": (0, 5, gettext_noop("Toleransi ukuran antara 0 dan 5 cm.")),
    "complaint_hours": (1, 168, gettext_noop("Komplain dijawab dalam 1 sampai 168 jam.")),
}
"""Least, most and the sentence, per policy. The limits come from the consumer law where it knows one."""


def checked_details(details: StoreDetails) -> dict[str, str]:
    """Column values of a store. Raises Invalid with the field that can't be used."""
    values = {name: " ".join(str(value).split()) for name, value in vars(details).items() if name != "about"}
    values["about"] = details.about.strip()
    values["address"] = details.address.strip()
    for name, why in (
        ("name", gettext_noop("Nama toko belum diisi.")),
        ("city", gettext_noop("Kota belum diisi.")),
    ):
        if not values[name]:
            raise Invalid(field=name, why=why)
    if values["zone"] not in ZONES:
        raise Invalid(field="zone", why=gettext_noop("Pilih WIB, WITA, atau WIT."))
    try:
        values["phone"] = normalise_phone(values["phone"])
    except PhoneUnusable as refusal:
        raise Invalid(field="phone", why=refusal.sentence) from None
    values["instagram"] = instagram_name(values["instagram"])
    return values


def instagram_name(text: str) -> str:
    """`https://www.instagram.com/toko.kita/?igsh=x` and `@toko.kita` -> `toko.kita`."""
    text = re.sub(r"^(https?://)?(www\.)?instagram\.com/", "", text.strip(), flags=re.IGNORECASE)
    return re.split(r"[/?#]", text.lstrip("@"))[0][:60]


def checked_policies(policies: Policies) -> dict[str, int | bool]:
    """Column values. Raises Invalid for a promise the law does not let a store make."""
    for name, (least, most, why) in BOUNDS.items():
        if not least <= getattr(policies, name) <= most:
            raise Invalid(field=name, why=why)
    return dict(vars(policies))


def checked_bank(bank: Bank) -> Bank:
    """Tidied. Raises Invalid."""
    name, holder = " ".join(bank.bank.split()), " ".join(bank.holder.split())
    number = re.sub(r"[\s.\-]", "", bank.number)
    if not name:
        raise Invalid(field="bank", why=gettext_noop("Nama bank belum diisi."))
    if not re.fullmatch(r"[0-9]{5,30}", number):
        raise Invalid(field="number", why=gettext_noop("Nomor rekening hanya angka, paling sedikit 5."))
    if not holder:
        raise Invalid(field="holder", why=gettext_noop("Nama pemilik rekening belum diisi."))
    return Bank(bank=name, number=number, holder=holder)
