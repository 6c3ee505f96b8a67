"""Thousands of requests that the description allows or forbids: the app keeps to what it declares."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bukapo.config.wsgi import application
from bukapo.orders.models import Order
from tests.world import World, make_world

CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = 60
_settings = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """The requests share this test's transaction: they may not close its connection behind them."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield make_world()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def operation(name: str) -> Any:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    [found] = schema.include(operation_id=name).get_all_operations()
    return found.ok()


def settle(case: Any, world: World, order: Order, dice: st.DataObject) -> None:
    """Lead a generated case to rows that exist, so that it comes far; sometimes let it go astray."""
    cache.clear()
    case.headers["Accept-Encoding"] = "identity"
    real = {
        "store": world.store.slug,
        "campaign": world.campaign.slug,
        "number": order.number,
        "code": "sold_out",
    }
    if dice.draw(st.integers(0, 7)):
        case.path_parameters = {name: real[name] for name in case.path_parameters or {}}
    if "number" in (case.path_parameters or {}) and dice.draw(st.booleans()):
        case.headers["Authorization"] = f"Bearer {order.secret}"
    if isinstance(case.body, dict):
        _point(case.body, world, dice)


def _point(body: dict[str, Any], world: World, dice: st.DataObject) -> None:
    lines = body.get("lines")
    for line in lines if isinstance(lines, list) else []:
        if isinstance(line, dict) and isinstance(line.get("variant"), int) and dice.draw(st.booleans()):
            line["variant"] = dice.draw(st.sampled_from(sorted(world.variants.values())))
            line.pop("personalization", None)
    buyer = body.get("buyer")
    if isinstance(buyer, dict) and isinstance(buyer.get("phone"), str) and dice.draw(st.booleans()):
        buyer |= {"phone": "081234567890"}
        buyer.pop("email", None)
    address = body.get("address")
    if isinstance(address, dict) and isinstance(address.get("zone"), int):
        address["zone"] = world.zone.pk


def run(name: str, mode: GenerationMode, world: World, extra: list[Any]) -> set[int]:
    """The statuses that came of it."""
    order = world.place()
    statuses: set[int] = set()

    @_settings
    @given(case=operation(name).as_strategy(generation_mode=mode), dice=st.data())
    def explore(case: Any, dice: st.DataObject) -> None:
        settle(case, world, order, dice)
        answer = case.call_and_validate(checks=CHECKS + extra)
        if (
            case.meta is None or case.meta.generation.mode == mode
        ):  # else settling has mended what was wrong with it
            statuses.add(answer.status_code)

    explore()
    return statuses


def test_what_a_program_may_send_is_answered_as_declared(world: World) -> None:
    before = Order.objects.of(world.store).count()
    assert 200 in run("read_campaign", GenerationMode.POSITIVE, world, [])
    assert {200, 401} <= run("read_order", GenerationMode.POSITIVE, world, [])
    assert 200 in run("read_problem", GenerationMode.POSITIVE, world, [])
    assert {201, 422} <= run("place_order", GenerationMode.POSITIVE, world, [])
    assert Order.objects.of(world.store).count() > before + 4


def test_what_a_program_may_not_send_is_refused_as_declared(world: World) -> None:
    statuses = run("place_order", GenerationMode.NEGATIVE, world, [negative_data_rejection])
    assert statuses <= {400, 404, 413, 415, 422}
    for name in ("read_campaign", "read_order", "read_problem"):
        run(name, GenerationMode.NEGATIVE, world, [])
