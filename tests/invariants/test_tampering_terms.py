"""Whatever is altered about the rules a buyer agreed to, the audit names it; also by who knows how to hash."""

import pytest
from django.db import transaction

from bukapo.audit.agreements import agreed, frozen, published
from bukapo.campaigns.models import Terms
from bukapo.campaigns.terms import seal, text_of
from bukapo.journal import clock
from bukapo.orders.models import Order
from tests.invariants.altering import sql
from tests.world import NOON, make_world

pytestmark = pytest.mark.django_db


def found() -> list[str]:
    return [breach.what for check in (frozen, agreed, published) for breach in check()]


def rewritten(row: Terms) -> None:
    """Words, data and hash altered together, so that the row agrees with itself."""
    late = next(part for part in row.document["parts"] if part["key"] == "late")
    late["clauses"][0]["text"] = "Uang tidak kembali."
    text = text_of(row.document)
    Terms.objects.of(row.store_id).filter(pk=row.pk).update(
        document=row.document, text=text, digest=seal(row.document, text)
    )


def test_the_audit_names_every_alteration_of_what_was_agreed() -> None:
    world = make_world(at=NOON)
    with clock.told(NOON):
        order = world.place()
    row = Terms.objects.of(world.store).get()
    other = Terms.objects.create(
        store=world.store, campaign=world.campaign, text="Lama.", digest="x", frozen_at=NOON
    )
    Terms.objects.of(world.store).filter(pk=other.pk).update(digest=seal({}, "Lama."))
    assert found() == []  # terms of the time before there were data stay valid
    orders = Order.objects.of(world.store).filter(pk=order.pk)
    for alter in (
        sql("UPDATE campaigns_terms SET text = 'Uang tidak kembali.' WHERE document <> '{}'"),
        sql(f"UPDATE campaigns_terms SET digest = '{'0' * 64}' WHERE id = {row.pk}"),
        sql(f"UPDATE campaigns_terms SET before_id = {other.pk} WHERE id = {row.pk}"),
        lambda: Terms.objects.of(world.store).filter(pk=row.pk).update(document={}),
        lambda: orders.update(terms=other),
        lambda: orders.update(terms=None),
        lambda: rewritten(row),
    ):
        with transaction.atomic():
            alter()
            assert found()
            transaction.set_rollback(True)
    assert found() == []
