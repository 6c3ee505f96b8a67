"""The OpenAPI description is complete, true to the code, and loads nothing from elsewhere."""

import json
import re
from typing import Any

import msgspec
import pytest
from django.test import Client

from bukapo.faces.api.contract import PROBLEM_EXAMPLE, SENT_EXAMPLE
from bukapo.kernel.problem import KINDS
from bukapo.orders.intake.wire import read_order
from tests.house.files import ROOT


@pytest.fixture
def described() -> Any:
    return Client().get("/api/v1/openapi.json").json()


def operations(described: Any) -> dict[str, Any]:
    return {o["operationId"]: o for path in described["paths"].values() for o in path.values()}


def test_every_status_is_declared(described: Any) -> None:
    declared = {name: set(o["responses"]) for name, o in operations(described).items()}
    assert declared == {
        "read_campaign": {"200", "400", "404", "500", "503"},
        "place_order": {"201", "200", "400", "404", "409", "413", "415", "422", "429", "500", "503"},
        "read_order": {"200", "400", "401", "429", "500", "503"},
        "read_problem": {"200", "400", "404", "500"},
    }


def test_every_error_is_a_problem(described: Any) -> None:
    for operation in operations(described).values():
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                assert set(response["content"]) == {"application/problem+json"}, (
                    operation["operationId"],
                    status,
                )


def test_every_reference_leads_somewhere(described: Any) -> None:
    assert described["openapi"].startswith("3.1")
    for name in re.findall(r'"#/components/schemas/(\w+)"', json.dumps(described)):
        assert name in described["components"]["schemas"]


def test_the_examples_are_valid() -> None:
    wanted = read_order(msgspec.json.encode(SENT_EXAMPLE), campaign_id=1, key="k" * 16, language="en")
    assert wanted.lines[0].personalization == {1: "BUDI"} and wanted.language == "id"
    assert PROBLEM_EXAMPLE["code"] in KINDS


def test_every_bound_is_told(described: Any) -> None:
    """A program may trust the description: nothing that it allows is refused for its size."""
    for name in ("SentOrder", "Buyer", "Address", "SentLine"):
        schema = described["components"]["schemas"][name]
        assert schema["additionalProperties"] is False
        for field, told in schema["properties"].items():
            if told.get("type") == "string":
                assert "maxLength" in told, (name, field)
            if told.get("type") == "integer":
                assert told["minimum"] == 1 and "maximum" in told, (name, field)


def test_the_manual_names_every_code() -> None:
    manual = (ROOT / "docs" / "api.md").read_text()
    told = set(re.findall(r"^\| `(\w+)` \|", manual, re.MULTILINE))
    assert told == set(KINDS) - {"refused"}
