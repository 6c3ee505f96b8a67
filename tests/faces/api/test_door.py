"""Whatever is asked under /api/, a program is answered: no page, no cookie, no session."""

from typing import Any

import pytest
from django.test import Client

from bukapo.kernel.problem import KINDS
from tests.faces.api.program import Program, assert_problem


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1", "/api/v1/", "/api/v2/x", "/api/v1/stores", "/api/v1/orders/", "/api/v1/docs"]
)
@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_an_unknown_path_is_a_problem(client: Client, path: str, method: str) -> None:
    assert_problem(getattr(client, method)(path), 404, "not_found")


@pytest.mark.django_db
def test_a_wrong_method_is_a_problem_that_names_the_right_ones(program: Program, client: Client) -> None:
    for path, allowed in {
        program.campaign: "GET",
        program.orders: "POST",
        "/api/v1/orders/PO-00000000": "GET",
        "/api/v1/problems/closed": "GET",
        "/api/v1/openapi.json": "GET, HEAD",
    }.items():
        answer = client.put(path)
        assert_problem(answer, 405, "method_not_allowed")
        assert answer.headers["Allow"] == allowed
    assert_problem(client.options(program.orders), 405, "method_not_allowed")


def test_an_address_that_can_not_be_read_is_a_problem(client: Client) -> None:
    assert_problem(client.get("/api/v1/%00"), 400, "unreadable")
    assert_problem(client.get("/api/v1/orders/x?a=%00"), 400, "unreadable")
    assert_problem(client.get("/api/v1/", headers={"Host": "strange.example"}), 400, "unreadable")


def test_pages_stay_pages(client: Client) -> None:
    answer = client.get("/tidak/ada/sama/sekali/")
    assert answer.status_code == 404 and answer.headers["Content-Type"].startswith("text/html")


@pytest.mark.django_db
def test_no_cookie_of_a_browser_counts(program: Program, django_assert_num_queries: Any) -> None:
    program.client.force_login(program.world.owner)
    program.client.cookies["django_language"] = "en"
    with django_assert_num_queries(0):
        told = program.client.get("/api/v1/problems/closed").json()
    assert told["title"] == "PO sudah ditutup"


@pytest.mark.parametrize(
    ("asked", "title"), [("", "PO sudah ditutup"), ("fr", "PO sudah ditutup"), ("en", "closed")]
)
def test_a_problem_s_type_leads_to_what_it_means(client: Client, asked: str, title: str) -> None:
    told = client.get("/api/v1/problems/closed", headers={"Accept-Language": asked}).json()
    assert told["code"] == "closed" and title in told["title"] and told["advice"]
    for code in KINDS:
        assert client.get(f"/api/v1/problems/{code}").status_code == 200
    assert_problem(client.get("/api/v1/problems/x"), 404, "not_found")
    assert_problem(client.get("/api/v1/problems/" + "x" * 41), 404, "not_found")


@pytest.mark.django_db
def test_long_answers_are_compressed(program: Program) -> None:
    answer = program.client.get(program.campaign, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
