"""What a review may say, by whom, and what it counts. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop

MOST_PHOTOS = 4
MOST_BODY, MOST_REPLY, MOST_NOTE, MOST_VIDEO = 1000, 500, 300, 200
EDIT_DAYS = 14
"""Days after writing in which a buyer may change a review."""
LEAST = 3
"""Reviews from which an average is told as a number: below, one person would be the whole of it."""
MOST_OPEN_REPORTS = 20
"""Reports of one review that wait at a time; more say nothing new."""

SMALL, FITS, LARGE = "small", "fits", "large"
FITS_WORDS = {
    SMALL: gettext_noop("Kekecilan"),
    FITS: gettext_noop("Pas"),
    LARGE: gettext_noop("Kebesaran"),
}
AGAIN_WORDS = {
    1: gettext_noop("Tidak"),
    2: gettext_noop("Kayaknya tidak"),
    3: gettext_noop("Belum tahu"),
    4: gettext_noop("Mungkin"),
    5: gettext_noop("Pasti"),
}
"""The one question for the seller's evaluation: would you order again? 1 to 5; shown to nobody else."""

INITIAL, NAMELESS = "initial", "nameless"
NAMINGS = (INITIAL, NAMELESS)
"""How the buyer is named: first name and an initial, or not at all."""

REASONS = {
    "private": gettext_noop("memuat data pribadi"),
    "abuse": gettext_noop("memuat kata kasar atau ancaman"),
    "unrelated": gettext_noop("bukan soal barang atau pesanannya"),
    "photo": gettext_noop("fotonya tidak pantas atau bukan milik penulisnya"),
    "unlawful": gettext_noop("melanggar hukum"),
}
"""Why a review is reported or hidden. Being unfriendly is none of them."""

VIDEO_HOSTS = {
    "youtube.com": "YouTube",
    "m.youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "tiktok.com": "TikTok",
    "vt.tiktok.com": "TikTok",
    "vm.tiktok.com": "TikTok",
    "instagram.com": "Instagram",
    "facebook.com": "Facebook",
    "m.facebook.com": "Facebook",
    "fb.watch": "Facebook",
}
_FORWARDING = ("/redirect", "/l.php", "/flx", "/linkshim", "/link/")
"""Addresses of these hosts that only lead somewhere else."""
_KEPT = frozenset({"v", "t"})
"""What of a video's query says which video; the rest says who shared it."""

VIDEO_BAD = gettext_noop("Tempel tautan video dari YouTube, TikTok, Instagram, atau Facebook.")


class AlreadyReviewed(Refusal):
    code = "already_reviewed"
    sentence = gettext_noop("Testimoni untuk pesanan ini sudah ada. Terima kasih!")


class NotByTheBuyer(Refusal):
    """Somebody of the store writes under a buyer's link, or an order is the store's own."""

    code = "not_by_the_buyer"
    sentence = gettext_noop(
        "Testimoni hanya bisa ditulis pembelinya sendiri, bukan oleh toko atau untuk pesanan milik toko."
    )
    http_status = 403


class NotReceivedYet(Refusal):
    code = "not_received"
    sentence = gettext_noop("Testimoni bisa ditulis setelah barangnya diterima.")


class EditTimeOver(Refusal):
    code = "edit_time_over"
    sentence = gettext_noop("Testimoni ini sudah lewat 14 hari, jadi tidak bisa diubah lagi.")


class AlreadyAnswered(Refusal):
    code = "already_answered"
    sentence = gettext_noop("Testimoni ini sudah dijawab. Ubah saja jawabannya.")


class HiddenReview(Refusal):
    code = "review_hidden"
    sentence = gettext_noop("Testimoni ini sedang disembunyikan.")


@dataclass(frozen=True)
class Said:
    """What a buyer says. `satisfaction` 1 to 5 or None; `fit` one of FITS_WORDS or ""; `naming` one of NAMINGS."""

    stars: int
    body: str = ""
    fit: str = ""
    satisfaction: int | None = None
    video: str = ""
    naming: str = INITIAL


def checked(said: Said, *, unreadable: bool, photos: int) -> Said:
    """Tidy words that may stand. `unreadable`: the text has signs no page shows. Raises Invalid."""
    if not 1 <= said.stars <= 5:
        raise Invalid(field="stars", why=gettext_noop("Pilih 1 sampai 5 bintang."))
    body = said.body.strip()
    if len(body) > MOST_BODY or unreadable:
        raise Invalid(field="body", why=gettext_noop("Testimoni paling panjang 1.000 huruf."))
    if said.fit and said.fit not in FITS_WORDS:
        raise Invalid(field="fit", why=gettext_noop("Pilih salah satu ukuran yang tersedia."))
    if said.satisfaction is not None and said.satisfaction not in AGAIN_WORDS:
        raise Invalid(field="satisfaction", why=gettext_noop("Pilih salah satu jawaban."))
    if said.naming not in NAMINGS:
        raise Invalid(field="naming", why=gettext_noop("Pilih salah satu cara menampilkan nama."))
    if photos > MOST_PHOTOS:
        raise Invalid(field="photos", why=gettext_noop("Paling banyak 4 foto."))
    return Said(said.stars, body, said.fit, said.satisfaction, tidy_video(said.video), said.naming)


def tidy_video(text: str) -> str:
    """The address of a video at a known host, without what tells who shared it; "" for none. Raises Invalid."""
    typed = text.strip()
    if not typed:
        return ""
    try:
        parts = urlsplit(typed if "://" in typed else f"https://{typed}")
        host = (parts.hostname or "").removeprefix("www.")
        plain = parts.netloc.lower().removeprefix("www.") == host
    except ValueError:
        raise Invalid(field="video", why=VIDEO_BAD) from None
    path = parts.path
    printable = path.isascii() and path.isprintable() and not set(path) & set(" <>\"'\\")
    if parts.scheme not in ("https", "http") or not plain or host not in VIDEO_HOSTS or not printable:
        raise Invalid(field="video", why=VIDEO_BAD)
    if len(path) < 2 or path.lower().startswith(_FORWARDING):
        raise Invalid(field="video", why=VIDEO_BAD)
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query)[:20] if name in _KEPT])
    found = f"https://{host}{path}{'?' + query if query else ''}"
    if len(found) > MOST_VIDEO:
        raise Invalid(field="video", why=VIDEO_BAD)
    return found


def video_host(address: str) -> str:
    """Where the video is, as people call it."""
    return VIDEO_HOSTS.get(urlsplit(address).hostname or "", "")


def named(buyer_name: str, naming: str) -> str:
    """`Budi Santoso` -> `Budi S.`; "" where the buyer wants no name."""
    words = buyer_name.split()
    if naming != INITIAL or not words:
        return ""
    first = words[0] if len(words[0]) <= 20 else f"{words[0][:19]}…"
    return f"{first} {words[1][0].upper()}." if len(words) > 1 else first


def may_edit(*, written_at: datetime, hidden: bool, at: datetime) -> bool:
    """Within EDIT_DAYS, and not what the operator has hidden."""
    return not hidden and at < written_at + timedelta(days=EDIT_DAYS)


def told(said: Said, photos: Sequence[str]) -> dict[str, Any]:
    """What the digest of a version seals; `photos` are their keys."""
    return {
        "stars": said.stars,
        "body": said.body,
        "fit": said.fit,
        "satisfaction": said.satisfaction,
        "video": said.video,
        "naming": said.naming,
        "photos": list(photos),
    }


@dataclass(frozen=True)
class Rating:
    """`spread` counts reviews from one star to five. What is hidden keeps counting: hiding polishes nothing."""

    spread: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    hidden: int = 0

    @property
    def count(self) -> int:
        return sum(self.spread)

    @property
    def average(self) -> int | None:
        """Hundredths of a star, rounded half up; None of nothing."""
        total = sum(stars * many for stars, many in enumerate(self.spread, start=1))
        return (total * 200 + self.count) // (2 * self.count) if self.count else None

    @property
    def is_told(self) -> bool:
        """There are enough for a number."""
        return self.count >= LEAST


def rating(counts: Mapping[int, int], hidden: int = 0) -> Rating:
    """From {stars: how many}."""
    one, two, three, four, five = (counts.get(stars, 0) for stars in range(1, 6))
    return Rating((one, two, three, four, five), hidden)
