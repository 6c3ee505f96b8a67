"""Judging a typed order, and the check page: every detail and every rupiah once more before it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from bukapo.campaigns.offer import Offer, OfferedProduct
from bukapo.campaigns.rules import Left, SoldOut
from bukapo.campaigns.vouchers import UsesLeft, VoucherRefused
from bukapo.faces.storefront.forms.missing import unpicked
from bukapo.faces.storefront.forms.typed import Typed, TypedLine, TypedPack, variant_id, wanted, whole
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal
from bukapo.orders.intake.decide import decide
from bukapo.orders.intake.draft import DraftInvalid, Priced, draft
from bukapo.shipping.rules import fee


@dataclass(frozen=True)
class Judged:
    """`priced` when everything is right; else `errors` by field and/or `refusal`, one sentence for the whole.

    `wished`: right but for the pieces, which are gone: one may wait for it. `hopeless`: waiting would not help.
    """

    priced: Priced | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    refusal: str = ""
    wished: Priced | None = None
    hopeless: bool = False


def judge(typed: Typed, offer: Offer, language: str, *, own: Mapping[int, int] | None = None) -> Judged:
    """Everything that can be said before the order is really placed (pieces may still go to somebody faster).

    `own`: pieces per variant id that an order to be changed holds already; the write then judges the buyer's cap.
    """
    try:
        priced = draft(wanted(typed, offer, language), offer)
        if priced.voucher is not None:
            priced.voucher.check_time(clock.now())
    except DraftInvalid as invalid:
        return Judged(errors=every_error(invalid, typed, offer))
    except VoucherRefused as refused:
        return Judged(errors={"voucher": sentence(refused)})
    no = decide(
        [priced],
        left=_left(offer, own or {}),
        seen={},
        had={},
        buyer_cap=None if own else offer.buyer_cap,
        uses=UsesLeft({voucher.id: voucher.left for voucher in offer.vouchers}, {}),
    )[0]
    if isinstance(no, VoucherRefused):
        return Judged(errors={"voucher": sentence(no)})
    if isinstance(no, Refusal):
        return Judged(refusal=sentence(no), wished=priced if isinstance(no, SoldOut) else None)
    return Judged(priced=priced)


def _left(offer: Offer, own: Mapping[int, int]) -> Left:
    variants = {
        v.id: None if v.left is None else v.left + own.get(v.id, 0)
        for p in offer.products
        for v in p.variants
    }
    return Left(campaign=None if offer.left is None else offer.left + sum(own.values()), variants=variants)


def every_error(invalid: DraftInvalid, typed: Typed, offer: Offer) -> dict[str, str]:
    """A sentence for every field, and for every option nobody has chosen yet."""
    missing = unpicked(typed, offer)
    return error_sentences(invalid, missing) | missing


def error_sentences(invalid: DraftInvalid, missing: Mapping[str, str]) -> dict[str, str]:
    """Translated sentences by field; a line whose options are `missing` is not blamed for its variant too."""
    lines_missing = {name.split(".pick.")[0] for name in missing}
    return {
        name: _(words)
        for name, words in invalid.errors.items()
        if not (name.endswith(".variant") and name.removesuffix(".variant") in lines_missing)
    }


def estimate(typed: Typed, offer: Offer) -> int:
    """Rupiah of what is chosen so far, shipping included; lines that mean nothing yet count nothing."""
    total = grams = 0
    for qty, (rupiah, weight) in (
        *((whole(line.qty), _one(line, offer)) for line in typed.lines),
        *((whole(pack.qty), _one_pack(pack, offer)) for pack in typed.packs),
    ):
        total += qty * rupiah
        grams += qty * weight
    zone = next((z for z in offer.zones if str(z.id) == typed.person["zone_id"]), None)
    if total and zone and typed.person["fulfilment"] == "courier":
        total += fee(first_kg=zone.first_kg, next_kg=zone.next_kg, grams=grams)
    return total


def _one(line: TypedLine, offer: Offer) -> tuple[int, int]:
    """Rupiah and grams of one piece; nothing while its variant is not chosen."""
    found = offer.product_of(variant_id(line, offer.by_product[line.product_id]))
    if found is None:
        return 0, 0
    product, variant = found
    return variant.price + _extra(line, product), product.weight


def _one_pack(pack: TypedPack, offer: Offer) -> tuple[int, int]:
    """Rupiah and grams of one package; its price is known before its pieces are chosen."""
    bundle = offer.by_bundle[pack.bundle_id]
    rupiah, grams = bundle.price, 0
    for slot in pack.slots:
        product = offer.by_product[slot.product_id]
        found = offer.product_of(variant_id(slot, product))
        rupiah += _extra(slot, product)
        rupiah += found[1].surcharge if found and bundle.adds_surcharges else 0
        grams += product.weight
    return rupiah, grams


def _extra(line: TypedLine, product: OfferedProduct) -> int:
    return sum(f.price for f in product.fields if line.texts.get(f.id, "").strip())


def offer_for_script(offer: Offer) -> dict[str, object]:
    """What the page's script needs to add up: prices in rupiah, weights in grams, pieces left (null = no limit)."""
    return {
        "products": {
            str(p.id): {
                "weight": p.weight,
                "variants": {"\u001f".join(v.values): [v.price, v.left, v.surcharge] for v in p.variants},
                "fields": {str(f.id): f.price for f in p.fields},
            }
            for p in offer.products
        },
        "bundles": {str(b.id): [b.price, b.adds_surcharges] for b in offer.bundles},
        "zones": {str(z.id): [z.first_kg, z.next_kg] for z in offer.zones},
    }
