"""What a PO has beside its plan: each part a step `(origin, fresh, gone) -> what was left out` of the clone's write.

`gone` are products that are not sold any more. A new part of a PO that should live on in the next one is a line here.
"""

from collections.abc import Callable, Collection

from bukapo.campaigns.bundles.cloning import clone_bundles
from bukapo.campaigns.cloning.plan import BUNDLE, LeftOut
from bukapo.campaigns.guarantees.steps import clone_ladder
from bukapo.campaigns.linting.writes import carry_overruled
from bukapo.campaigns.models import Campaign, Teaser, TeaserDesign, TeaserPhoto

Part = Callable[[Campaign, Campaign, Collection[int]], list[LeftOut]]


def bundles(origin: Campaign, fresh: Campaign, gone: Collection[int]) -> list[LeftOut]:
    """Packages that are still offered and whose products are."""
    return [(BUNDLE, name) for name in clone_bundles(origin, fresh, without=gone)]


def teaser(origin: Campaign, fresh: Campaign, gone: Collection[int]) -> list[LeftOut]:
    """Its words, pictures and what there is to vote for; hidden, without votes and without its voucher."""
    last = Teaser.objects.of(origin.store_id).filter(campaign=origin).first()
    if last is None:
        return []
    own = {"store_id": origin.store_id}
    made = Teaser.objects.create(
        **own, campaign=fresh, text=last.text, gives_early=last.gives_early, bonus=last.bonus, options=last.options,
        made_at=fresh.created_at,
    )  # fmt: skip
    TeaserPhoto.objects.bulk_create(
        TeaserPhoto(**own, teaser=made, photo_id=row.photo_id, position=row.position)
        for row in TeaserPhoto.objects.of(origin.store_id).filter(teaser=last)
    )
    TeaserDesign.objects.bulk_create(
        TeaserDesign(**own, teaser=made, name=row.name, product_id=row.product_id, photo_id=row.photo_id)
        for row in TeaserDesign.objects.of(origin.store_id).filter(teaser=last, active=True)
        if row.product_id not in gone
    )
    return []


def ladder(origin: Campaign, fresh: Campaign, gone: Collection[int]) -> list[LeftOut]:
    """What it declared itself; without that the store's own counts again."""
    clone_ladder(origin, fresh, fresh.created_at)
    return []


def overruled(origin: Campaign, fresh: Campaign, gone: Collection[int]) -> list[LeftOut]:
    """What the seller said of sentences that the linter only suspects; one that is worded anew is asked anew."""
    carry_overruled(origin, fresh)
    return []


PARTS: tuple[Part, ...] = (bundles, teaser, ladder, overruled)
