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


def proposal(body: str, language: str) -> tuple[str, tuple[str, ...], bool]:
    """Our words with gaps -> Meta's text with numbers, the gaps in their order, and whether the link is a button.

    A line that holds only the link goes to the button. A text that would end in a variable gets a last sentence.
    """
    lines = body.replace("\r\n", "\n").split("\n")
    button = any(line.strip() == f"{{{LINK}}}" for line in lines)
    kept = [line for line in lines if line.strip() != f"{{{LINK}}}" and line.strip() != "{toko}"]
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


def check_form(*, name: str, gaps: Sequence[str], known: Sequence[str], body: str = "") -> None:
    """Raise BadForm for what Meta would refuse. `known`: the gaps that this message has; `body` may be empty (by
    hand).
    """
    if not _NAME.fullmatch(name):
        raise BadForm(why=gettext_noop("Nama templat hanya huruf kecil, angka, dan garis bawah."))
    if strange := [gap for gap in gaps if gap not in known]:
        raise BadForm(why=gettext_noop("Ada isian yang tidak dikenal di pesan ini: ") + ", ".join(strange))
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
