"""All checks, in the order in which a person would look."""

from collections.abc import Callable, Iterator

from bukapo.audit import (
    agreed,
    allotment,
    batches,
    delays,
    edges,
    events,
    gateways,
    giving,
    handovers,
    inbox,
    jobs,
    line,
    making,
    money,
    pieces,
    pricing,
    quality,
    recap_pieces,
    statements,
    tax,
    tenancy,
    workshops,
)
from bukapo.audit.breach import Breach
from bukapo.journal.snapshot import one_moment

Check = Callable[[], Iterator[Breach]]

CHECKS: dict[str, Check] = {
    "counters": pieces.counters,
    "counted campaigns": pieces.published_without_counter,
    "windows": pieces.windows,
    "lines": pieces.lines,
    "buyer limits": pieces.buyer_limits,
    "orders' money": money.orders,
    "charges": money.charges,
    "ledger": money.ledger,
    "money rows": edges.rows,
    "forgiven": edges.forgiven,
    "credits": edges.credits,
    "PPN": tax.ppn,
    "tiers": pricing.tiers,
    "settled prices": pricing.settled,
    "agreed prices": pricing.answers,
    "vouchers": agreed.vouchers,
    "discounts": agreed.discounts,
    "cash at couriers": agreed.courier_cash,
    "due days": agreed.due_days,
    "attempts": gateways.attempts,
    "refunds by gateway": gateways.refunds,
    "notices": gateways.notices,
    "events": events.chains,
    "states": events.states,
    "outbox": events.outbox,
    "recaps": making.recaps,
    "pieces of the recap": recap_pieces.pieces,
    "swaps": recap_pieces.swaps,
    "promises": making.promises,
    "jobs": jobs.jobs,
    "goods of jobs": jobs.goods,
    "promises of orders": jobs.promises,
    "delays": delays.announced,
    "answers to delays": delays.answered,
    "allocations": allotment.allocations,
    "missing pieces": allotment.pieces,
    "stages": making.stages,
    "sizes": making.sizes,
    "quality checks": quality.checks,
    "quality tallies": quality.tallies,
    "parts": giving.parts,
    "workshops": workshops.directory,
    "hand-overs": handovers.lots,
    "pieces sent": handovers.sent,
    "pieces received": handovers.followers,
    "pieces lost": handovers.losses,
    "terms": making.terms,
    "series": batches.series,
    "closings": batches.closings,
    "moved orders": batches.moves,
    "shortages": batches.shortages,
    "choices": batches.choices,
    "imports": pieces.imports,
    "chats": inbox.chats,
    "threads": inbox.threads,
    "questions": inbox.questions,
    "waiting": line.entries,
    "draws": line.draws,
    "statement lines": statements.lines,
    "statement owners": statements.owners,
    "statement files": statements.files,
    "tenancy": tenancy.owners,
}


def audit() -> Iterator[tuple[str, list[Breach]]]:
    """Check name -> its breaches, one after another, all on one snapshot of the database."""
    with one_moment():
        for name, check in CHECKS.items():
            yield name, list(check())
