"""Invariant 9: the terms a buyer agreed to read as they did then, in words and in data."""

from collections.abc import Iterator
from itertools import groupby

from bukapo.audit.breach import Breach
from bukapo.campaigns.models import Terms
from bukapo.campaigns.terms import seal, text_of
from bukapo.journal.models import EventRow
from bukapo.orders.models import Order

WHY = "the audit reads every store"
OF_POS = ("campaign.published", "campaign.pace_changed", "campaign.closing_put_off")


def frozen() -> Iterator[Breach]:
    """Text and data of a version say the same, its hash is over both, and versions of a PO follow one another."""
    rows = Terms.objects.across_stores(WHY).select_related("before").order_by("campaign_id", "pk")
    for campaign_id, group in groupby(rows.iterator(chunk_size=200), key=lambda row: row.campaign_id):
        for number, row in enumerate(group, start=1):
            where = f"terms {row.pk} (campaign {campaign_id})"
            if row.document and text_of(row.document) != row.text:
                yield Breach("terms", where, "say something else in words than in data")
            if seal(row.document, row.text) != row.digest:
                yield Breach("terms", where, "were altered after they were frozen")
            before = row.before.digest if row.before else ""
            if row.document and (row.document["version"] != number or row.document["before"] != before):
                yield Breach("terms", where, "do not follow the version or the PO that they name")


def agreed() -> Iterator[Breach]:
    """An order names the version that it was placed under, and that version has the hash that was agreed to."""
    rows = EventRow.objects.filter(kind="order.placed").order_by("pk")
    told: dict[int | None, tuple[int | None, str]] = {
        order: (terms, digest or "")
        for order, terms, digest in rows.values_list(
            "order_id", "data__terms_id", "data__terms_digest"
        ).iterator(chunk_size=5_000)
    }
    orders = Order.objects.across_stores(WHY).order_by("pk").values_list("pk", "terms_id", "terms__digest")
    for order, terms, digest in orders.iterator(chunk_size=5_000):
        said, hashed = told.get(order, (terms, ""))
        if said != terms:
            yield Breach("terms of an order", f"order {order}", f"names terms {terms}, agreed to {said}")
        elif hashed and hashed != digest:
            yield Breach("terms of an order", f"order {order}", "agreed to terms that read otherwise")


def published() -> Iterator[Breach]:
    """Every hash that an event of a PO sealed is one of its versions."""
    known: dict[int | None, set[str]] = {}
    for campaign_id, digest in Terms.objects.across_stores(WHY).values_list("campaign_id", "digest"):
        known.setdefault(campaign_id, set()).add(digest)
    events = EventRow.objects.filter(kind__in=OF_POS).order_by("pk")
    for campaign_id, digest in events.values_list("campaign_id", "data__terms_digest"):
        if digest and digest not in known.get(campaign_id, ()):
            yield Breach("terms of a PO", f"campaign {campaign_id}", "has no terms of the hash it published")
