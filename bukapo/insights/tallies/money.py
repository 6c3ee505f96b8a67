"""A PO's money from the tallies, and the store's books: what `production.capital.books.Summed` sums from every order.

Nothing here decides anything: the gate before a work order sums the ledger itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from django.db.models import Sum

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.tier_reads import pieces_by_product
from bukapo.catalog.models import Variant
from bukapo.insights.tallies import reads, rules
from bukapo.insights.tallies.reads import Fresh
from bukapo.insights.tallies.rows import BundleTally, FlowTally, StateTally
from bukapo.insights.tallies.rules import BUNDLE_FIELDS, HOLDS, STATE_FIELDS, Sums
from bukapo.ledger.models import Account, Posting
from bukapo.production.capital.books import UNDELIVERED, Flows, Held, fall_of_lines, falling_of, is_gateway


class Told:
    """The books of one PO (`production.capital.books.Books`) as of the moment that `fresh` counts to.

    A query or two for each part, whatever the size of the PO; three more with a gateway, five with tiers reached.
    """

    def __init__(self, campaign: Campaign, fresh: Fresh) -> None:
        self.campaign, self.fresh = campaign, fresh

    @cached_property
    def flows(self) -> Flows:
        return _flows(self.campaign, self.fresh)

    @cached_property
    def held(self) -> Held:
        holding = [sums for state, sums in self._states.items() if state in HOLDS]
        return Held(
            charged=sum(sums["charged"] for sums in holding),
            income=sum(sums["income"] for sums in holding),
            over=sum(sums["over"] for sums in holding),
            pieces=sum(sums["pieces"] for sums in holding),
            unpaid_pieces=self._states.get("placed", {}).get("pieces", 0),
        )

    @cached_property
    def to_fall(self) -> int:
        return _to_fall(self.campaign, self.fresh)

    @cached_property
    def by_product(self) -> Mapping[int, int]:
        return pieces_by_product(self.campaign)

    @cached_property
    def stray(self) -> int:
        return sum(sums["over"] for state, sums in self._states.items() if state not in UNDELIVERED)

    @cached_property
    def _states(self) -> dict[str, Sums]:
        return states_of(self.campaign.pk, self.fresh)


def states_of(campaign_id: int, fresh: Fresh) -> dict[str, Sums]:
    """Of the PO's orders, by the state they are in; every field is there. One query."""
    rows = StateTally.objects.of(fresh.store_id).filter(campaign=campaign_id).order_by()
    found = {
        state: dict(zip(STATE_FIELDS, sums, strict=True))
        for state, *sums in rows.values_list("state", *STATE_FIELDS)
    }
    for (_store, campaign, state), more in fresh.delta.states.items():
        if campaign == campaign_id:
            rules.added(found.setdefault(state, dict.fromkeys(STATE_FIELDS, 0)), more)
    return found


def bundles_of(campaign_id: int, fresh: Fresh) -> dict[int, Sums]:
    """By package: how many were sold, their pieces, the rupiah of their goods. One query."""
    rows = BundleTally.objects.of(fresh.store_id).filter(campaign=campaign_id).order_by()
    found = {
        bundle: dict(zip(BUNDLE_FIELDS, sums, strict=True))
        for bundle, *sums in rows.values_list("bundle_id", *BUNDLE_FIELDS)
    }
    for (_store, campaign, bundle), more in fresh.delta.bundles.items():
        if campaign == campaign_id:
            rules.added(found.setdefault(bundle, dict.fromkeys(BUNDLE_FIELDS, 0)), more)
    return found


def balances_of_store(fresh: Fresh) -> dict[str, int]:
    """Account code -> rupiah (arrived minus left), as `ledger.reads.trial_balance`. Three queries.

    What was booked for no order is summed from the ledger itself: payouts and the like are few.
    """
    rows = FlowTally.objects.of(fresh.store_id).order_by().values_list("source_id", "destination_id")
    loose = Posting.objects.of(fresh.store_id).filter(order=None).order_by()
    flows = [*rows.annotate(all=Sum("amount"))]
    flows += loose.values_list("source_id", "destination_id").annotate(all=Sum("amount"))
    flows += [(key[3], key[4], more["amount"]) for key, more in fresh.delta.flows.items()]
    codes, balances = _codes(fresh.store_id), defaultdict[str, int](int)
    for source, destination, amount in flows:
        balances[codes[source]] -= amount
        balances[codes[destination]] += amount
    return dict(balances)


def _flows(campaign: Campaign, fresh: Fresh) -> Flows:
    rows = FlowTally.objects.of(fresh.store_id).filter(campaign=campaign).order_by()
    codes, sums = _codes(fresh.store_id), defaultdict[tuple[str, str, str], int](int)
    for source, destination, state, amount in _moved(campaign, fresh, rows):
        sums[codes[source], codes[destination], state] += amount
    if not any(is_gateway(code) for pair in sums for code in pair[:2]):
        return Flows(sums, {})
    store = balances_of_store(fresh)
    return Flows(sums, {code: amount for code, amount in store.items() if is_gateway(code)})


def _moved(
    campaign: Campaign, fresh: Fresh, rows: Iterable[FlowTally]
) -> Iterable[tuple[int, int, str, int]]:
    for row in rows:
        yield row.source_id, row.destination_id, row.state, row.amount
    for (_store, pk, state, source, destination), more in fresh.delta.flows.items():
        if pk == campaign.pk:
            yield source, destination, state, more["amount"]


def _codes(store_id: int) -> dict[int, str]:
    return dict(Account.objects.of(store_id).values_list("pk", "code"))


def _to_fall(campaign: Campaign, fresh: Fresh) -> int:
    """While a settlement is under way some orders have their new price already: then every line is asked."""
    falling = falling_of(campaign)
    if falling.through is None or not falling.falls.products:
        return 0
    if campaign.state != "published":
        return fall_of_lines(campaign, falling)
    sums = reads.variants_of(campaign.pk, fresh)
    rows = Variant.objects.of(campaign.store_id).filter(pk__in=sums)
    total = 0
    for variant, product in rows.values_list("pk", "product_id"):
        settled, own = falling.falls.products.get(product), sums[variant]
        if settled:
            early = own.get("early_pieces", 0)
            total += settled.less(early=True) * early
            total += settled.less(early=False) * (own.get("loose_pieces", 0) - early)
    return total
