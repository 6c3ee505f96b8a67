"""A store's facts -> a document anybody can check, and back. Pure; the signing is Ed25519 (RFC 8032)."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bukapo.kernel.canonical import canonical
from bukapo.kernel.refusal import gettext_noop
from bukapo.trust.reviews.rules import Rating

SCHEMA = "bukapo-record/1"
KEYS_SCHEMA = "bukapo-keys/1"
MOST_BYTES = 65_536
FEW = 3
"""POs from which a share says something; below, the page says of how few it is."""
OLD_DAYS = 30
"""From this age on a checked record is called old."""

_SIGNATURE = re.compile(r"[0-9a-f]{128}")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:-]{1,100}")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")

GENUINE, ALTERED, UNKNOWN_KEY, UNREADABLE = "genuine", "altered", "unknown_key", "unreadable"

DEFINITIONS: dict[str, str] = {
    "since": gettext_noop("Hari PO pertama toko ini dibuka lewat BukaPO."),
    "campaigns": gettext_noop(
        "PO yang sudah ditutup dan jalan, paling banyak 60 yang terakhir. Semua angka pengiriman dihitung dari PO ini."
    ),
    "cancelled": gettext_noop(
        "PO yang sudah terbit lalu dibatalkan penjual sebelum atau sesudah ada pesanan."
    ),
    "short": gettext_noop("PO yang tidak jadi jalan karena minimumnya tidak tercapai."),
    "judged": gettext_noop(
        "PO yang sudah bisa dinilai: semua pesanannya sudah dikirim, atau tanggal kirim yang pertama dijanjikan sudah "
        "lewat."
    ),
    "on_time": gettext_noop(
        "Dari PO yang bisa dinilai: semua pesanannya dikirim (atau siap diambil) paling lambat pada tanggal yang "
        "pertama dijanjikan. Janji yang digeser tetap dihitung dari tanggal pertamanya. Pesanan yang baru lunas "
        "setelah tanggal itu tidak dihitung terlambat."
    ),
    "late_median": gettext_noop("Nilai tengah dari jumlah hari lewat, di antara PO yang terlambat."),
    "late_most": gettext_noop("Hari lewat paling lama dari satu PO."),
    "orders_sent": gettext_noop("Pesanan dari PO itu yang sudah dikirim atau siap diambil."),
    "orders_on_time": gettext_noop(
        "Pesanan yang dikirim paling lambat pada tanggal yang pertama dijanjikan untuknya."
    ),
    "orders_overdue": gettext_noop(
        "Pesanan dari PO itu yang lunas pada waktunya dan belum dikirim, padahal tanggal yang pertama dijanjikan "
        "sudah lewat."
    ),
    "orders_paid": gettext_noop(
        "Pesanan dari PO yang sudah ditutup yang pernah dibayar, sebagian atau lunas."
    ),
    "orders_refunded": gettext_noop(
        "Dari pesanan itu: yang batal, dan pembayarannya harus kembali ke pembeli."
    ),
    "refunded_bp": gettext_noop("Bagian pesanan itu dari yang pernah dibayar."),
    "rating": gettext_noop("Rata-rata bintang dari semua testimoni. Belum disebut sebelum ada 3 testimoni."),
    "reviews": gettext_noop("Testimoni dari pembeli yang menerima barangnya. Satu pesanan, satu testimoni."),
    "stars": gettext_noop("Banyaknya testimoni dengan 1, 2, 3, 4, dan 5 bintang."),
    "hidden": gettext_noop(
        "Testimoni yang kata-katanya disembunyikan operator dengan alasan yang tertera. Bintangnya tetap dihitung."
    ),
    "answers": gettext_noop("Pertanyaan pembeli yang dijawab dalam 90 hari terakhir."),
    "answer_minutes": gettext_noop("Nilai tengah dari pertanyaan sampai jawaban."),
    "answered_in_a_day_bp": gettext_noop(
        "Bagian pertanyaan yang dijawab dalam 24 jam; yang menunggu lebih lama ikut dihitung."
    ),
    "claims": gettext_noop("Komplain pembeli dari PO itu. Yang ditarik lagi oleh pembelinya tidak dihitung."),
    "claims_bp": gettext_noop("Komplain dibanding pesanan yang dikirim."),
    "claims_due": gettext_noop("Komplain yang sudah diputuskan toko, atau sudah lewat batas waktunya."),
    "claims_in_time": gettext_noop(
        "Dari komplain itu: yang selalu dijawab toko sebelum batas waktu di aturan pesanannya."
    ),
}
"""Each number's meaning, beside the number wherever it stands."""

UNITS = {
    "late_median": "days", "late_most": "days", "rating": "1/100 star", "answer_minutes": "minutes",
    "refunded_bp": "1/100 percent", "answered_in_a_day_bp": "1/100 percent", "claims_bp": "1/100 percent",
}  # fmt: skip
"""What a number counts where it is not things."""


@dataclass(frozen=True)
class Facts:
    """A store's numbers, all of them counted. None: nothing is known, and nothing is said."""

    since: date | None = None
    campaigns: int = 0
    cancelled: int = 0
    short: int = 0
    judged: int = 0
    on_time: int = 0
    late_median: int | None = None
    late_most: int = 0
    orders_sent: int = 0
    orders_on_time: int = 0
    orders_overdue: int = 0
    orders_paid: int = 0
    orders_refunded: int = 0
    rating: Rating = Rating()
    answers: int | None = None
    answer_minutes: int | None = None
    answered_in_a_day_bp: int | None = None
    claims: int | None = None
    claims_due: int | None = None
    claims_in_time: int | None = None

    @property
    def refunded_bp(self) -> int | None:
        return share(self.orders_refunded, self.orders_paid)

    @property
    def claims_bp(self) -> int | None:
        return None if self.claims is None else share(self.claims, self.orders_sent)


def share(part: int, whole: int) -> int | None:
    """Basis points, rounded half up; None of nothing."""
    return (part * 20_000 + whole) // (2 * whole) if whole else None


def numbers(facts: Facts) -> dict[str, Any]:
    """Every number under the name of its definition."""
    stars = facts.rating
    own = {
        name: getattr(facts, name)
        for name in (
            "campaigns", "cancelled", "short", "judged", "on_time", "late_median", "late_most", "orders_sent",
            "orders_on_time", "orders_overdue", "orders_paid", "orders_refunded", "refunded_bp", "answers",
            "answer_minutes", "answered_in_a_day_bp", "claims", "claims_bp", "claims_due", "claims_in_time",
        )
    }  # fmt: skip
    return own | {
        "since": facts.since.isoformat() if facts.since else None,
        "rating": stars.average if stars.is_told else None,
        "reviews": stars.count,
        "stars": list(stars.spread),
        "hidden": stars.hidden,
    }


def document(
    facts: Facts, *, store: Mapping[str, str], issuer: str, issued_at: datetime, key: str
) -> dict[str, Any]:
    """What is signed: `store` (address, city, name, slug), numbers with definitions, `key` = id of the signing key."""
    told = numbers(facts)
    return {
        "schema": SCHEMA,
        "issuer": issuer,
        "issued_at": issued_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "key": key,
        "store": dict(store),
        "period": {"from": told["since"], "to": issued_at.astimezone(UTC).date().isoformat()},
        "numbers": told,
        "units": UNITS,
        "definitions": {name: DEFINITIONS[name] for name in told},
    }


@dataclass(frozen=True)
class Key:
    """A public key: 32 bytes as 64 hex digits, and since when it signs (ISO, as it is published)."""

    id: str
    public: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True)
class Checked:
    """`record` is what was read (None where nothing was); only a GENUINE one may be believed."""

    verdict: str
    record: dict[str, Any] | None = None
    age_days: int = 0

    @property
    def is_genuine(self) -> bool:
        return self.verdict == GENUINE

    @property
    def is_old(self) -> bool:
        return self.age_days >= OLD_DAYS

    @property
    def issuer(self) -> str:
        """Who it says has signed it, as far as that can be shown; to look there, not to believe."""
        said = (self.record or {}).get("issuer")
        return said if isinstance(said, str) and _ADDRESS.fullmatch(said) else ""


class _Twice(ValueError):
    """One name stands twice: two readers would read two records."""


def check(text: str | bytes, keys: Sequence[Key], *, at: datetime) -> Checked:
    """Whether a record is genuine and unaltered, and how old. Whatever comes in, this answers.

    The signature is over the canonical form, so spaces between the parts make no difference and any other byte does.
    """
    record = parsed(text)
    if record is None or record.get("schema") != SCHEMA:
        return Checked(UNREADABLE)
    signature, signed = record.get("signature"), {k: v for k, v in record.items() if k != "signature"}
    key = next((one for one in keys if one.id == record.get("key")), None)
    if key is None:
        return Checked(UNKNOWN_KEY, record)
    try:
        if not isinstance(signature, str) or not _SIGNATURE.fullmatch(signature):
            raise ValueError("no signature")
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key.public))
        public.verify(bytes.fromhex(signature), canonical(signed))
        issued = _instant(record["issued_at"])
        if key.until and issued > _instant(key.until):
            raise ValueError("signed with a key that was put away")
    except (InvalidSignature, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return Checked(ALTERED, record)
    return Checked(GENUINE, record, max(0, (at - issued).days))


def parsed(text: str | bytes) -> dict[str, Any] | None:
    """A JSON object in which no name stands twice and no number has a fraction; None for anything else."""
    if len(text) > MOST_BYTES:
        return None
    try:
        found = json.loads(
            text, object_pairs_hook=_once, parse_float=_no_fraction, parse_constant=_no_fraction
        )
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Twice()
    return found


def _no_fraction(text: str) -> None:
    raise ValueError(text)


def _instant(text: str) -> datetime:
    if not _INSTANT.fullmatch(text):
        raise ValueError(text)
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def published(keys: Sequence[Key], *, issuer: str) -> dict[str, Any]:
    """The public keys as they stand at `/.well-known/bukapo-keys.json`, the one that signs first."""
    rows = [
        {"id": one.id, "ed25519": one.public, "since": one.since, "until": one.until or None} for one in keys
    ]
    return {"schema": KEYS_SCHEMA, "issuer": issuer, "keys": rows}


def keys_in(text: str | bytes) -> tuple[Key, ...]:
    """The keys of a published list; () for what is none."""
    found = parsed(text)
    if found is None or found.get("schema") != KEYS_SCHEMA or not isinstance(found.get("keys"), list):
        return ()
    rows = [_key_in(row) for row in found["keys"][:100] if isinstance(row, dict)]
    return tuple(row for row in rows if row is not None)


def _key_in(row: Mapping[str, Any]) -> Key | None:
    name, public, until = row.get("id"), row.get("ed25519"), row.get("until") or ""
    if not (isinstance(name, str) and isinstance(public, str) and re.fullmatch(r"[0-9a-f]{64}", public)):
        return None
    if not isinstance(until, str) or (until and not _INSTANT.fullmatch(until)):
        return None
    return Key(name, public, until=until)
