"""What orders of a PO hold, as its recap's page shows it: from the tallies, without going through the lines."""

from collections.abc import Mapping

from django.db.models import Count, Sum

from bukapo.campaigns.models import Bundle, Campaign
from bukapo.catalog.models import Variant
from bukapo.insights.tallies import rules
from bukapo.insights.tallies.money import bundles_of, states_of
from bukapo.insights.tallies.reads import Fresh
from bukapo.insights.tallies.rows import WordingTally
from bukapo.insights.tallies.rules import HOLDS, WORDING_FIELDS, Sums, parted
from bukapo.orders.bundles.reads import BundleSold, sold_bundles
from bukapo.orders.models import Order
from bukapo.production.reads.glance import Group, Summed


def summed_of(campaign: Campaign, fresh: Fresh) -> Summed | None:
    """What `production.reads.glance` lays out. Three queries.

    None where only the lines themselves know it: after a rush, and when a variant reads otherwise than it was ordered.
    """
    groups = None if fresh.counted_to else _groups(campaign, fresh)
    if groups is None:
        return None
    states = states_of(campaign.pk, fresh)
    placed = states.get("placed", {})
    orders = sum(sums["orders"] for state, sums in states.items() if state in HOLDS)
    return Summed(groups, orders, placed.get("orders", 0), placed.get("pieces", 0))


def unpaid_of(campaign: Campaign, fresh: Fresh) -> tuple[int, int]:
    """Orders and pieces that have paid nothing yet. One query."""
    if fresh.counted_to:
        rows = Order.objects.of(campaign.store_id).filter(campaign=campaign, state="placed").order_by()
        found = rows.aggregate(n=Count("pk"), all=Sum("pieces", default=0))
        return found["n"], found["all"]
    placed = states_of(campaign.pk, fresh).get("placed", {})
    return placed.get("orders", 0), placed.get("pieces", 0)


def _groups(campaign: Campaign, fresh: Fresh) -> list[Group] | None:
    read = {(variant, *parted(said)): sums for (variant, said), sums in _wordings(campaign.pk, fresh).items()}
    alike: dict[tuple[int, str, str], list[tuple[tuple[str, ...], Sums]]] = {}
    for (variant, product, label, fields), sums in read.items():
        alike.setdefault((variant, product, label), []).append((fields, sums))
    variants = {
        row.pk: row for row in Variant.objects.of(campaign.store_id).filter(pk__in={k[0] for k in alike})
    }
    found = []
    for place, (key, parts) in enumerate(sorted(alike.items())):
        variant = variants[key[0]]
        if variant.label != key[2]:
            return None
        found.append(_group(variant, key[1], parts, place))
    return found


def _group(variant: Variant, name: str, parts: list[tuple[tuple[str, ...], Sums]], place: int) -> Group:
    named = [(fields, sums) for fields, sums in parts if fields]
    return Group(
        product_id=variant.product_id,
        product_name=name,
        variant_id=variant.pk,
        values=list(variant.values),
        last=place,
        qty=sum(sums["pieces"] for _fields, sums in parts),
        goods=sum(sums["goods"] for _fields, sums in parts),
        named=sum(sums["pieces"] for _fields, sums in named),
        name_lines=sum(sums["lines"] for _fields, sums in named),
        personalization={field: field for fields, _sums in named for field in fields},
    )


def _wordings(campaign_id: int, fresh: Fresh) -> Mapping[tuple[int, str], Sums]:
    """By variant and wording, those that are there. One query."""
    rows = WordingTally.objects.of(fresh.store_id).filter(campaign=campaign_id).order_by()
    found: dict[tuple[int, str], Sums] = {
        (variant, wording): dict(zip(WORDING_FIELDS, sums, strict=True))
        for variant, wording, *sums in rows.values_list("variant_id", "wording", *WORDING_FIELDS)
    }
    for (_store, campaign, variant, wording), more in fresh.delta.wordings.items():
        if campaign == campaign_id:
            rules.added(found.setdefault((variant, wording), {}), more)
    return {key: sums for key, sums in found.items() if any(sums.values())}


def sold_told(campaign: Campaign, fresh: Fresh) -> tuple[BundleSold, ...]:
    """The packages somebody has, as `orders.bundles.reads.sold_bundles`. Two queries."""
    if fresh.counted_to:
        return sold_bundles(campaign)
    sums = {pk: own for pk, own in bundles_of(campaign.pk, fresh).items() if own["pieces"]}
    names = (
        dict(Bundle.objects.of(campaign.store_id).filter(pk__in=sums).values_list("pk", "name"))
        if sums
        else {}
    )
    return tuple(
        BundleSold(pk, names[pk], own["packages"], own["pieces"], own["goods"])
        for pk, own in sorted(sums.items())
    )
