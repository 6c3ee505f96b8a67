"""Who may not be written to."""

from collections.abc import Iterable

from bukapo.messaging.stops.rows import Stop


def stopped(store_id: int, addresses: Iterable[str]) -> frozenset[str]:
    """Those of `addresses` (E.164 phones, e-mails) whose owner wants only facts from this store. One query."""
    wanted = {address.lower(): address for address in addresses if address}
    rows = Stop.objects.of(store_id).filter(ended_at=None, address__in=list(wanted))
    return frozenset(wanted[address] for address in rows.values_list("address", flat=True))
