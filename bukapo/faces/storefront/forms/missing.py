"""What nobody has chosen yet, in words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bukapo.campaigns.offer import Offer, OfferedProduct
from bukapo.faces.storefront.forms.typed import Typed, TypedLine


def unpicked(typed: Typed, offer: Offer) -> dict[str, str]:
    """A sentence for every option nobody has chosen yet: `lines.0.pick.1` -> `Pilih warna.`"""
    missing: dict[str, str] = {}
    for prefix, line in lines_of(typed):
        missing |= _unpicked(prefix, line, offer.by_product[line.product_id])
    return missing


def lines_of(typed: Typed) -> Iterator[tuple[str, TypedLine]]:
    """Every line and every piece of a package, with how errors name it."""
    for number, line in enumerate(typed.lines):
        yield f"lines.{number}", line
    for number, pack in enumerate(typed.packs):
        for place, slot in enumerate(pack.slots):
            yield f"bundles.{number}.slots.{place}", slot


def _unpicked(prefix: str, line: TypedLine, product: OfferedProduct) -> dict[str, str]:
    return {
        f"{prefix}.pick.{place}": _("Pilih %(what)s dulu.") % {"what": option.name.lower()}
        for place, (pick, option) in enumerate(zip(line.picks, product.options, strict=True))
        if pick not in {name for name, _surcharge, _default in option.values}
    }
