"""Paying by gateway on the buyer's pages: buttons, the page of one attempt, and what it never believes."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from bukapo.journal import clock
from bukapo.payments.models import Attempt
from tests.contracts.payments.gateways import CONTRACTS
from tests.contracts.payments.till import Till
from tests.faces.storefront.forms import text
from tests.world import NOON, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def till(settings: Any) -> Iterator[Till]:
    cache.clear()
    contract = CONTRACTS["midtrans"]
    with contract.emulator().running() as emulator:
        settings.GATEWAY_URLS = {"midtrans": emulator.url}
        yield Till.open(make_world(at=NOON, pay_mode="deposit"), contract, emulator)
    cache.clear()


def get(till: Till, tail: str = "", at: Any = None) -> Any:
    with clock.told(at or till.at):
        return Client().get(f"/p/{till.order.secret}/{tail}")


def press(till: Till, method: str = "snap", **changes: str) -> Any:
    with clock.told(till.at):
        data = {"way": f"{till.account.pk}-{method}"} | changes
        return Client(enforce_csrf_checks=True).post(f"/p/{till.order.secret}/bayar/", data)


def test_the_order_page_offers_what_the_seller_chose_beside_the_transfer(till: Till) -> None:
    page = text(get(till))
    assert "Bayar otomatis" in page and f'value="{till.account.pk}-qris"' in page and "VA BCA" in page
    assert "Atau transfer ke rekening" in page and "1234567890" in page


def test_switched_off_nothing_is_offered(till: Till) -> None:
    type(till.account).objects.of(till.world.store).update(active=False)
    assert "Bayar otomatis" not in text(get(till))
    assert press(till).status_code == 409 and not Attempt.objects.of(till.world.store).exists()


def test_pressing_leads_to_our_own_page_with_a_plain_link_to_theirs(till: Till) -> None:
    answer = press(till)
    assert answer.status_code == 303 and answer["Location"].startswith(f"/p/{till.order.secret}/bayar/")
    page = get(till, f"bayar/{till.order.number}-1/")
    assert f'href="{till.emulator.url}/bayar/' in text(page)
    assert page["Cache-Control"] == "private, no-cache" and not page.cookies


def test_a_second_press_leads_to_the_same_attempt(till: Till) -> None:
    assert press(till)["Location"] == press(till)["Location"]
    assert Attempt.objects.of(till.world.store).count() == 1


def test_coming_back_believes_no_parameter_and_asks_the_gateway_soon(till: Till) -> None:
    press(till)
    tail = f"bayar/{till.order.number}-1/?kembali=1&transaction_status=settlement&status_code=200"
    till.at += timedelta(seconds=5)
    page = text(get(till, tail))
    assert "Menunggu konfirmasi." in page and till.now().state == "placed"
    till.emulator.faults.silent = True
    till.emulator.pay(f"{till.order.number}-1")
    till.work()  # a second later, long before the first look would be due
    assert till.now().state == "confirmed"
    answer = get(till, tail)
    assert answer.status_code == 302 or answer.status_code == 303
    assert "kabar=bayar" in answer["Location"]


def test_the_scripts_question_is_answered_in_one_word(till: Till) -> None:
    press(till)
    tail = f"bayar/{till.order.number}-1/keadaan/"
    assert get(till, tail).content == b"pending"
    till.emulator.pay(f"{till.order.number}-1")
    till.emulator.release()
    till.work()
    assert get(till, tail).content == b"paid"


def test_without_a_script_the_page_comes_anew_by_itself(till: Till) -> None:
    press(till)
    assert '<noscript><meta http-equiv="refresh"' in text(get(till, f"bayar/{till.order.number}-1/"))


def test_the_qr_is_shown_and_can_be_saved(till: Till) -> None:
    press(till, "qris")
    page = text(get(till, f"bayar/{till.order.number}-1/"))
    assert 'src="data:image/svg+xml' in page
    picture = get(till, f"bayar/{till.order.number}-1/qr.png")
    assert picture["Content-Type"] == "image/png" and "attachment" in picture["Content-Disposition"]


def test_the_number_is_shown_with_a_button_to_copy_it(till: Till) -> None:
    press(till, "va_bca")
    number = till.attempt().told["va"]["number"]
    assert f'data-copy="{number}"' in text(get(till, f"bayar/{till.order.number}-1/"))


def test_a_gateway_that_is_away_is_told_calmly_and_the_transfer_stays(till: Till) -> None:
    till.emulator.faults.down = True
    answer = press(till)
    assert answer.status_code == 503 and "Midtrans belum menjawab" in text(answer)
    assert "1234567890" in text(answer)


def test_the_gateways_own_words_stay_with_the_seller(till: Till) -> None:
    till.emulator.key = "another"  # type: ignore[attr-defined]
    answer = press(till)
    assert answer.status_code == 502 and "Access denied" not in text(answer)
    assert "Access denied" in till.attempt().why


def test_a_link_that_is_no_web_address_never_becomes_one(till: Till) -> None:
    press(till)
    Attempt.objects.of(till.world.store).update(told={})
    from bukapo.kernel.actor import SYSTEM_ACTOR
    from bukapo.orders.gateways.attempts import store_answer
    from bukapo.payments.port import Begun

    store_answer(
        attempt=till.attempt(), begun=Begun("x", url="javascript:alert(1)"), actor=SYSTEM_ACTOR, at=till.at
    )
    assert "javascript:" not in text(get(till, f"bayar/{till.order.number}-1/"))


@pytest.mark.parametrize(
    "way", ["", "-", "x-snap", "1", "9999999999999999999999-snap", "1-\x00", "0-snap", "²-snap"]
)
def test_a_way_nobody_offers_is_refused(till: Till, way: str) -> None:
    assert press(till, way=way).status_code in (400, 409)
    assert not Attempt.objects.of(till.world.store).exists()


def test_a_stranger_finds_no_attempt(till: Till) -> None:
    press(till)
    other = till.world.place(till.world.line("M"))
    for tail in ("", "keadaan/", "qr.png"):
        with clock.told(till.at):
            path = f"/p/{other.secret}/bayar/{till.order.number}-1/{tail}"
            assert Client().get(path).status_code == 404


def test_an_attempt_in_doubt_says_that_the_seller_looks_into_it(till: Till) -> None:
    press(till, "qris")
    till.emulator.pay(f"{till.order.number}-1", amount=5)
    till.emulator.release()
    till.work()
    assert "Pembayaran sedang dicek penjual" in text(get(till, f"bayar/{till.order.number}-1/"))
