"""The pace of strangers' forms, at their real addresses."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from bukapo.faces.storefront.views.doors import stranger_deed, stranger_form
from bukapo.faces.ui.limits import TooManyTries
from bukapo.kernel.refusal import NotFound

FORM = "application/x-www-form-urlencoded"


def answering(status: int) -> Any:
    return stranger_form("order", most=2, seconds=300)(lambda request: HttpResponse(status=status))


def post(**values: str) -> HttpRequest:
    body = "&".join(f"{name}={value}" for name, value in ({"key": "k" * 20} | values).items())
    return RequestFactory().post("/toko/po/pesan/", body, content_type=FORM)


def test_wrong_forms_are_few_and_right_ones_many() -> None:
    wrong, right = answering(422), answering(303)
    assert [wrong(post()).status_code for _ in range(4)] == [422, 422, 429, 429]
    assert [right(post()).status_code for _ in range(20)] == [303] * 20


def test_who_was_too_fast_keeps_the_form_and_is_told_to_wait() -> None:
    wrong = answering(422)
    answer = [wrong(post(buyer_name="Rina")) for _ in range(3)][-1]
    assert answer.status_code == 429 and int(answer["Retry-After"]) >= 5
    assert 'name="buyer_name" value="Rina"' in answer.content.decode()


def test_reading_is_never_counted_and_files_get_a_plain_refusal() -> None:
    wrong = answering(422)
    for _ in range(2):
        wrong(post())
    assert wrong(RequestFactory().get("/toko/po/pesan/")).status_code == 422
    with pytest.raises(TooManyTries):
        wrong(RequestFactory().post("/toko/po/pesan/", {"sender": "Rina"}))


def test_a_refusal_nobody_caught_costs_its_own_status() -> None:
    def missing(request: HttpRequest) -> HttpResponse:
        raise NotFound()

    deed = stranger_deed("cancel", most=2, seconds=300)(missing)
    for _ in range(2):
        with pytest.raises(NotFound):
            deed(post())
    assert deed(post()).status_code == 429


def test_one_phone_sends_so_many_orders_and_steps_before_do_not_count() -> None:
    right = stranger_form("order", most=600, seconds=300)(lambda request: HttpResponse(status=303))
    for _ in range(70):
        assert right(post(action="check", phone="081234567890")).status_code == 303
    sent = [right(post(action="send", phone="081234567890")).status_code for _ in range(61)]
    assert sent == [303] * 60 + [429]
