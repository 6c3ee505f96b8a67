"""A store's sending in the contract suite: an order that is paid, notices that come in by the hook, a worker."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.test import Client

from bukapo.audit.run import CHECKS
from bukapo.journal import clock
from bukapo.orders.couriers import due
from bukapo.orders.couriers.asking import ask_to_fetch, book_parcel
from bukapo.orders.couriers.quoting import quotes
from bukapo.orders.models import Order
from bukapo.shipping.bookings.rows import Booking
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.couriers.trying import try_courier
from bukapo.shipping.couriers.writes import Origin, save_courier
from bukapo.shipping.notices.rows import CourierNotice
from bukapo.shipping.port import PICKUP, Rate
from tests.contracts.couriers.services import Contract
from tests.till import asked, receive
from tests.world import NOON, World

LOOKED_AT = (
    "orders' money", "ledger", "booked parcels", "parcels that left", "courier fees", "courier notices", "events",
    "states", "outbox",
)  # fmt: skip
HOST = "http://testserver"
ORIGIN = Origin("Toko Contoh", "081200000000", "Jl. Contoh 1, Coblong", "Bandung", "40132")


@dataclass
class Dispatch:
    world: World
    contract: Contract
    side: Any
    account: CourierAccount
    order: Order
    at: datetime = NOON
    client: Client = field(default_factory=Client)

    @classmethod
    def open(cls, world: World, contract: Contract, side: Any) -> "Dispatch":
        cache.clear()
        with clock.told(NOON):
            saved = save_courier(
                store_id=world.store.pk, service=contract.adapter.name, mode="sandbox", keys=contract.keys,
                couriers=["jne", "sicepat"], origin=ORIGIN, actor=world.seller, at=NOON,
            )  # fmt: skip
            assert not try_courier(
                store_id=world.store.pk, account_id=saved.account_id, actor=world.seller, at=NOON
            )
            order = paid_order(world)
        account = CourierAccount.objects.of(world.store).get(pk=saved.account_id)
        dispatch = cls(world, contract, side, account, order)
        if contract.emulator:
            side.emulator.deliver, side.emulator.notify = dispatch.hear, dispatch.hook
        return dispatch

    @property
    def who(self) -> dict[str, Any]:
        return {"store_id": self.world.store.pk, "actor": self.world.seller}

    @property
    def hook(self) -> str:
        return f"{HOST}/hooks/kurir/{self.account.token}/"

    def hear(self, news: Any) -> int:
        """A notice comes to the hook."""
        headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in news.headers.items()}
        kind = headers.pop("HTTP_CONTENT_TYPE", "application/json")
        with clock.told(self.at):
            answer = self.client.post(news.url.removeprefix(HOST), news.body, content_type=kind, **headers)
        return int(answer.status_code)

    def rates(self) -> tuple[Any, ...]:
        return quotes(self.account, [self.now()])

    def book(self, rate: Rate | None = None) -> Booking:
        """At the cheapest rate, and fetched where that is asked for apart."""
        quoted = self.rates()[0]
        assert not quoted.trouble, quoted.trouble
        booking = book_parcel(
            store_id=self.world.store.pk, order_id=self.order.pk, account_id=self.account.pk,
            rate=rate or quoted.rates[0], place=quoted.place, by=PICKUP, actor=self.world.seller, at=self.at,
        )  # fmt: skip
        if self.contract.adapter.picks_up:
            self.fetch(booking)
        return self.booking()

    def fetch(self, booking: Booking) -> None:
        ask_to_fetch(
            store_id=self.world.store.pk, booking_ids=[booking.pk], pickup_at=self.at + timedelta(hours=3),
            actor=self.world.seller, at=self.at,
        )  # fmt: skip
        self.work()

    def work(self, *, after: timedelta = timedelta(seconds=1)) -> None:
        """The worker's rounds at the couriers, `after` later, until there is nothing to do."""
        self.at += after
        with clock.told(self.at):
            while due.act_on_courier_notices(self.at) + due.look_up_parcels(self.at):
                continue

    def now(self) -> Order:
        return self.world.fresh(self.order)  # type: ignore[no-any-return]

    def booking(self) -> Booking:
        """The latest."""
        return Booking.objects.of(self.world.store).order_by("-pk")[0]  # type: ignore[no-any-return]

    def notices(self) -> list[str]:
        return [notice.state for notice in CourierNotice.objects.of(self.world.store).order_by("pk")]

    def sound(self) -> bool:
        """The audit finds nothing in what sending touches."""
        found = [str(breach) for name in LOOKED_AT for breach in CHECKS[name]()]
        assert not found, found
        return True


def paid_order(world: World) -> Order:
    """An order by courier that is paid in full."""
    wanted = world.by_courier(world.line("L", qty=2)).__dict__
    changes = {name: wanted[name] for name in ("fulfilment", "address", "city", "postal_code", "zone_id")}
    order = world.place(
        world.line("L", qty=2), **changes | {"postal_code": "40135", "city": "Dago, Coblong, Bandung"}
    )
    receive(world, order, asked(order))
    return world.fresh(order)  # type: ignore[no-any-return]
