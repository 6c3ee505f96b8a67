"""What a text for Meta may look like, and which of our messages get one. Pure.

Source: Meta's rules for message templates: names of small letters, digits and `_`; variables numbered from 1, none
at the beginning or the end, none empty; no line breaks, tabs or five blanks in a value; utility texts say only what
happened to the reader's own order.
"""

import re
from collections.abc import Mapping, Sequence

from bukapo.kernel.refusal import Refusal, gettext_noop

APPROVED, MISSING = "APPROVED", ""
STATES = [
    MISSING, "APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED", "FLAGGED", "IN_APPEAL", "LIMIT_EXCEEDED",
    "ARCHIVED", ]  # fmt: skip
"""Of a text at Meta; "" = not there (yet)."""
LINK = "tautan"
"""The gap that becomes a button where it stands alone in a line."""
MOST_BODY, MOST_VALUE = 1_024, 300
VARIABLE = re.compile(r"\{\{(\d{1,2})\}\}")
_GAP = re.compile(r"\{([a-z_]+)\}")
_NAME = re.compile(r"[a-z0-9_]{1,512}")
_SPACES = re.compile(r"\s+")
SIGNED = {"id": "Salam, {toko}, lewat BukaPO.", "en": "Regards, {toko}, by BukaPO."}
NOTHING = "-"


class BadForm(Refusal):
    """A text or a mapping that Meta would not take."""

    code = "bad_form"
    http_status = 422
    sentence = gettext_noop("{why}")


def form_name(kind: str) -> str:
    """`order.payment_received` -> `bukapo_order_payment_received`."""
    return "bukapo_" + re.sub(r"[^a-z0-9]+", "_", kind)


MAY_BE_EMPTY = frozenset({
    "sisa", "cod", "lebih", "lunas", "tagihan", "kode_unik", "batas_bayar", "rekening", "alasan", "pengembalian",
    "uang", "tujuan", "kurir", "resi", "turun", "hemat", "catatan", "tempat_ambil", "tanggal", "tanggal_lama",
    "tutup", "jadi", "kirim_akhir",
})  # fmt: skip
"""Gaps that have nothing to say in some cases. Our own words then leave the line out; a text at Meta can't."""
ALWAYS_ASKED = frozenset({"tagihan", "batas_bayar"})
ASKING = frozenset({
    "order.balance_asked", "order.instalment_asked", "order.payment_reminded", "order.payment_overdue",
    "order.payment_overdue_again", "order.payment_overdue_last", "order.due_extended",
})  # fmt: skip
"""Messages that exist only while something is to be paid."""


def uncertain(kind: str) -> frozenset[str]:
    """Gaps of which a text at Meta for this message may not speak."""
    return MAY_BE_EMPTY - ALWAYS_ASKED if kind in ASKING else MAY_BE_EMPTY


def proposal(
    body: str, language: str, leave_out: frozenset[str] = MAY_BE_EMPTY
) -> tuple[str, tuple[str, ...], bool]:
    """Our words with gaps -> Meta's text with numbers, the gaps in their order, and whether the link is a button.

    A line that holds only the link goes to the button, one with a gap of `leave_out` goes: whatever it says is on the
    page behind the button. A text that would end in a variable gets a last sentence.
    """
    lines = body.replace("\r\n", "\n").split("\n")
    button = any(line.strip() == f"{{{LINK}}}" for line in lines)
    kept = [line for line in _before_button(lines) if not set(_GAP.findall(line)) & leave_out]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
    text += "\n\n" + SIGNED.get(language, SIGNED["id"])
    if text.startswith("{"):
        text = ("Kabar: " if language == "id" else "News: ") + text
    gaps: list[str] = []
    for name in _GAP.findall(text):
        if name not in gaps:
            gaps.append(name)
    numbered = _GAP.sub(lambda gap: "{{" + str(gaps.index(gap[1]) + 1) + "}}", text)
    return numbered, tuple(gaps), button


def _before_button(lines: Sequence[str]) -> list[str]:
    """Without the link and the store's name; what announced the link ends in a full stop."""
    kept: list[str] = []
    for line in lines:
        if line.strip() == f"{{{LINK}}}" and kept and kept[-1].endswith(":"):
            kept[-1] = kept[-1][:-1] + "."
        elif line.strip() not in (f"{{{LINK}}}", "{toko}"):
            kept.append(line)
    return kept


def check_form(*, name: str, gaps: Sequence[str], known: Sequence[str], body: str = "") -> None:
    """Raise BadForm for what Meta would refuse. `known`: the gaps that this message has; `body` may be empty (by
    hand).
    """
    if not _NAME.fullmatch(name):
        raise BadForm(why=gettext_noop("Nama templat hanya huruf kecil, angka, dan garis bawah."))
    if any(gap not in known for gap in gaps):
        raise BadForm(why=gettext_noop("Ada isian yang tidak dikenal di pesan ini. Pilih dari daftar isian."))
    numbers = [int(number) for number in VARIABLE.findall(body)]
    if body and sorted(set(numbers)) != list(range(1, len(gaps) + 1)):
        raise BadForm(why=gettext_noop("Jumlah isian tidak sama dengan variabel di templatnya."))
    plain = body.strip()
    if len(plain) > MOST_BODY:
        raise BadForm(why=gettext_noop("Templatnya terlalu panjang: paling banyak 1.024 huruf."))
    if VARIABLE.match(plain) or plain.endswith("}}"):
        raise BadForm(why=gettext_noop("Templat tidak boleh dimulai atau diakhiri variabel."))


def filled(gaps: Sequence[str], values: Mapping[str, str]) -> tuple[str, ...]:
    """What fills {{1}}, {{2}}, …: one line each, never empty."""
    return tuple(_SPACES.sub(" ", values.get(gap, "")).strip()[:MOST_VALUE] or NOTHING for gap in gaps)


def variables_of(body: str) -> int:
    """How many different variables a text of Meta has."""
    return len(set(VARIABLE.findall(body)))
