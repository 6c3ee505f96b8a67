"""QRIS codes for tests: one synthetic pair, and any valid static code."""

from hypothesis import strategies as st

from bukapo.payments.qris.code import checksum
from bukapo.payments.qris.tlv import Field, written

STATIC = (
    "00020101021126620016ID.CO.CONTOH.WWW011893600999000000001702090000000010303UMI51440014ID.CO.QRIS.WWW"
    "0215ID10200000000010303UMI5204569953033605802ID5915KONVEKSI CONTOH6007BANDUNG61054011162070703A016304"
    "4693"
)
DYNAMIC = (
    "00020101021226620016ID.CO.CONTOH.WWW011893600999000000001702090000000010303UMI51440014ID.CO.QRIS.WWW"
    "0215ID10200000000010303UMI52045699530336054061473565802ID5915KONVEKSI CONTOH6007BANDUNG61054011162220511"
    "PO2611A00420703A0163045F78"
)
"""STATIC with Rp147,356 and reference PO2611A0042."""


def sealed(fields: dict[str, str]) -> str:
    """The code of these fields, in the order of their tags, with its checksum."""
    body = written(Field(tag, fields[tag]) for tag in sorted(fields)) + "6304"
    return body + checksum(body)


def fields_of(text: str) -> dict[str, str]:
    """Tag -> value of a code whose checksum is not looked at."""
    found, place = {}, 0
    while place < len(text):
        tag, length = text[place : place + 2], int(text[place + 2 : place + 4])
        found[tag] = text[place + 4 : place + 4 + length]
        place += 4 + length
    return found


def plain_fields(**changes: str) -> dict[str, str]:
    """The fields of STATIC without checksum; `t54="1000"` sets one, `t51=""` takes one out."""
    fields = {tag: value for tag, value in fields_of(STATIC).items() if tag != "63"}
    fields |= {name[1:]: value for name, value in changes.items()}
    return {tag: value for tag, value in fields.items() if value}


_words = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=15)
_digits = st.text("0123456789", min_size=1, max_size=12)


@st.composite
def _template(draw: st.DrawFn, tags: tuple[str, ...]) -> str:
    chosen = draw(st.lists(st.sampled_from(tags), unique=True, min_size=1, max_size=4))
    return written(Field(tag, draw(_words)) for tag in sorted(chosen))


@st.composite
def static_codes(draw: st.DrawFn) -> str:
    """Any valid static code: strange names, many acquirers, tips, an amount from before, additional data."""
    name = draw(_words).strip() or "TOKO"
    nmid = draw(st.text("0123456789", min_size=13, max_size=13))
    fields = {"00": "01", "01": "11", "52": "5699", "53": "360", "58": "ID", "59": name, "60": "KOTA"}
    fields["51"] = written([Field("00", "ID.CO.QRIS.WWW"), Field("02", f"ID{nmid}"), Field("03", "UMI")])
    optional = {
        "02": _digits,
        "26": _template(("00", "01", "02", "03")),
        "27": _template(("00", "01", "02", "03")),
        "54": st.sampled_from(["1000", "12.50"]),
        "55": st.sampled_from(["01", "02", "03"]),
        "61": _digits.map(lambda text: text[:10]),
        "62": _template(("01", "03", "05", "07", "08")),
        "64": _template(("00", "01")),
        "80": _words,
    }
    for tag, values in optional.items():
        if draw(st.booleans()):
            fields[tag] = draw(values)
    return sealed(fields)
