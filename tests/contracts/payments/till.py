"""A store's till in the contract suite: a buyer who pays by gateway, notices that come in by the hook, a worker."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from bukapo.audit import audit
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.gateways import due
from bukapo.orders.gateways.begin import Addresses, begin_payment
from bukapo.orders.models import Order
from bukapo.payments.gateways.rows import GatewayAccount, Notice
from bukapo.payments.gateways.writes import save_gateway
from bukapo.payments.models import Attempt, Payment
from tests.contracts.payments.gateways import Contract
from tests.emulators.server import Emulator, News
from tests.world import NOON, World

HOST = "http://testserver"


@dataclass
class Till:
    world: World
    contract: Contract
    emulator: Emulator
    account: GatewayAccount
    order: Order
    at: datetime = NOON
    client: Client = field(default_factory=Client)

    @classmethod
    def open(cls, world: World, contract: Contract, emulator: Emulator) -> "Till":
        every = [method.code for method in contract.adapter(contract.keys, "sandbox").methods()]
        with clock.told(NOON):
            saved = save_gateway(
                store_id=world.store.pk, gateway=contract.adapter.name, mode="sandbox", keys=contract.keys,
                methods=every, actor=world.seller, at=NOON,
            )  # fmt: skip
            order = world.place(world.line("L", qty=2))
        account = GatewayAccount.objects.of(world.store).get(pk=saved.account_id)
        till = cls(world, contract, emulator, account, order)
        emulator.deliver = till.hear
        emulator.notify = till.hook  # type: ignore[attr-defined]
        return till

    @property
    def hook(self) -> str:
        return f"{HOST}/hooks/{self.account.gateway}/{self.account.token}/"

    def begin(self, method: str = "", order: Order | None = None) -> Attempt:
        """The buyer presses the button."""
        addresses = Addresses(
            back=lambda reference: f"{HOST}/kembali/{reference}/", notices=lambda account: self.hook
        )
        with clock.told(self.at):
            return begin_payment(
                order=self.world.fresh(order or self.order), account_id=self.account.pk,
                method=method or self.contract.page, addresses=addresses, actor=BUYER_ACTOR, at=self.at,
            )  # fmt: skip

    def hear(self, news: News) -> int:
        """A notice comes to the hook."""
        headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in news.headers.items()}
        kind = headers.pop("HTTP_CONTENT_TYPE")
        path = news.url.removeprefix(HOST)
        with clock.told(self.at):
            answer = self.client.post(path, news.body, content_type=kind, **headers)  # type: ignore[arg-type]
        return int(answer.status_code)

    def work(self, *, after: timedelta = timedelta(seconds=1)) -> None:
        """The worker's rounds at the gateways, `after` later, until there is nothing to do."""
        self.at += after
        deeds = (due.act_on_notices, due.mark_stale_attempts, due.look_up_attempts, due.look_up_refunds)
        with clock.told(self.at):
            while sum(deed(self.at) for deed in deeds):
                continue

    def now(self) -> Order:
        return self.world.fresh(self.order)  # type: ignore[no-any-return]

    def payments(self) -> list[Payment]:
        return list(Payment.objects.of(self.world.store).filter(order=self.order))

    def notices(self) -> list[Any]:
        return list(Notice.objects.of(self.world.store).order_by("pk"))

    def attempt(self) -> Attempt:
        """The latest."""
        return Attempt.objects.of(self.world.store).order_by("-pk")[0]  # type: ignore[no-any-return]

    def sound(self) -> bool:
        """The audit finds nothing."""
        found = [str(breach) for _, breaches in audit() for breach in breaches]
        assert not found, found
        return True
