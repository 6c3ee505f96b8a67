"""The rows that booking a statement adds, column by column, with PostgreSQL's types. A test compares the models."""

from bukapo.orders.intake.tables import DELIVERIES, EVENTS, POSTINGS, Columns

LINES: Columns = {
    "id": "bigint",
    "store_id": "bigint",
    "file_id": "bigint",
    "bank_account_id": "bigint",
    "row": "integer",
    "fingerprint": "text",
    "day": "date",
    "amount": "bigint",
    "description": "text",
    "reference": "text",
    "sender": "text",
    "balance": "bigint",
    "state": "text",
    "why": "text",
    "decided_at": "timestamptz",
}
PAYMENTS: Columns = {
    "id": "bigint",
    "store_id": "bigint",
    "order_id": "bigint",
    "amount": "integer",
    "method": "text",
    "bank_account_id": "bigint",
    "proof_id": "bigint",
    "statement_line_id": "bigint",
    "attempt_id": "bigint",
    "received_at": "timestamptz",
    "note": "text",
    "receipt_code": "text",
}

TABLES: dict[str, tuple[str, Columns]] = {
    "lines": ("payments_statementline", LINES),
    "payments": ("payments_payment", PAYMENTS),
    "events": ("journal_event", EVENTS),
    "deliveries": ("journal_delivery", DELIVERIES),
    "postings": ("ledger_posting", POSTINGS),
}
"""Field of `compose.Rows` -> table and its columns, in the order in which a row holds them; parents first."""
