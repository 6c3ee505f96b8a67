"""Keys at rest, their change, and payouts."""

from typing import Any

import pytest
from django.db import connection

from bukapo.journal.models import EventRow
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound
from bukapo.ledger.reads import trial_balance
from bukapo.ledger.rules import FEES, at_gateway, cash
from bukapo.payments.gateways.opened import open_gateway
from bukapo.payments.gateways.rows import GatewayAccount, Payout
from bukapo.payments.gateways.seal import Unreadable, reseal, seal, unseal
from bukapo.payments.gateways.writes import NotSoMuch, record_payout, save_gateway, switch_gateway_off
from tests.contracts.payments.gateways import CONTRACTS
from tests.contracts.payments.till import Till
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db
KEYS = {"merchant_code": "T0001", "api_key": "DEV-RAHASIA-SEKALI-1234", "private_key": "PRIBADI-SANGAT-9876"}


def save(world: World, **changes: Any) -> GatewayAccount:
    facts: dict[str, Any] = {
        "store_id": world.store.pk, "gateway": "tripay", "mode": "sandbox", "keys": KEYS, "methods": ["QRIS"],
        "actor": world.seller, "at": NOON,
    }  # fmt: skip
    event = save_gateway(**(facts | changes))
    account: GatewayAccount = GatewayAccount.objects.of(world.store).get(pk=event.account_id)
    return account


@pytest.fixture
def world() -> World:
    return make_world(at=NOON)


class TestAtRest:
    def test_no_key_stands_anywhere_in_the_database(self, world: World) -> None:
        save(world)
        with connection.cursor() as cursor:
            for table in ("payments_gatewayaccount", "journal_event", "journal_delivery"):
                cursor.execute(f"SELECT * FROM {table}")
                text = str(cursor.fetchall())
                assert "RAHASIA" not in text and "PRIBADI" not in text, table

    def test_only_the_last_four_are_shown(self, world: World) -> None:
        account = save(world)
        assert account.shown == {"merchant_code": "T0001", "api_key": "…1234", "private_key": "…9876"}
        assert save(world, keys=KEYS | {"api_key": "pendek1"}).shown["api_key"] == "…"

    def test_the_adapter_gets_the_keys_back(self, world: World) -> None:
        assert unseal(save(world).sealed) == KEYS

    def test_the_same_keys_are_sealed_differently_each_time(self) -> None:
        assert seal(KEYS) != seal(KEYS)

    def test_altered_or_sealed_elsewhere_they_are_not_opened(self, world: World, settings: Any) -> None:
        account = save(world)
        with pytest.raises(Unreadable):
            unseal(account.sealed[:-2] + ("A=" if not account.sealed.endswith("A=") else "B="))
        settings.GATEWAY_SECRETS = ["a secret of another house"]
        with pytest.raises(Unreadable):
            open_gateway(account)

    def test_a_new_secret_in_front_opens_the_old_and_seals_anew(self, world: World, settings: Any) -> None:
        account, old = save(world), list(settings.GATEWAY_SECRETS)
        settings.GATEWAY_SECRETS = ["the new secret", *old]
        assert unseal(account.sealed) == KEYS
        renewed = reseal(account.sealed)
        settings.GATEWAY_SECRETS = ["the new secret"]
        assert unseal(renewed) == KEYS
        with pytest.raises(Unreadable):
            unseal(account.sealed)


class TestSaving:
    def test_an_empty_field_keeps_the_key_that_is_there(self, world: World) -> None:
        save(world)
        account = save(world, keys={"api_key": "DEV-YANG-BARU-5555"}, methods=["BCAVA", "QRIS", "unknown"])
        assert unseal(account.sealed) == KEYS | {"api_key": "DEV-YANG-BARU-5555"}
        assert account.methods == ["QRIS", "BCAVA"]

    def test_a_missing_key_is_refused_at_its_field(self, world: World) -> None:
        for changes, field in (({"keys": {"api_key": "x" * 20}}, "merchant_code"), ({"methods": []}, "methods"),
                               ({"mode": "both"}, "mode")):  # fmt: skip
            before = EventRow.objects.count()
            with pytest.raises(Invalid) as refused:
                save(world, **changes)
            assert refused.value.params["field"] == field
            assert EventRow.objects.count() == before and not GatewayAccount.objects.of(world.store).exists()
        with pytest.raises(NotFound):
            save(world, gateway="paypal")

    def test_the_other_mode_has_keys_of_its_own_and_only_one_is_offered(self, world: World) -> None:
        trial, live = save(world), save(world, mode="live", keys=KEYS | {"api_key": "KEY-LIVE-000-1111"})
        trial.refresh_from_db()
        assert (trial.active, live.active) == (False, True) and trial.token != live.token
        assert unseal(trial.sealed) == KEYS

    def test_switched_off_twice_is_refused(self, world: World) -> None:
        account = save(world)
        who = {"store_id": world.store.pk, "account_id": account.pk, "actor": world.seller, "at": NOON}
        switch_gateway_off(**who)
        with pytest.raises(WrongState):
            switch_gateway_off(**who)

    def test_another_stores_account_does_not_exist(self, world: World) -> None:
        account, other = save(world), make_world(slug="toko-lain", at=NOON)
        with pytest.raises(NotFound):
            switch_gateway_off(store_id=other.store.pk, account_id=account.pk, actor=other.seller, at=NOON)
        account.refresh_from_db()
        assert account.active

    def test_live_keys_never_go_to_an_emulator(self, world: World, settings: Any) -> None:
        settings.GATEWAY_URLS = {"tripay": "http://127.0.0.1:9"}
        assert "127.0.0.1" in open_gateway(save(world))._base  # type: ignore[attr-defined]
        live = open_gateway(save(world, mode="live"))
        assert live._base == "https://tripay.co.id/api"  # type: ignore[attr-defined]


class TestPayouts:
    @pytest.fixture
    def till(self, settings: Any) -> Any:
        contract = CONTRACTS["midtrans"]
        with contract.emulator().running() as emulator:
            settings.GATEWAY_URLS = {"midtrans": emulator.url}
            till = Till.open(make_world(at=NOON, pay_mode="deposit"), contract, emulator)
            attempt = till.begin()
            emulator.pay(attempt.reference)
            emulator.release()
            till.work()
            yield till

    def payout(self, till: Till, amount: int, fee: int = 0, **more: Any) -> Any:
        facts = {"store_id": till.world.store.pk, "account_id": till.account.pk, "bank_account_id": till.world.bank.pk,
                 "note": "", "actor": till.world.seller, "at": till.at}  # fmt: skip
        return record_payout(amount=amount, fee=fee, **(facts | more))

    def test_moves_money_from_the_gateway_to_the_bank_and_the_fee_out(self, till: Till) -> None:
        there = till.payments()[0].amount
        self.payout(till, there - 4_000, 4_000)
        books = trial_balance(store_id=till.world.store.pk)
        assert books[at_gateway("midtrans")] == 0 and books[FEES] == 4_000
        assert books[cash(till.world.bank.pk)] == there - 4_000 and sum(books.values()) == 0
        assert till.sound()

    def test_more_than_lies_there_is_refused(self, till: Till) -> None:
        there = till.payments()[0].amount
        for amount, fee in ((there + 1, 0), (there, 1)):
            with pytest.raises(NotSoMuch):
                self.payout(till, amount, fee)
        assert not Payout.objects.of(till.world.store).exists()

    def test_the_same_form_sent_twice_acts_once(self, till: Till) -> None:
        till.account.refresh_from_db()
        self.payout(till, 10_000, seen=till.account.version)
        with pytest.raises(WrongState):
            self.payout(till, 10_000, seen=till.account.version)
        assert Payout.objects.of(till.world.store).count() == 1
