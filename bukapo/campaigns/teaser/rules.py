"""What a teaser may say, who may sign up, and what a vote is. Pure; instants UTC."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bukapo.kernel.machine import machine
from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.kernel.readable import EMAIL, MOST
from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop

INTEREST = machine(
    "interest",
    "waiting unverified",
    waiting="confirmed withdrawn",
    unverified="withdrawn",
    confirmed="withdrawn",
    withdrawn="",
)
"""waiting: an e-mail address that has not said yes by its own letter; unverified: a phone number, as it was typed;
withdrawn: the address is erased."""
COUNTED = ["confirmed", "unverified"]
"""Who is counted and told."""

BY_EMAIL, BY_PHONE = "email", "phone"
WAYS = [BY_EMAIL, BY_PHONE]

DESIGN = "design"
"""What a vote is about when it is not about an option (Warna, Ukuran)."""
MOST_DESIGNS, MOST_OPTIONS, MOST_VALUES, MOST_PHOTOS = 12, 3, 20, 6
MOST_TEXT, MOST_BONUS, MOST_NAME = 2_000, 200, 80
MOST_LETTERS = 3
"""How often one address is written to because somebody signed it up again."""
BETWEEN_LETTERS = timedelta(minutes=10)
UNCONFIRMED_FOR = timedelta(days=7)
"""How long an address is kept that never confirmed."""

CONSENT = gettext_noop(
    "Saya mau dikabari {shop} soal PO ini: waktu buka dan tautan pribadi saya. Data saya hanya dipakai untuk itu dan "
    "bisa saya hapus kapan saja."
)
OFFERS = gettext_noop(
    "Kabari saya juga kalau PO ini hampir tutup atau hampir habis, dan kalau ada PO lain dari {shop}."
)


class NoTeaser(Refusal):
    code = "no_teaser"
    sentence = gettext_noop("Pendaftaran kabar untuk PO ini sudah ditutup.")
    http_status = 409


class SaysNothing(Refusal):
    code = "teaser_says_nothing"
    sentence = gettext_noop("Tulis dulu teks teasernya, baru bisa ditampilkan.")


class AlreadyOpen(Refusal):
    code = "teaser_too_late"
    sentence = gettext_noop("PO ini sudah dibuka atau berakhir, jadi teaser tidak tampil lagi.")


class SignedUpBefore(Refusal):
    """Never told to who asks: an address is nobody else's business."""

    code = "signed_up_before"
    sentence = gettext_noop("Alamat ini sudah terdaftar.")


@dataclass(frozen=True)
class TeaserPlan:
    """What the seller wants. `opens_at`: planned, while the PO itself has no opening. `options`: (name, values)."""

    text: str
    opens_at: datetime | None = None
    gives_early: bool = True
    voucher_id: int | None = None
    bonus: str = ""
    options: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def checked(self) -> "TeaserPlan":
        """Raises Invalid with the field."""
        if len(self.text) > MOST_TEXT:
            raise Invalid(field="text", why=gettext_noop("Terlalu panjang."))
        if len(self.bonus) > MOST_BONUS:
            raise Invalid(field="bonus", why=gettext_noop("Terlalu panjang."))
        if len(self.options) > MOST_OPTIONS or any(len(v) > MOST_VALUES for _n, v in self.options):
            raise Invalid(field="options", why=gettext_noop("Paling banyak 20 pilihan."))
        return self


@dataclass(frozen=True)
class SignUp:
    """What somebody typed. The texts are what they ticked, word for word; `picks` are (option, value)."""

    way: str
    address: str
    consent_text: str
    agreed: bool
    name: str = ""
    language: str = "id"
    offers: bool = False
    offers_text: str = ""
    designs: tuple[int, ...] = ()
    picks: tuple[tuple[str, str], ...] = ()

    def checked(self) -> str:
        """The address in one spelling. Raises Invalid with the field."""
        if self.way not in WAYS:
            raise Invalid(field="address", why=ADDRESS_MISSING)
        address = _email(self.address) if self.way == BY_EMAIL else _phone(self.address)
        if not self.agreed:
            raise Invalid(field="agreed", why=gettext_noop("Centang dulu supaya kami boleh mengabari Anda."))
        return address


ADDRESS_MISSING = gettext_noop("Isi email atau nomor WhatsApp.")
EMAIL_BAD = gettext_noop("Alamat email belum benar.")
PHONE_BAD = gettext_noop("Nomor WhatsApp belum benar. Contoh: 0812 3456 7890.")


def way_of(typed: str) -> str:
    """E-mail addresses have an at sign; phone numbers never do."""
    return BY_EMAIL if "@" in typed else BY_PHONE


def _email(typed: str) -> str:
    address = typed.strip().lower()
    if len(address) > MOST or not EMAIL.fullmatch(address) or not address.isprintable():
        raise Invalid(field="address", why=EMAIL_BAD)
    return address


def _phone(typed: str) -> str:
    if not typed.strip():
        raise Invalid(field="address", why=ADDRESS_MISSING)
    try:
        return normalise_phone(typed)
    except PhoneUnusable:
        raise Invalid(field="address", why=PHONE_BAD) from None


def is_shown(*, shown_from: datetime | None, state: str, opens_at: datetime | None, at: datetime) -> bool:
    """Whether the PO's address shows its teaser at `at`. `opens_at` is the PO's own opening, not a planned one."""
    if shown_from is None or at < shown_from or state not in ("draft", "published"):
        return False
    return state == "draft" or (opens_at is not None and at < opens_at)


def opening(
    *, state: str, opens_at: datetime | None, planned: datetime | None, at: datetime
) -> datetime | None:
    """When the PO opens, as far as anybody knows: a plan that has passed is none any more."""
    if state == "published":
        return opens_at
    known = opens_at or planned
    return known if known is not None and at < known else None


def votes_of(
    designs: Sequence[int],
    picks: Mapping[str, str],
    *,
    offered: Sequence[int],
    options: Mapping[str, Sequence[str]],
) -> tuple[tuple[int, ...], dict[str, str]]:
    """What of a vote there is to vote for; the rest was taken away meanwhile, or never was."""
    chosen = tuple(pk for pk in dict.fromkeys(designs) if pk in offered)
    return chosen, {name: picks[name] for name in options if picks.get(name) in options[name]}


def may_be_told_again(*, letters: int, last: datetime, at: datetime) -> bool:
    """Whether an address that is signed up again gets its letter once more."""
    return letters < MOST_LETTERS and at >= last + BETWEEN_LETTERS
