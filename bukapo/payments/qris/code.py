"""A QRIS code read strictly: whatever is accepted here is a code that every wallet reads the same way."""

import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass

from bukapo.kernel.refusal import gettext_noop
from bukapo.payments.qris import refusals as no
from bukapo.payments.qris.tlv import Field, read_fields

STATIC, DYNAMIC = "11", "12"
RUPIAH, INDONESIA, NATIONAL = "360", "ID", "ID.CO.QRIS.WWW"
LONGEST = 512
"""Characters of a whole code (EMVCo)."""
TEMPLATES = (*(f"{tag:02d}" for tag in range(26, 52)), "62", "64")
"""Fields that hold fields: acquirers and the national template, additional data, the language template."""

_REQUIRED = {
    "01": (gettext_noop("statis atau dinamis"), r"1[12]"),
    "52": (gettext_noop("jenis usaha"), r"\d{4}"),
    "53": (gettext_noop("mata uang"), r"\d{3}"),
    "58": (gettext_noop("negara"), r"[A-Z]{2}"),
    "59": (gettext_noop("nama merchant"), r".{1,25}"),
    "60": (gettext_noop("kota"), r".{1,15}"),
}
_OPTIONAL = {
    "54": (gettext_noop("nominal"), r"(?=.{1,13}$)\d+(\.\d{0,2})?"),
    "55": (gettext_noop("tip"), r"0[123]"),
    "56": (gettext_noop("tip tetap"), r"(?=.{1,13}$)\d+(\.\d{0,2})?"),
    "57": (gettext_noop("tip persen"), r"(?=.{1,5}$)\d+(\.\d{0,2})?"),
    "61": (gettext_noop("kode pos"), r".{1,10}"),
}


@dataclass(frozen=True)
class Qris:
    """A valid code. `fields` in their order, without the checksum; `nmid` is the merchant's national number."""

    text: str
    fields: tuple[Field, ...]
    nmid: str

    def value(self, tag: str) -> str:
        """What the field holds, "" when it is not there."""
        return next((field.value for field in self.fields if field.tag == tag), "")

    @property
    def merchant(self) -> str:
        return self.value("59")

    @property
    def city(self) -> str:
        return self.value("60")

    @property
    def is_static(self) -> bool:
        return self.value("01") == STATIC

    @property
    def amount(self) -> str:
        """The amount as the code writes it, "" when the payer types it."""
        return self.value("54")


def read_qris(text: str) -> Qris:
    """Read a code. White space around it is no part of it; inside nothing is forgiven. Raises a QrisUnusable."""
    text = text.strip()
    _plain(text)
    try:
        return _read(text)
    except no.QrisUnusable:
        # Said only when the code can't be read otherwise: a shop may be called "50%25 OFF".
        if re.search(r"%[0-9A-Fa-f]{2}", text):
            raise no.PercentEncoded() from None
        raise


def read_static(text: str) -> Qris:
    """Like `read_qris`, for a code from a sticker. Raises AlreadyDynamic too."""
    code = read_qris(text)
    if not code.is_static:
        raise no.AlreadyDynamic()
    return code


def checksum(text: str) -> str:
    """CRC-16/CCITT-FALSE of the text that ends with "6304", as four capital hex digits."""
    return f"{binascii.crc_hqx(text.encode(), 0xFFFF):04X}"


def _plain(text: str) -> None:
    if not text:
        raise no.Empty()
    if "\n" in text or "\r" in text:
        raise no.BrokenLine()
    if not text.startswith("000201"):
        raise no.NotQris()
    if not (text.isascii() and text.isprintable()):
        raise no.NotAscii()
    if len(text) > LONGEST:
        raise no.TooLong()


def _read(text: str) -> Qris:
    fields = read_fields(text)
    last = fields[-1]
    if last.tag != "63" or len(last.value) != 4 or any(field.tag == "63" for field in fields[:-1]):
        raise no.NoChecksum()
    _checked(text, last.value)
    body = fields[:-1]
    held = {field.tag: field.value for field in body}
    _contents(held)
    for field in body:
        if field.tag in TEMPLATES:
            read_fields(field.value, inside=f"{field.tag}.", at=text.index(field.written()) + 4)
    return Qris(text, body, _national(held))


def _checked(text: str, told: str) -> None:
    right = checksum(text[:-4])
    if told == right:
        return
    raise no.LowerCaseChecksum() if told.upper() == right else no.ChecksumWrong(told=told, right=right)


def _contents(held: Mapping[str, str]) -> None:
    for tag, (what, form) in _REQUIRED.items():
        if tag not in held:
            raise no.Missing(tag=tag, what=what)
        _fits(tag, held[tag], what, form)
    for tag, (what, form) in _OPTIONAL.items():
        if tag in held:
            _fits(tag, held[tag], what, form)
    if held["53"] != RUPIAH:
        raise no.ForeignCurrency(currency=held["53"])
    if held["58"] != INDONESIA:
        raise no.ForeignCountry(country=held["58"])


def _fits(tag: str, value: str, what: str, form: str) -> None:
    if not re.fullmatch(form, value):
        raise no.Unfit(tag=tag, what=what)


def _national(held: Mapping[str, str]) -> str:
    """The NMID of the national template. Raises NotNational."""
    if "51" not in held:
        raise no.NotNational()
    inner = {field.tag: field.value for field in read_fields(held["51"], inside="51.")}
    nmid = inner.get("02", "")
    if inner.get("00") != NATIONAL or not re.fullmatch(r"ID\d{13}", nmid):
        raise no.NotNational()
    return nmid
