"""A code for one payment out of the shop's sticker: the amount inside, the order's number as reference.

Whatever names the merchant and the acquirer stays as it is, byte for byte. A code made here gives no notice of payment
to anybody, and many wallets drop the reference: the money is recognised on the statement, by its amount.
"""

import re

from bukapo.payments.qris.code import DYNAMIC, LONGEST, Qris, checksum, read_static
from bukapo.payments.qris.refusals import AmountUnfit, NoRoom, ReferenceUnfit, TooLong
from bukapo.payments.qris.tlv import Field, read_fields, written

MOST = 10_000_000
"""Rupiah in one payment by QRIS (Bank Indonesia)."""
REFERENCE = "05"
"""In the additional data (62)."""
_OF_ANOTHER_PAYMENT = {"54", "55", "56", "57"}


def dynamic(static: str | Qris, amount: int, reference: str = "") -> str:
    """The dynamic code of `amount` rupiah. Raises a QrisUnusable, AmountUnfit, ReferenceUnfit, NoRoom."""
    code = read_static(static) if isinstance(static, str) else read_static(static.text)
    if not 0 < amount <= MOST:
        raise AmountUnfit()
    if reference and not re.fullmatch(r"[ -~]{1,25}", reference):
        raise ReferenceUnfit()
    kept = {field.tag: field.value for field in code.fields if field.tag not in _OF_ANOTHER_PAYMENT}
    kept |= {"01": DYNAMIC, "54": str(amount)}
    if reference:
        kept["62"] = _referring(kept.get("62", ""), reference)
    body = written(Field(tag, kept[tag]) for tag in sorted(kept)) + "6304"
    if len(body) + 4 > LONGEST:
        raise NoRoom()
    return body + checksum(body)


def _referring(additional: str, reference: str) -> str:
    inner = {field.tag: field.value for field in read_fields(additional, inside="62.")}
    inner[REFERENCE] = reference
    try:
        text = written(Field(tag, inner[tag]) for tag in sorted(inner))
        Field("62", text).written()
    except TooLong:
        raise NoRoom() from None
    return text
