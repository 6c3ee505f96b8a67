"""A seller's gateways: keys go in and never come out, doubts are decided, refunds go back the way they came."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from bukapo.journal import clock
from bukapo.orders.writes.release import cancel_order
from bukapo.payments.gateways.rows import GatewayAccount, Payout
from bukapo.payments.gateways.seal import unseal
from bukapo.payments.models import Refund
from bukapo.stores.models import Membership
from tests.contracts.payments.gateways import CONTRACTS
from tests.contracts.payments.till import Till
from tests.faces.storefront.forms import text
from tests.world import NOON, make_world

pytestmark = pytest.mark.django_db
KEY = "SB-Mid-server-SANGAT-RAHASIA-77"


@pytest.fixture
def till(settings: Any) -> Iterator[Till]:
    cache.clear()
    contract = CONTRACTS["midtrans"]
    with contract.emulator().running() as emulator:
        settings.GATEWAY_URLS = {"midtrans": emulator.url}
        yield Till.open(make_world(at=NOON, pay_mode="deposit"), contract, emulator)
    cache.clear()


@pytest.fixture
def seller(till: Till) -> Client:
    client = Client()
    client.force_login(till.world.owner)
    return client


def home(till: Till, tail: str = "") -> str:
    return f"/toko-saya/{till.world.store.slug}/pengaturan/gateway/{tail}"


def keys(**changes: Any) -> dict[str, Any]:
    facts = {"mode": "sandbox", "server_key": KEY, "methods": ["qris", "snap"]} | changes
    return {f"midtrans-{name}": value for name, value in facts.items()}


class TestKeys:
    def test_what_was_entered_is_never_shown_again(self, till: Till, seller: Client) -> None:
        till.emulator.key = KEY  # type: ignore[attr-defined]
        answer = seller.post(home(till, "midtrans/simpan/"), keys(), follow=True)
        page = text(answer)
        assert "Tersambung. Kuncinya benar." in page and "…A-77" in page and KEY not in page
        account = GatewayAccount.objects.of(till.world.store).get(gateway="midtrans")
        assert unseal(account.sealed) == {"server_key": KEY} and account.methods == ["qris", "snap"]
        assert f"/hooks/midtrans/{account.token}/" in page

    def test_a_form_that_is_wrong_does_not_bring_the_key_back_either(
        self, till: Till, seller: Client
    ) -> None:
        answer = seller.post(home(till, "midtrans/simpan/"), keys(methods=[]))
        assert answer.status_code == 422 and KEY not in text(answer)
        answer = seller.post(home(till, "xendit/simpan/"), {"xendit-mode": "live", "xendit-methods": ["qris"],
                                                            "xendit-secret_key": KEY})  # fmt: skip
        assert answer.status_code == 422 and KEY not in text(answer)
        assert "Bagian ini perlu diisi." in text(answer)

    def test_wrong_keys_are_told_in_the_gateways_words(self, till: Till, seller: Client) -> None:
        answer = seller.post(home(till, "midtrans/simpan/"), keys(), follow=True)
        assert "Access denied" in text(answer)

    def test_only_the_owner_enters(self, till: Till) -> None:
        account = till.account.pk
        membership = Membership.objects.of(till.world.store).get()
        membership.role = "staff"
        membership.save()
        staff, stranger = Client(), Client()
        staff.force_login(till.world.owner)
        other = make_world(slug="toko-lain", at=NOON)
        stranger.force_login(other.owner)
        for client in (staff, stranger):
            assert client.get(home(till)).status_code == 404
            for tail in ("midtrans/simpan/", f"{account}/coba/", f"{account}/mati/", "midtrans/pencairan/"):
                assert client.post(home(till, tail), keys()).status_code == 404
        assert GatewayAccount.objects.of(till.world.store).get().active

    def test_switched_off(self, till: Till, seller: Client) -> None:
        assert "Dimatikan." in text(seller.post(home(till, f"{till.account.pk}/mati/"), follow=True))
        assert not GatewayAccount.objects.of(till.world.store).get().active
        assert "Langkah ini sudah tidak bisa" in text(
            seller.post(home(till, f"{till.account.pk}/mati/"), follow=True)
        )

    def test_a_gateway_nobody_has_is_none(self, till: Till, seller: Client) -> None:
        assert seller.post(home(till, "paypal/simpan/"), keys()).status_code == 404
        assert seller.post(home(till, "999999/coba/")).status_code == 404


def paid(till: Till, method: str = "qris", **how: Any) -> None:
    attempt = till.begin(method)
    till.emulator.pay(attempt.reference, **how)
    till.emulator.release()
    till.work()


class TestDoubts:
    def decide(self, till: Till, seller: Client, deed: str) -> str:
        path = f"/toko-saya/{till.world.store.slug}/gateway/ragu/{till.attempt().pk}/{deed}/"
        with clock.told(till.at):
            return text(seller.post(path, follow=True))

    def test_another_sum_is_shown_on_the_money_page_and_booked_by_one_tap(
        self, till: Till, seller: Client
    ) -> None:
        paid(till, amount=40_000)
        po = f"/toko-saya/{till.world.store.slug}/po/{till.world.campaign.slug}/uang/"
        page = text(seller.get(po))
        assert "menurut gateway yang dibayar Rp40.000" in page and "Catat Rp40.000" in page
        assert "Rp40.000 tercatat masuk." in self.decide(till, seller, "catat")
        assert till.now().paid == 40_000 and till.sound()
        assert {n.state for n in till.notices()} == {"done"} and "Catat Rp40.000" not in text(seller.get(po))

    def test_or_left_out_of_the_books(self, till: Till, seller: Client) -> None:
        paid(till, amount=40_000)
        assert "Tidak ada yang dicatat." in self.decide(till, seller, "abaikan")
        assert till.now().paid == 0 and till.attempt().state == "failed" and till.sound()
        assert {n.state for n in till.notices()} == {"ignored"}

    def test_what_the_gateway_does_not_repeat_is_not_booked(self, till: Till, seller: Client) -> None:
        paid(till, amount=40_000)
        till.emulator.pays[till.attempt().reference].state = "pending"
        assert "tidak membenarkan pembayaran ini" in self.decide(till, seller, "catat")
        assert till.now().paid == 0


class TestRefunds:
    def test_one_tap_sends_it_back_the_way_it_came(self, till: Till, seller: Client) -> None:
        paid(till)
        with clock.told(till.at):
            facts = {"store_id": till.world.store.pk, "order_id": till.order.pk}
            cancel_order(**facts, reason="uji", actor=till.world.seller, at=till.at)
            order = f"/toko-saya/{till.world.store.slug}/pesanan/{till.order.number}/"
            assert "Kembalikan lewat Midtrans" in text(seller.get(order))
            refund = Refund.objects.of(till.world.store).get()
            path = f"/toko-saya/{till.world.store.slug}/pengembalian/{refund.pk}/gateway/"
            assert "sudah dikembalikan lewat gateway" in text(seller.post(path, follow=True))
        refund.refresh_from_db()
        assert refund.state == "paid" and till.sound()

    def test_where_it_cannot_go_back_the_reason_stands_beside_the_transfer(
        self, till: Till, seller: Client
    ) -> None:
        paid(till, "va_bca")
        with clock.told(till.at):
            facts = {"store_id": till.world.store.pk, "order_id": till.order.pk}
            cancel_order(**facts, reason="uji", actor=till.world.seller, at=till.at)
            order = text(seller.get(f"/toko-saya/{till.world.store.slug}/pesanan/{till.order.number}/"))
        assert (
            "Kembalikan lewat" not in order
            and "tidak bisa mengembalikan" in order
            and "Sudah dikirim" in order
        )


def test_a_payout_is_noted_once_however_often_the_form_is_sent(till: Till, seller: Client) -> None:
    paid(till)
    till.account.refresh_from_db()
    form = {"amount": "20.000", "fee": "4.000", "bank": str(till.world.bank.pk), "seen": till.account.version}
    data = {f"cair-midtrans-{name}": value for name, value in form.items()}
    assert "Rp20.000 dicatat masuk ke rekening." in text(
        seller.post(home(till, "midtrans/pencairan/"), data, follow=True)
    )
    assert seller.post(home(till, "midtrans/pencairan/"), data).status_code == 422
    assert Payout.objects.of(till.world.store).count() == 1
    data["cair-midtrans-amount"], data["cair-midtrans-seen"] = "900.000.000", ""
    assert "hanya ada" in text(seller.post(home(till, "midtrans/pencairan/"), data))
