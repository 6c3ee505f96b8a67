"""Questions asked and answered, for tests of everything that reads them."""

from datetime import datetime
from typing import Any

from bukapo.campaigns.questions.writes import Asking, answer_question, ask_question
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.models import Order
from bukapo.orders.threads.writes import answer_about_order, ask_about_order
from tests.world import NOON, World


def ask(world: World, text: str = "Bahannya apa?", at: datetime = NOON, **person: Any) -> int:
    """Id of a question about the PO."""
    facts = {"store_id": world.store.pk, "campaign_id": world.campaign.pk, "actor": BUYER_ACTOR, "at": at}
    return ask_question(**facts, asking=Asking(person.pop("name", "Rina"), text, **person)).question_id  # type: ignore[arg-type]


def answer(world: World, question_id: int, text: str = "Katun 24s.", at: datetime = NOON) -> None:
    facts = {"store_id": world.store.pk, "question_id": question_id, "actor": world.seller, "at": at}
    answer_question(**facts, answer=text)  # type: ignore[arg-type]


def write(world: World, order: Order, body: str = "Kapan dikirim?", at: datetime = NOON, **more: Any) -> int:
    """Id of the buyer's word on their order."""
    facts = {"store_id": world.store.pk, "order_id": order.pk, "actor": BUYER_ACTOR, "at": at, "photo": None}
    return ask_about_order(**(facts | more), body=body).word_id


def reply(world: World, order: Order, body: str = "Lusa, kak.", at: datetime = NOON) -> int:
    """Id of the store's word on an order."""
    facts = {"store_id": world.store.pk, "order_id": order.pk, "actor": world.seller, "at": at, "photo": None}
    return answer_about_order(**facts, body=body).word_id  # type: ignore[arg-type]
