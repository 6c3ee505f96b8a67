"""What was told, heard at the other end."""

from datetime import date
from typing import Any

from bukapo.journal import outbox
from bukapo.journal.models import Delivery
from bukapo.messaging.models import Message
from bukapo.orders.models import Order
from bukapo.orders.writes import pay
from bukapo.production.models import WorkOrder
from bukapo.production.writes.close import close_campaign
from bukapo.production.writes.work_orders import send_work_order
from tests.world import NOON, World


def run_outbox() -> None:
    while outbox.run_due(at=NOON):
        pass
    assert not Delivery.objects.exclude(state="done").exists(), (
        Delivery.objects.exclude(state="done").first().error
    )


def told(kind: str, channel: str = "whatsapp") -> Message:
    run_outbox()
    message: Message = Message.objects.across_stores("a test").get(kind=kind, channel=channel)
    return message


def untold(kind: str) -> bool:
    run_outbox()
    return not Message.objects.across_stores("a test").filter(kind=kind).exists()


def money(world: World, order: Order, amount: int, **more: Any) -> None:
    facts = {
        "method": "transfer",
        "bank_account_id": world.bank.pk,
        "note": "",
        "actor": world.seller,
        "at": NOON,
    }
    pay.record_payment(store_id=world.store.pk, order_id=order.pk, amount=amount, **(facts | more))


def asked(order: Order) -> int:
    return int(order.charges.get(state="open").transfer_amount)


def produced(world: World) -> WorkOrder:
    """Closed, and a work order sent to a workshop."""
    facts = {"store_id": world.store.pk, "at": NOON}
    close_campaign(**facts, campaign_id=world.campaign.pk, actor=world.seller)
    event = send_work_order(
        **facts, campaign_id=world.campaign.pk, actor=world.seller, workshop_name="Konveksi Contoh",
        workshop_phone="0813-1111-2222", deadline=date(2026, 12, 12), stages=["Potong", "Jahit"],
    )  # fmt: skip
    work: WorkOrder = WorkOrder.objects.of(world.store).get(pk=event.work_order_id)
    return work
