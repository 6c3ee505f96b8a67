"""The tables that a placed order fills, column by column, with PostgreSQL's types. A test compares the models.

Rows are written by name, so a column that is added to a model and forgotten here fails the tests, not the shop.
"""

Columns = dict[str, str]

ORDERS: Columns = {
    "id": "bigint",
    "store_id": "bigint",
    "campaign_id": "bigint",
    "number": "text",
    "secret": "text",
    "key": "text",
    "body_digest": "text",
    "state": "text",
    "source": "text",
    "language": "text",
    "buyer_name": "text",
    "phone": "text",
    "email": "text",
    "early": "boolean",
    "begun_at": "timestamptz",
    "fulfilment": "text",
    "address": "text",
    "city": "text",
    "postal_code": "text",
    "zone_id": "bigint",
    "note": "text",
    "pieces": "integer",
    "weight": "integer",
    "goods": "integer",
    "shipping_fee": "integer",
    "discount": "integer",
    "voucher_id": "bigint",
    "partner_id": "bigint",
    "charged": "integer",
    "paid": "integer",
    "refunded": "integer",
    "forgiven": "integer",
    "terms_id": "bigint",
    "if_short": "text",
    "second_choice": "text",
    "pay_by": "timestamptz",
    "placed_at": "timestamptz",
    "confirmed_at": "timestamptz",
    "released_at": "timestamptz",
    "version": "integer",
    "chain": "text",
}
LINES: Columns = {
    "store_id": "bigint",
    "order_id": "bigint",
    "position": "smallint",
    "product_id": "bigint",
    "variant_id": "bigint",
    "product_name": "text",
    "label": "text",
    "values": "jsonb",
    "qty": "integer",
    "unit_price": "integer",
    "extra": "integer",
    "personalization": "jsonb",
    "total": "integer",
    "bundle_id": "bigint",
    "bundle_no": "smallint",
    "bundle_slot": "smallint",
}
CHARGES: Columns = {
    "id": "bigint",
    "store_id": "bigint",
    "order_id": "bigint",
    "kind": "text",
    "position": "smallint",
    "state": "text",
    "goods": "integer",
    "shipping": "integer",
    "code": "smallint",
    "total": "integer",
    "paid": "integer",
    "transfer_amount": "integer",
    "due_at": "timestamptz",
    "opened_at": "timestamptz",
    "reminded": "smallint",
}
EVENTS: Columns = {
    "id": "bigint",
    "store_id": "bigint",
    "campaign_id": "bigint",
    "order_id": "bigint",
    "kind": "text",
    "subject": "text",
    "subject_id": "bigint",
    "seq": "integer",
    "at": "timestamptz",
    "actor_kind": "text",
    "actor_id": "bigint",
    "actor_label": "text",
    "data": "jsonb",
    "digest": "text",
}
DELIVERIES: Columns = {
    "event_id": "bigint",
    "consumer": "text",
    "state": "text",
    "attempts": "smallint",
    "run_after": "timestamptz",
    "error": "text",
}
POSTINGS: Columns = {
    "store_id": "bigint",
    "event_id": "bigint",
    "source_id": "bigint",
    "destination_id": "bigint",
    "amount": "bigint",
    "cause": "text",
    "order_id": "bigint",
    "at": "timestamptz",
}

TABLES: dict[str, tuple[str, Columns]] = {
    "orders": ("orders_order", ORDERS),
    "lines": ("orders_orderline", LINES),
    "charges": ("payments_charge", CHARGES),
    "events": ("journal_event", EVENTS),
    "deliveries": ("journal_delivery", DELIVERIES),
    "postings": ("ledger_posting", POSTINGS),
}
"""Field of `Rows` -> table and its columns. Parents come before their children."""

SAME: dict[str, tuple[str, ...]] = {
    "orders": (
        *(
            "store_id",
            "campaign_id",
            "terms_id",
            "state",
            "placed_at",
            "confirmed_at",
            "released_at",
            "version",
        ),
        *("paid", "refunded", "forgiven"),
    ),
    "lines": ("store_id",),
    "charges": ("store_id", "paid", "reminded"),
    "events": (
        *("store_id", "campaign_id", "kind", "subject", "seq", "at"),
        *("actor_kind", "actor_id", "actor_label"),
    ),
    "deliveries": ("state", "attempts", "run_after", "error"),
    "postings": ("store_id", "at"),
}
"""Columns that are alike in all rows of a batch: they travel once (`Rows.same`)."""
