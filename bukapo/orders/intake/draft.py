"""What somebody wants -> a priced order, or every reason why not. Pure: works on the offer's values only."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bukapo.campaigns.early import holds_early_code, interest_of
from bukapo.campaigns.minimums.rules import COLOUR, REFUND
from bukapo.campaigns.offer import Offer, OfferedField
from bukapo.campaigns.rules import buyer_keys
from bukapo.campaigns.vouchers import OfferedVoucher, VoucherUnknown, normal_code, user_keys
from bukapo.kernel.canonical import digest
from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.kernel.readable import EMAIL, unreadable
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.orders.intake.packages import SLOT_BAD, Part, WantedBundle, exploded, told
from bukapo.orders.rules import FORM, IMPORT, ROSTER
from bukapo.shipping.rules import COURIER, GROUP, PICKUP, fee

MAX_LINES = 40
MAX_ROSTER_LINES = 600
"""A group's list as one order: a line per member and product (`orders.rosters.rules`)."""
MAX_QTY = 999

_LIMITS = {"buyer_name": 80, "address": 400, "city": 80, "note": 300}


@dataclass(frozen=True)
class WantedLine:
    """`personalization` is {field id: text}; empty texts mean 'not wanted'."""

    variant_id: int
    qty: int
    personalization: Mapping[int, str]


@dataclass(frozen=True)
class Wanted:
    """An order as somebody typed it. `key` identifies the submission, not the person.

    `sent_before`: the answer came with a proof of transfer, so the plain sum is asked, without a unique code.
    `agreed` is the sum in rupiah that the buyer was shown and said yes to (None: they were shown none).
    `early_code` is what the buyer says opens the PO earlier; `begun_at` is when their checkout began, already proved.
    `partner_code` came with the link that brought the buyer; no part of what is ordered.
    `if_short` is what shall happen below the PO's minimum (`Offer.fallbacks`), with `colour` the `second_choice`.
    """

    key: str
    source: str
    buyer_name: str
    phone: str
    fulfilment: str
    lines: tuple[WantedLine, ...]
    email: str = ""
    address: str = ""
    city: str = ""
    postal_code: str = ""
    zone_id: int | None = None
    note: str = ""
    language: str = "id"
    sent_before: bool = False
    early_code: str = ""
    begun_at: datetime | None = None
    voucher: str = ""
    agreed: int | None = None
    if_short: str = ""
    second_choice: str = ""
    partner_code: str = ""
    bundles: tuple[WantedBundle, ...] = ()

    @cached_property
    def body_digest(self) -> str:
        """The same key with another body is a conflict: this tells bodies apart. How it was sent is no part of it."""
        person = [self.buyer_name, self.phone, self.email, self.note, self.language]
        place = [self.fulfilment, self.address, self.city, self.postal_code, self.zone_id]
        lines = [[ln.variant_id, ln.qty, sorted(ln.personalization.items())] for ln in self.lines]
        try:
            voucher = [normal_code(self.voucher)] if self.voucher.strip() else []
            chosen = [self.if_short, self.second_choice] if self.if_short else []
            packages = [told(self.bundles)] if self.bundles else []
            return digest([person, place, lines, self.sent_before, *voucher, *chosen, *packages])
        except UnicodeEncodeError:  # a lone surrogate: no order will ever have this body
            return ""


@dataclass(frozen=True)
class PricedLine:
    """Rupiah: `total` = qty * (unit_price + extra). `personalization` is {field name: text}.

    A piece of a package has its id and name; lines of one `bundle_no` (from 1) are the same package.
    """

    product_id: int
    variant_id: int
    product_name: str
    label: str
    values: tuple[str, ...]
    qty: int
    unit_price: int
    extra: int
    personalization: Mapping[str, str]
    bundle_id: int | None = None
    bundle_no: int = 0
    bundle_slot: int = 0
    bundle_name: str = ""

    @property
    def total(self) -> int:
        return self.qty * (self.unit_price + self.extra)


@dataclass(frozen=True)
class Priced:
    """A valid order: `phone` in E.164, money in rupiah, `weight` in grams, `needs` = pieces per variant id.

    `discount` of the goods is taken off by `voucher`, whose uses count under `users`. `interest` signed up for the
    teaser and came by their own code.
    """

    wanted: Wanted
    phone: str
    lines: tuple[PricedLine, ...]
    goods: int
    shipping_fee: int
    weight: int
    pieces: int
    needs: Mapping[int, int]
    buyers: tuple[str, ...]
    early: bool = False
    interest: int | None = None
    discount: int = 0
    voucher: OfferedVoucher | None = None
    users: tuple[str, ...] = ()
    if_short: str = ""
    second_choice: str = ""

    @property
    def total(self) -> int:
        """Rupiah to pay in all, without any unique code."""
        return self.goods - self.discount + self.shipping_fee


@dataclass(frozen=True)
class Unfit:
    """What cannot be ordered, and why. It goes the same way as a draft: its key may have made an order before."""

    wanted: Wanted
    refusal: Refusal


Draft = Priced | Unfit


class DraftInvalid(Refusal):
    """`errors`: field name (`phone`, `lines.0.qty`, `lines.1.personalization.7`) -> sentence template, params."""

    code = "invalid"
    sentence = gettext_noop("Ada isian yang perlu dibetulkan.")
    http_status = 422

    def __init__(self, errors: dict[str, str]) -> None:
        self.errors = errors
        super().__init__()


NAME_MISSING = gettext_noop("Tulis nama pemesan.")
PHONE_BAD = gettext_noop("Nomor WhatsApp belum benar. Contoh: 0812 3456 7890.")
EMAIL_BAD = gettext_noop("Alamat email belum benar. Kosongkan saja kalau tidak ada.")
FULFILMENT_BAD = gettext_noop("Pilih cara menerima pesanan.")
ADDRESS_MISSING = gettext_noop("Tulis alamat lengkap untuk pengiriman.")
ZONE_MISSING = gettext_noop("Pilih wilayah pengiriman supaya ongkirnya jelas.")
POSTAL_BAD = gettext_noop("Kode pos terdiri dari 5 angka.")
LINES_MISSING = gettext_noop("Pilih minimal satu barang.")
LINES_MANY = gettext_noop("Terlalu banyak baris dalam satu pesanan. Bagi menjadi beberapa pesanan.")
VARIANT_BAD = gettext_noop("Pilihan ini tidak ada di PO ini.")
QTY_BAD = gettext_noop("Jumlah harus 1 sampai 999.")
TOO_LONG = gettext_noop("Terlalu panjang.")
UNREADABLE = gettext_noop("Ada karakter yang tidak bisa dibaca.")
PERSONAL_MISSING = gettext_noop("Bagian ini wajib diisi.")
PERSONAL_LETTERS = gettext_noop("Hanya huruf, angka dan spasi yang bisa dicetak di sini.")
PERSONAL_NUMBER = gettext_noop("Isi dengan angka saja.")
PERSONAL_CHOICE = gettext_noop("Pilih salah satu yang tersedia.")
FALLBACK_MISSING = gettext_noop("Pilih apa yang terjadi kalau minimumnya tidak tercapai.")
SECOND_MISSING = gettext_noop("Pilih warna pilihan kedua.")


def drafted(wanted: Wanted, offer: Offer) -> Draft:
    """`draft`, with the refusal kept instead of raised."""
    try:
        return draft(wanted, offer)
    except Refusal as refusal:
        return Unfit(wanted, refusal)


def draft(wanted: Wanted, offer: Offer) -> Priced:
    """Validate and price. Raises DraftInvalid with a sentence per field that needs mending, else VoucherRefused."""
    errors: dict[str, str] = {}
    phone = _person(wanted, errors)
    _place(wanted, offer, errors)
    lines = _lines(wanted, offer, errors)
    chosen = _fallback(wanted, offer, errors)
    if errors:
        raise DraftInvalid(errors)
    needs: dict[int, int] = {}
    weight = 0
    for line in lines:
        needs[line.variant_id] = needs.get(line.variant_id, 0) + line.qty
        weight += offer.weights[line.product_id] * line.qty
    goods = sum(line.total for line in lines)
    voucher = _voucher(wanted, offer)
    return Priced(
        wanted=wanted,
        phone=phone,
        lines=tuple(lines),
        goods=goods,
        shipping_fee=shipping_fee(wanted, offer, weight),
        weight=weight,
        pieces=sum(needs.values()),
        needs=needs,
        buyers=buyer_keys(offer.campaign_id, phone, wanted.email),
        early=holds_early_code(offer, wanted.early_code),
        interest=interest_of(offer, wanted.early_code),
        discount=voucher.discount(goods) if voucher else 0,
        voucher=voucher,
        users=user_keys(voucher.id, phone, wanted.email) if voucher else (),
        if_short=chosen,
        second_choice=wanted.second_choice if chosen == COLOUR else "",
    )


def _fallback(wanted: Wanted, offer: Offer, errors: dict[str, str]) -> str:
    """What is done below the minimum: the buyer's choice; who was not asked gets the money back."""
    if not offer.fallbacks:
        return ""
    chosen = wanted.if_short or ("" if wanted.source == FORM and len(offer.fallbacks) > 1 else REFUND)
    if chosen not in offer.fallbacks:
        errors["if_short"] = FALLBACK_MISSING
    elif chosen == COLOUR and wanted.second_choice not in offer.second_choices:
        errors["second_choice"] = SECOND_MISSING
    return chosen


def _voucher(wanted: Wanted, offer: Offer) -> OfferedVoucher | None:
    if not wanted.voucher.strip():
        return None
    voucher = offer.voucher_of(wanted.voucher)
    if voucher is None:
        raise VoucherUnknown(voucher=_readable(wanted.voucher))
    return voucher


def _readable(code: str) -> str:
    """What was typed, as far as a sentence can repeat it."""
    return normal_code("".join(sign for sign in code if sign.isprintable()))[:24]


def shipping_fee(wanted: Wanted, offer: Offer, grams: int) -> int:
    """Rupiah by the zone table; pickup is free, and a group's parcel is its coordinator's.

    0 while the zone is not known, which only an import may leave open.
    """
    if wanted.fulfilment in (PICKUP, GROUP) or (wanted.source == IMPORT and wanted.zone_id is None):
        return 0
    zone = next(zone for zone in offer.zones if zone.id == wanted.zone_id)
    return fee(first_kg=zone.first_kg, next_kg=zone.next_kg, grams=grams)


def _person(wanted: Wanted, errors: dict[str, str]) -> str:
    for name, limit in _LIMITS.items():
        text = getattr(wanted, name)
        if len(text) > limit:
            errors[name] = TOO_LONG
        elif unreadable(text):
            errors[name] = UNREADABLE
    if not wanted.buyer_name.strip():
        errors["buyer_name"] = NAME_MISSING
    if wanted.email and (
        len(wanted.email) > 254 or not EMAIL.fullmatch(wanted.email) or unreadable(wanted.email)
    ):
        errors["email"] = EMAIL_BAD
    try:
        return normalise_phone(wanted.phone)
    except PhoneUnusable:
        errors["phone"] = PHONE_BAD
        return ""


def _place(wanted: Wanted, offer: Offer, errors: dict[str, str]) -> None:
    # A form kept by hand asks what it likes: its answers keep their way, and the zone may follow (writes.zone).
    by_hand = wanted.source == IMPORT
    ways = {
        PICKUP: offer.pickup or by_hand,
        COURIER: offer.courier or by_hand,
        GROUP: wanted.source == ROSTER,
    }
    if not ways.get(wanted.fulfilment):
        errors["fulfilment"] = FULFILMENT_BAD
    elif wanted.fulfilment == COURIER:
        if not wanted.address.strip() and not by_hand:
            errors.setdefault("address", ADDRESS_MISSING)
        if not (
            any(zone.id == wanted.zone_id for zone in offer.zones) or (by_hand and wanted.zone_id is None)
        ):
            errors["zone_id"] = ZONE_MISSING
    if wanted.postal_code and not re.fullmatch(r"[0-9]{5}", wanted.postal_code):
        errors["postal_code"] = POSTAL_BAD


def _lines(wanted: Wanted, offer: Offer, errors: dict[str, str]) -> list[PricedLine]:
    if not wanted.lines and not wanted.bundles:
        errors["lines"] = LINES_MISSING
    most = MAX_ROSTER_LINES if wanted.source == ROSTER else MAX_LINES
    if len(wanted.lines) + sum(len(one.slots) for one in wanted.bundles) > most:
        errors["lines"] = LINES_MANY
        return []
    times = [(f"lines.{number}.qty", line.qty) for number, line in enumerate(wanted.lines)]
    times += [(f"bundles.{number}.qty", bundle.qty) for number, bundle in enumerate(wanted.bundles)]
    errors.update({where: QTY_BAD for where, qty in times if not 1 <= qty <= MAX_QTY})
    parts = [
        Part(f"lines.{number}", line.variant_id, line.qty, line.personalization)
        for number, line in enumerate(wanted.lines)
    ]
    priced = (_priced(part, offer, errors) for part in (*parts, *exploded(wanted.bundles, offer, errors)))
    return [line for line in priced if line is not None]


def _priced(part: Part, offer: Offer, errors: dict[str, str]) -> PricedLine | None:
    found = offer.product_of(part.variant_id)
    if found is None or not part.fits(found[0].id, found[1].values):
        errors[f"{part.where}.variant"] = VARIANT_BAD if part.bundle is None else SLOT_BAD
        return None
    product, variant = found
    texts, extra = _personalization(part, product.fields, errors)
    return PricedLine(
        product.id,
        variant.id,
        product.name,
        variant.label,
        variant.values,
        part.qty,
        part.unit_price(variant.price, variant.surcharge),
        extra,
        texts,
        part.bundle.id if part.bundle else None,
        part.no,
        part.slot,
        part.bundle.name if part.bundle else "",
    )


def _personalization(
    part: Part, fields: tuple[OfferedField, ...], errors: dict[str, str]
) -> tuple[dict[str, str], int]:
    texts: dict[str, str] = {}
    extra = 0
    for field in fields:
        text = " ".join(part.personalization.get(field.id, "").split())
        if not text:
            if field.required:
                errors[f"{part.where}.personalization.{field.id}"] = PERSONAL_MISSING
            continue
        if wrong := personalization_error(field, text):
            errors[f"{part.where}.personalization.{field.id}"] = wrong
        texts[field.name] = text
        extra += field.price
    return texts, extra


def personalization_error(field: OfferedField, text: str) -> str:
    """The sentence for a text this field can't print, or ""."""
    if field.kind == "choice":
        return "" if text in field.choices else PERSONAL_CHOICE
    if len(text) > field.max_length:
        return TOO_LONG
    if field.kind == "number":
        return "" if re.fullmatch(r"[0-9]+", text) else PERSONAL_NUMBER
    allowed = all(c.isalnum() or c == " " or c in field.alphabet for c in text)
    return "" if allowed else PERSONAL_LETTERS
