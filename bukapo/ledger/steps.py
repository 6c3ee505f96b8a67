"""Booking of the lines that events carry. Called by the journal inside the event's transaction."""

from collections.abc import Sequence

from bukapo.journal.events import Event
from bukapo.journal.models import EventRow
from bukapo.ledger.models import Account, Posting


def book(recorded: Sequence[tuple[EventRow, Event]]) -> None:
    """Store every event's postings. Accounts come into being when first used."""
    lines = [(row, line) for row, event in recorded for line in event.postings]
    if not lines:
        return
    accounts: dict[tuple[int, str], Account] = {}
    for store_id in {row.store_id for row, _ in lines}:
        codes = {c for row, ln in lines if row.store_id == store_id for c in (ln.source, ln.destination)}
        for account in _accounts(store_id, codes):
            accounts[store_id, account.code] = account
    Posting.objects.bulk_create(
        Posting(
            store_id=row.store_id,
            event=row,
            source=accounts[row.store_id, line.source],
            destination=accounts[row.store_id, line.destination],
            amount=line.amount,
            cause=line.cause,
            order_id=line.order_id,
            at=row.at,
        )
        for row, line in lines
    )


def _accounts(store_id: int, codes: set[str]) -> list[Account]:
    known = list(Account.objects.of(store_id).filter(code__in=codes))
    missing = codes - {account.code for account in known}
    if missing:
        # Two first payments at once: the loser of the race finds the winner's row.
        fresh = [Account(store_id=store_id, code=code) for code in sorted(missing)]
        Account.objects.bulk_create(fresh, ignore_conflicts=True)
        known = list(Account.objects.of(store_id).filter(code__in=codes))
    return known
