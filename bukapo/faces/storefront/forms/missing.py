"""What nobody has chosen yet, in words."""

from django.utils.translation import gettext as _

from bukapo.campaigns.offer import Offer
from bukapo.faces.storefront.forms.typed import Typed


def unpicked(typed: Typed, offer: Offer) -> dict[str, str]:
    """A sentence for every option nobody has chosen yet: `lines.0.pick.1` -> `Pilih warna.`"""
    products = {product.id: product for product in offer.products}
    missing = {}
    for number, line in enumerate(typed.lines):
        for place, (pick, option) in enumerate(
            zip(line.picks, products[line.product_id].options, strict=True)
        ):
            if pick not in {name for name, _surcharge, _default in option.values}:
                missing[f"lines.{number}.pick.{place}"] = _("Pilih %(what)s dulu.") % {
                    "what": option.name.lower()
                }
    return missing
