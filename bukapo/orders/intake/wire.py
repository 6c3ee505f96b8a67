"""An order as a program sends it: JSON bytes -> `Wanted`, or a named no. Pure, and the same in every process.

Fields are named as in the JSON sent: `buyer.phone`, `lines[0].qty`, `lines[1].personalization.7`, `$` for the whole.
"""

import hashlib
import re
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from bukapo.kernel.protocol import BodyTooLarge, Unreadable
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.orders.intake import draft
from bukapo.orders.intake.draft import MAX_LINES, MAX_QTY, DraftInvalid, Wanted, WantedLine
from bukapo.orders.intake.packages import WantedBundle, WantedSlot
from bukapo.orders.rules import API
from bukapo.shipping.rules import COURIER

MOST_BYTES = 16_384
BIGGEST_ID = 2**63 - 1
BIGGEST_SUM = 10**12
KEY = re.compile(r"[A-Za-z0-9_-]{16,128}")

_CLEAN = r"^[^\u0000]*$"
Id = Annotated[int, Meta(ge=1, le=BIGGEST_ID)]
Name = Annotated[str, Meta(min_length=1, max_length=80, pattern=_CLEAN, examples=["Budi Santoso"])]
Phone = Annotated[str, Meta(min_length=1, max_length=40, pattern=_CLEAN, examples=["0812 3456 7890"])]
Email = Annotated[str, Meta(max_length=254, pattern=_CLEAN, examples=["budi@example.com"])]
Street = Annotated[str, Meta(min_length=1, max_length=400, pattern=_CLEAN, examples=["Jl. Contoh 12"])]
City = Annotated[str, Meta(max_length=80, pattern=_CLEAN, examples=["Bandung"])]
PostalCode = Annotated[str, Meta(max_length=5, pattern=r"^([0-9]{5})?$", examples=["40132"])]
Note = Annotated[str, Meta(max_length=300, pattern=_CLEAN)]
Voucher = Annotated[str, Meta(max_length=40, pattern=_CLEAN, description="A voucher's code.")]
Agreed = Annotated[
    Annotated[int, Meta(ge=0, le=BIGGEST_SUM)] | None,
    Meta(
        description="The sum in rupiah that the buyer was shown: goods, less the voucher, with shipping. When the "
        "price has changed since, nothing is ordered (`price_changed`). Without it the price of the moment counts."
    ),
]
Referral = Annotated[
    str,
    Meta(max_length=60, pattern=_CLEAN, description="The code that the buyer's link carried (`dari`)."),
]
Fallback = Annotated[
    Literal["", "wait", "colour", "next", "refund"],
    Meta(
        description="What the buyer chose for the case that the PO's minimum is not reached, one of its `fallbacks`; "
        "left out, the money goes back. With `colour` say which in `second_choice`."
    ),
]
SecondChoice = Annotated[str, Meta(max_length=40, pattern=_CLEAN)]
EarlyCode = Annotated[str, Meta(max_length=32, pattern=_CLEAN)]
Print = Annotated[str, Meta(max_length=200, pattern=_CLEAN)]
Prints = Annotated[
    dict[Id, Print],
    Meta(
        max_length=40,
        description="Field id -> text. An empty text means that it is not wanted.",
        extra_json_schema={"propertyNames": {"pattern": "^[1-9][0-9]{0,17}$"}},
    ),
]


class Buyer(Struct, forbid_unknown_fields=True, frozen=True):
    name: Name
    phone: Phone
    email: Email = ""


class SentLine(Struct, forbid_unknown_fields=True, frozen=True):
    variant: Annotated[Id, Meta(description="Id of a variant of this PO.")]
    qty: Annotated[int, Meta(ge=1, le=MAX_QTY)]
    personalization: Prints = {}


class SentSlot(Struct, forbid_unknown_fields=True, frozen=True):
    variant: Annotated[Id, Meta(description="Id of a variant that this piece of the package may be.")]
    personalization: Prints = {}


class SentBundle(Struct, forbid_unknown_fields=True, frozen=True):
    """A package, `qty` times with the same choices: one of `slots` per piece, in the package's order."""

    bundle: Annotated[Id, Meta(description="Id of a package (`bundles`) of this PO.")]
    qty: Annotated[int, Meta(ge=1, le=MAX_QTY)]
    slots: Annotated[tuple[SentSlot, ...], Meta(min_length=1, max_length=MAX_LINES)]


class Address(Struct, forbid_unknown_fields=True, frozen=True):
    street: Street
    zone: Annotated[Id, Meta(description="Id of a zone of this PO: it decides the shipping fee.")]
    city: City = ""
    postal_code: PostalCode = ""


class SentOrder(Struct, forbid_unknown_fields=True, frozen=True):
    """`address` goes with `courier`; with `pickup` it is not kept. An order has `lines`, `bundles` or both."""

    buyer: Buyer
    fulfilment: Literal["pickup", "courier"]
    lines: Annotated[tuple[SentLine, ...], Meta(max_length=MAX_LINES)] = ()
    bundles: Annotated[tuple[SentBundle, ...], Meta(max_length=MAX_LINES)] = ()
    address: Address | None = None
    note: Note = ""
    language: Annotated[
        Literal["id", "en"] | None, Meta(description="Of the messages; else that of the request.")
    ] = None
    early_code: EarlyCode = ""
    voucher: Voucher = ""
    total: Agreed = None
    if_short: Fallback = ""
    second_choice: SecondChoice = ""
    referral: Referral = ""


class KeyMissing(Refusal):
    """Without a key a retry could become a second order."""

    code = "idempotency_key_missing"
    sentence = gettext_noop("Sertakan header Idempotency-Key: 16 sampai 128 huruf, angka, - atau _.")
    http_status = 400


class SentInvalid(Refusal):
    """`errors`: field as named in the JSON -> sentence."""

    code = "invalid"
    sentence = DraftInvalid.sentence
    http_status = 422

    def __init__(self, errors: dict[str, str]) -> None:
        self.errors = errors
        super().__init__()


FIELD_UNKNOWN = gettext_noop("Isian ini tidak dikenal.")
KIND_WRONG = gettext_noop("Jenis isian ini keliru.")
NUMBER_OUTSIDE = gettext_noop("Angka ini di luar batas.")

_decoder = msgspec.json.Decoder(SentOrder)


def read_order(body: bytes, *, campaign_id: int, key: str, language: str) -> Wanted:
    """The order in `body` (JSON). `key` as `checked_key` gave it; `language` counts when the body names none.

    Raises BodyTooLarge, Unreadable, SentInvalid; what only the offer can tell (`draft`) is not looked at here.
    """
    sent = _read(body)
    where = sent.address if sent.fulfilment == COURIER else None
    return Wanted(
        key=order_key(campaign_id, key),
        source=API,
        buyer_name=sent.buyer.name,
        phone=sent.buyer.phone,
        email=sent.buyer.email,
        fulfilment=sent.fulfilment,
        address=where.street if where else "",
        city=where.city if where else "",
        postal_code=where.postal_code if where else "",
        zone_id=where.zone if where else None,
        note=sent.note,
        language=sent.language or language,
        lines=tuple(WantedLine(line.variant, line.qty, line.personalization) for line in sent.lines),
        bundles=tuple(
            WantedBundle(
                one.bundle,
                one.qty,
                tuple(WantedSlot(slot.variant, slot.personalization) for slot in one.slots),
            )
            for one in sent.bundles
        ),
        early_code=sent.early_code,
        voucher=sent.voucher,
        agreed=sent.total,
        if_short=sent.if_short,
        second_choice=sent.second_choice,
        partner_code=sent.referral,
    )


def checked_key(header: str | None) -> str:
    """The value of `Idempotency-Key`. Raises KeyMissing for none and for one that is no key."""
    if header is None or not KEY.fullmatch(header):
        raise KeyMissing()
    return header


def order_key(campaign_id: int, key: str) -> str:
    """`Wanted.key` (64 hex) of a sender's key: keys of other POs and of the form can't meet it."""
    return hashlib.sha256(f"api\n{campaign_id}\n{key}".encode()).hexdigest()


def placed(number: str, secret: str, base_url: str) -> dict[str, str]:
    """The answer to an accepted order. `base_url` is how people reach this installation."""
    return {
        "number": number,
        "secret": secret,
        "url": f"{base_url.rstrip('/')}/p/{secret}/",
        "order": f"/api/v1/orders/{number}",
    }


def as_sent(refusal: Refusal) -> Refusal:
    """A DraftInvalid with its fields named as the sender wrote them; any other refusal as it is."""
    if isinstance(refusal, DraftInvalid):
        return SentInvalid({_as_sent(field): sentence for field, sentence in refusal.errors.items()})
    return refusal


_SENT_AS = {
    "buyer_name": "buyer.name",
    "phone": "buyer.phone",
    "email": "buyer.email",
    "address": "address.street",
    "city": "address.city",
    "postal_code": "address.postal_code",
    "zone_id": "address.zone",
}


def _as_sent(field: str) -> str:
    return re.sub(r"\b(lines|bundles|slots)\.(\d+)", r"\1[\2]", _SENT_AS.get(field, field))


def _read(body: bytes) -> SentOrder:
    if len(body) > MOST_BYTES:
        raise BodyTooLarge()
    try:
        return _decoder.decode(body)
    except msgspec.ValidationError as wrong:
        raise SentInvalid(dict([_told(str(wrong))])) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Unreadable() from None


_WHERE = re.compile(r"(?P<what>.*?)(?: - at (?:`key` in )?`\$\.?(?P<path>[^`]*)`)?", re.DOTALL)
_NAMED = re.compile(r"Object (missing required|contains unknown) field `(?P<name>.*)`", re.DOTALL)
_SENTENCES = (
    (re.compile(r"Object missing required"), draft.PERSONAL_MISSING),
    (re.compile(r"Object contains unknown"), FIELD_UNKNOWN),
    (re.compile(r"Expected `array` of length >="), draft.LINES_MISSING),
    (re.compile(r"Expected `array` of length <="), draft.LINES_MANY),
    (re.compile(r"Expected `str` of length >="), draft.PERSONAL_MISSING),
    (re.compile(r"Expected `(str|object)` of length <="), draft.TOO_LONG),
    (re.compile(r"Expected `str` matching"), draft.UNREADABLE),
    (re.compile(r"Expected `int` [<>]=|Number out of range|Integer"), NUMBER_OUTSIDE),
    (re.compile(r"Invalid enum value"), draft.PERSONAL_CHOICE),
)
_OF_FIELD = {"address.postal_code": draft.POSTAL_BAD, "qty": draft.QTY_BAD}


def _told(complaint: str) -> tuple[str, str]:
    """msgspec's complaint -> (field, sentence): "Expected `int` >= 1 - at `$.lines[0].qty`"."""
    found = _WHERE.fullmatch(complaint)
    what, path = (found["what"], found["path"] or "") if found else (complaint, "")
    if named := _NAMED.fullmatch(what):
        path = f"{path}.{named['name'][:80]}".lstrip(".")
    path = path.replace("[...]", "")
    general = next((sentence for pattern, sentence in _SENTENCES if pattern.match(what)), KIND_WRONG)
    if general in (draft.UNREADABLE, NUMBER_OUTSIDE):
        general = _OF_FIELD.get(path, _OF_FIELD.get(path.rpartition(".")[2], general))
    return path or "$", general
