"""Phone numbers as Indonesians write them, to E.164 (`+62…`).

A number that names nobody for certain is refused, never repaired: spreadsheets destroy digits
(`8.12E+10`), people write two numbers into one field.
"""

import re
import unicodedata

import phonenumbers

from bukapo.kernel.refusal import Refusal, gettext_noop

REGION = "ID"
_TYPED = re.compile(r"[+0-9 -]{9,24}")
_GAPS = str.maketrans("", "", " -")
# What the library holds to be an Indonesian mobile number (a test compares); asking it costs a hundred times more.
_MOBILE = re.compile(r"(?:\+62|0)(8[1-35-9][0-9]{7,10})")
_FLOAT_TAIL = re.compile(r"[.,]0+$")
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?E\+?(\d{1,2})", re.IGNORECASE)
_LABEL = re.compile(r"^\s*(?:(?:no|nomor|wa|whatsapp|hp|telp|tel|telepon|phone)\b[\s.:/-]*)+", re.IGNORECASE)
_AFTERTHOUGHT = re.compile(r"\s*\((?:\s*(?:wa|whatsapp|hp|aktif|telp|sms)\b[\s/,&]*)+\)\s*$", re.IGNORECASE)
_NOT_DIALLED = re.compile(r"[^\d+]")
_WRITTEN = re.compile(r"[\d+()\s.\-/'’`_–—]*")
_SEVERAL = re.compile(r"[\d)]\s*(?:[/,;|&\n]|\bdan\b|\batau\b|\bor\b)\s*[(+]?\d{5}")


class PhoneUnusable(Refusal):
    """The text is no phone number one could call."""

    code = "phone_invalid"
    sentence = gettext_noop("Nomor HP tidak lengkap atau salah ketik.")
    http_status = 422


class PhoneMissing(PhoneUnusable):
    code = "phone_missing"
    sentence = gettext_noop("Nomor HP belum diisi.")


class PhoneDestroyed(PhoneUnusable):
    """A spreadsheet showed the number as `8.12E+10` and its last digits are gone."""

    code = "phone_destroyed"
    sentence = gettext_noop(
        "Nomor HP rusak oleh spreadsheet (angka belakangnya hilang). Tanyakan lagi ke pemesan."
    )


class PhoneSeveral(PhoneUnusable):
    code = "phone_several"
    sentence = gettext_noop("Ada lebih dari satu nomor HP. Pilih salah satu.")


def normalise_phone(text: str) -> str:
    """`0812-3456-7890`, `62812…`, `812…`, `'0812…`, `81234567890.0` -> `+6281234567890` (E.164).

    A foreign number is taken only with its `+`. Raises PhoneUnusable, or its PhoneMissing, PhoneDestroyed,
    PhoneSeveral.
    """
    if _TYPED.fullmatch(text) and (mobile := _MOBILE.fullmatch(text.translate(_GAPS))):
        return f"+62{mobile[1]}"
    return _read(text)


def _read(text: str) -> str:
    """The long way, for whatever is not plainly a mobile number."""
    written = _without_ornaments(text)
    if not any(character.isdigit() for character in written):
        raise PhoneMissing() if len(written.strip("-_.'’` ")) == 0 else PhoneUnusable()
    written = _without_float_shape(written)
    if _SEVERAL.search(written):
        raise PhoneSeveral()
    if not _WRITTEN.fullmatch(written):
        raise PhoneUnusable()
    return _e164(written)


def _without_ornaments(text: str) -> str:
    flat = unicodedata.normalize("NFKC", text[:200])
    visible = "".join(c for c in flat if unicodedata.category(c) not in ("Cf", "Cc") or c in "\n\t")
    return _AFTERTHOUGHT.sub("", _LABEL.sub("", visible)).strip().strip("'’`‘").strip()


def _without_float_shape(written: str) -> str:
    """Undo what a spreadsheet does to a long number, where nothing was lost."""
    power = _SCIENTIFIC.fullmatch(written)
    if not power:
        return _FLOAT_TAIL.sub("", written) if re.fullmatch(r"\d{6,}[.,]0+", written) else written
    fraction, exponent = power[2] or "", int(power[3])
    if len(fraction) < exponent:
        raise PhoneDestroyed()
    return power[1] + fraction[:exponent]


def _e164(written: str) -> str:
    dialled = _NOT_DIALLED.sub("", written.replace("(0)", ""))
    if "+" in dialled[1:]:
        raise PhoneUnusable()
    if re.match(r"0062|00\+", dialled):
        dialled = "+" + dialled[2:]
    try:
        number = phonenumbers.parse(dialled, REGION)
    except phonenumbers.NumberParseException:
        raise PhoneUnusable() from None
    if not phonenumbers.is_valid_number(number):
        raise PhoneUnusable()
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
