"""The rows that booking a statement adds, column by column. A test compares the models."""

from bukapo.orders.intake.tables import DELIVERIES as DELIVERY_COLUMNS
from bukapo.orders.intake.tables import EVENTS as EVENT_COLUMNS
from bukapo.orders.intake.tables import POSTINGS as POSTING_COLUMNS

LINES = (
    *("id", "store_id", "file_id", "bank_account_id", "row", "fingerprint", "day", "amount", "description"),
    *("reference", "sender", "balance", "state", "why", "decided_at"),
)
PAYMENTS = (
    *("id", "store_id", "order_id", "amount", "method", "bank_account_id", "proof_id", "statement_line_id"),
    *("attempt_id", "received_at", "note", "receipt_code"),
)
EVENTS = tuple(EVENT_COLUMNS)
DELIVERIES = tuple(DELIVERY_COLUMNS)
POSTINGS = tuple(POSTING_COLUMNS)

TABLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "lines": ("payments_statementline", LINES),
    "payments": ("payments_payment", PAYMENTS),
    "events": ("journal_event", EVENTS),
    "deliveries": ("journal_delivery", DELIVERIES),
    "postings": ("ledger_posting", POSTINGS),
}
"""Field of `compose.Rows` -> table and its columns, in the order in which a row holds them; parents first."""
