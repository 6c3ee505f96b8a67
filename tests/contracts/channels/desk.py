"""A store's desk in the contract suite: messages to send, a worker, notices that come in by the hook."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from bukapo.journal import clock, outbox
from bukapo.messaging.models import Message
from bukapo.messaging.notices.due import act_on_notices
from bukapo.messaging.sending.due import send_whatsapps
from bukapo.messaging.whatsapp.rows import WhatsAppAccount
from bukapo.messaging.whatsapp.syncing import read_forms
from bukapo.messaging.whatsapp.writes import map_form, save_whatsapp
from bukapo.orders.models import Order
from tests.emulators.kinds import News
from tests.emulators.whatsapp import KEYS, PHONE_ID, WABA, WhatsAppEmulator
from tests.world import NOON, World

HOST = "http://testserver"
BODY = "Halo {{1}}, pesanan {{2}} sudah kami terima. Terima kasih."


@dataclass
class Desk:
    world: World
    emulator: WhatsAppEmulator
    account: WhatsAppAccount
    at: datetime = NOON
    client: Client = field(default_factory=Client)

    @classmethod
    def open(cls, world: World, emulator: WhatsAppEmulator) -> "Desk":
        who: dict[str, Any] = {"store_id": world.store.pk, "actor": world.seller, "at": NOON}
        save_whatsapp(**who, phone_number_id=PHONE_ID, waba_id=WABA, keys=KEYS)
        account = WhatsAppAccount.objects.of(world.store).get()
        emulator.approve("bukapo_order_placed", "id", BODY, button=True)
        map_form(
            **who, kind="order.placed", language="id", name="bukapo_order_placed", code="id", gaps=["nama", "nomor"],
            button=True, body=BODY,
        )  # fmt: skip
        desk = cls(world, emulator, account)
        emulator.deliver, emulator.notify = desk.hear, f"{HOST}/hooks/whatsapp/{account.hook}/"
        desk.sync()
        return desk

    @property
    def who(self) -> dict[str, Any]:
        return {"store_id": self.world.store.pk, "actor": self.world.seller, "at": self.at}

    def sync(self) -> None:
        read_forms(**self.who)

    def place(self, **more: Any) -> Order:
        """An order; its message waits for the worker."""
        with clock.told(self.at):
            order = self.world.place(**more)
            while outbox.run_due(at=self.at):
                pass
        return order

    def message(self, order: Order, kind: str = "order.placed") -> Message:
        found: Message = Message.objects.of(self.world.store).get(order=order, kind=kind, channel="whatsapp")
        return found

    def send(self, *, later: int = 0) -> int:
        """The worker, `later` seconds from now on."""
        self.at += timedelta(seconds=later)
        return send_whatsapps(self.at)

    def hear(self, news: News) -> int:
        """A notice comes to the hook; the worker has acted on it when this returns."""
        headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in news.headers.items()}
        kind = headers.pop("HTTP_CONTENT_TYPE")
        with clock.told(self.at):
            answer = self.client.post(
                news.url.removeprefix(HOST),
                news.body,
                content_type=kind,
                **headers,  # type: ignore[arg-type]
            )
            act_on_notices(self.at)
        return answer.status_code
