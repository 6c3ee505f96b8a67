"""The rows that an order is made of cover the tables exactly: a column added to a model and forgotten here fails."""

import itertools

import pytest
from django.apps import apps
from django.db.models import Model

from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.intake.batch import ACCOUNTS
from bukapo.orders.intake.compose import Composer, Rows, Won
from bukapo.orders.intake.draft import WantedLine, draft
from bukapo.orders.intake.tables import SAME, TABLES
from bukapo.payments.plans import asks
from tests.orders.intake.offers import MUG, NOW, OFFER, want


def model_of(table: str) -> type[Model]:
    return next(model for model in apps.get_models() if model._meta.db_table == table)


def composed() -> Rows:
    composer = Composer(
        OFFER,
        at=NOW,
        actor=BUYER_ACTOR,
        consumers=["somebody.listens"],
        accounts={code: number for number, code in enumerate(ACCOUNTS, start=1)},
        order_ids=itertools.count(1),
        charge_ids=itertools.count(1),
        event_ids=itertools.count(1),
    )
    for one in (want(), want(WantedLine(MUG, 2, {}))):
        priced = draft(one, OFFER)
        plan = asks(OFFER.plan, goods=priced.goods, shipping=priced.shipping_fee, pieces=priced.pieces)
        composer.add(Won(priced, plan, code=123))
    return composer.rows


@pytest.mark.parametrize("name", TABLES)
def test_every_column_of_the_model_is_written(name: str) -> None:
    table, columns = TABLES[name]
    fields = {field.column for field in model_of(table)._meta.concrete_fields}
    made_by_the_database = fields - set(columns)
    assert made_by_the_database <= {"id"} and set(columns) <= fields


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_every_column_once(name: str) -> None:
    rows = composed()
    assert set(rows.same[name]) == set(SAME[name])
    for row in getattr(rows, name):
        assert not set(row) & set(SAME[name])
        assert set(row) | set(SAME[name]) == set(TABLES[name][1])


def test_parents_are_written_before_their_children() -> None:
    order = [model_of(table) for table, _columns in TABLES.values()]
    for model in order:
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model in order:
                assert order.index(field.related_model) <= order.index(model)
