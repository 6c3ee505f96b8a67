"""How the fee table changes."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.shipping.fee_table import ZoneDraft, checked_zones
from bukapo.shipping.models import Zone
from bukapo.stores.events import StoreChanged
from bukapo.stores.models import Store


@write
def save_zones(*, actor: Actor, at: datetime, store: Store, zones: Sequence[ZoneDraft]) -> StoreChanged:
    """The store's fee table is exactly these rows, in this order; a zone is known by its name.

    Zones left out go out of use (orders name them, so they are never deleted). Orders keep the fee they were told.
    Raises Invalid.
    """
    return put_zones(store, zones)


def put_zones(store: Store, zones: Sequence[ZoneDraft]) -> StoreChanged:
    """The same inside another write, which stores the event. Raises Invalid."""
    tidy = checked_zones(zones)
    Store.objects.select_for_update().get(pk=store.pk)
    rows = Zone.objects.of(store)
    known = dict(rows.values_list("name", "pk"))
    rows.update(active=False)
    for position, zone in enumerate(tidy):
        facts = asdict(zone) | {"position": position, "active": True}
        if zone.name in known:
            rows.filter(pk=known[zone.name]).update(**facts)
        else:
            Zone.objects.create(store=store, **facts)
    changed = {zone.name: [zone.first_kg, zone.next_kg] for zone in tidy}
    return StoreChanged(store_id=store.pk, what="zones", changed=changed)
