"""The packages of a PO as its visitor meets them: what is in, the price beside the pieces' own."""

from collections import Counter
from dataclasses import dataclass

from bukapo.campaigns.bundles.rules import OfferedBundle
from bukapo.campaigns.models import Bundle, Campaign
from bukapo.campaigns.offer import Offer
from bukapo.catalog.models import Photo
from bukapo.faces.storefront.forms.typed import orderable


@dataclass(frozen=True)
class ShownBundle:
    """`contents` are (pieces, product, what the seller fixed). `single`: rupiah of its pieces one by one (0: not more).

    `gone`: of some piece nothing is left. `surcharges`: a size or choice may cost more.
    """

    offered: OfferedBundle
    photo: Photo | None
    contents: tuple[tuple[int, str, str], ...]
    single: int
    gone: bool
    surcharges: bool

    @property
    def saving(self) -> int:
        return self.single - self.offered.price if self.single else 0


def shown_bundles(campaign: Campaign, offer: Offer) -> tuple[ShownBundle, ...]:
    """The packages that may be ordered. No query for a PO without any, else one."""
    bundles = orderable(offer)
    if not bundles:
        return ()
    rows = Bundle.objects.of(campaign.store_id).filter(pk__in=[one.id for one in bundles])
    photos = {row.pk: row.photo for row in rows.select_related("photo")}
    return tuple(_shown(one, offer, photos.get(one.id)) for one in bundles)


def _shown(bundle: OfferedBundle, offer: Offer, photo: Photo | None) -> ShownBundle:
    products = [offer.by_product[slot.product_id] for slot in bundle.slots]
    words = Counter(
        (product.name, ", ".join(value for value in slot.fixed if value))
        for slot, product in zip(bundle.slots, products, strict=True)
    )
    fitting = [
        [variant for variant in product.variants if slot.allows(variant.values)]
        for slot, product in zip(bundle.slots, products, strict=True)
    ]
    single = sum(product.price for product in products)
    return ShownBundle(
        offered=bundle,
        photo=photo,
        contents=tuple((count, name, fixed) for (name, fixed), count in words.items()),
        single=single if single > bundle.price else 0,
        gone=any(all(variant.left == 0 for variant in variants) for variants in fitting),
        surcharges=bundle.adds_surcharges and any(v.surcharge for variants in fitting for v in variants),
    )
