"""The callback's door: what is kept, what is refused, and that nothing a stranger sends breaks it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.payments.gateways.rows import Notice
from bukapo.payments.gateways.rules import MOST_BODY, REFUSED_AN_HOUR
from tests.contracts.payments.gateways import CONTRACTS
from tests.contracts.payments.till import Till
from tests.world import NOON, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def till(settings: Any) -> Iterator[Till]:
    cache.clear()
    contract = CONTRACTS["tripay"]
    with contract.emulator().running() as emulator:
        settings.GATEWAY_URLS = {"tripay": emulator.url}
        yield Till.open(make_world(at=NOON, pay_mode="deposit"), contract, emulator)
    cache.clear()


def send(till: Till, body: Any, path: str = "", **headers: str) -> Any:
    with clock.told(till.at):
        where = path or till.hook.removeprefix("http://testserver")
        return till.client.post(where, body, content_type="application/json", **headers)  # type: ignore[arg-type]


def test_it_answers_what_the_gateway_wants_to_hear(till: Till) -> None:
    attempt = till.begin()
    till.emulator.pay(attempt.reference)
    news = till.emulator.held[0]
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in news.headers.items()}
    headers.pop("HTTP_CONTENT_TYPE")
    for _ in range(2):  # the copy hears the same
        answer = send(till, news.body, **headers)
        assert (answer.status_code, answer.content) == (200, b'{"success": true}')
        assert answer["Content-Type"] == "application/json"
    notice = Notice.objects.of(till.world.store).get()
    assert notice.body == news.body.decode() and notice.headers == {"x-callback-event": "payment_status"}


def test_an_address_nobody_has_is_none(till: Till) -> None:
    for path in (
        "/hooks/tripay/x/",
        f"/hooks/midtrans/{till.account.token}/",
        "/hooks/tripay/%00/",
        "/hooks/a/b/c/",
    ):
        assert send(till, b"{}", path).status_code in (400, 404)
    assert not Notice.objects.of(till.world.store).exists()


def test_only_posts_are_taken(till: Till) -> None:
    assert till.client.get(till.hook.removeprefix("http://testserver")).status_code == 405


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"{" * 1000, b"[]", b"null", b'{"a": "\x00"}'])
def test_garbage_is_refused_kept_bounded_and_does_nothing(till: Till, body: bytes) -> None:
    events = EventRow.objects.exclude(kind="notice.taken").count()
    assert send(till, body).status_code == 401
    kept = Notice.objects.of(till.world.store).get()
    assert (kept.state, kept.verified, kept.why) == (
        "refused",
        False,
        "signature",
    ) and "\x00" not in kept.body
    till.work()
    assert EventRow.objects.exclude(kind="notice.taken").count() == events


def test_what_is_signed_but_unreadable_is_refused_too(till: Till) -> None:
    body = b'{"reference": "T1", "merchant_ref": "PO-1\\u0000", "status": "PAID"}'
    signature = till.emulator._hmac(body)  # type: ignore[attr-defined]
    headers = {"HTTP_X_CALLBACK_SIGNATURE": signature, "HTTP_X_CALLBACK_EVENT": "payment_status"}
    assert send(till, body, **headers).status_code == 400


def test_a_body_that_is_too_long_is_not_read(till: Till) -> None:
    assert send(till, b"x" * (MOST_BODY + 1)).status_code == 413
    assert not Notice.objects.of(till.world.store).exists()


def test_whoever_floods_it_leaves_few_rows(till: Till) -> None:
    answers = [send(till, f'{{"n": {number}}}'.encode()).status_code for number in range(REFUSED_AN_HOUR + 5)]
    assert set(answers) == {401, 429}
    assert Notice.objects.of(till.world.store).count() == REFUSED_AN_HOUR


def test_a_switched_off_gateways_news_still_counts(till: Till) -> None:
    attempt = till.begin()
    type(till.account).objects.of(till.world.store).update(active=False)
    till.emulator.pay(attempt.reference)
    assert till.emulator.release() == [200]
    till.work()
    assert till.now().state == "confirmed"


def test_keys_that_cannot_be_unsealed_make_the_gateway_come_again(till: Till, settings: Any) -> None:
    attempt = till.begin()
    till.emulator.pay(attempt.reference)
    kept, secrets = list(till.emulator.held), settings.GATEWAY_SECRETS
    settings.GATEWAY_SECRETS = ["another"]
    assert till.emulator.release() == [503]
    settings.GATEWAY_SECRETS = secrets
    till.emulator.held = kept
    assert till.emulator.release() == [200]


def test_a_client_with_csrf_checks_gets_through(till: Till) -> None:
    till.client = Client(enforce_csrf_checks=True)
    assert send(till, b"{}").status_code == 401
