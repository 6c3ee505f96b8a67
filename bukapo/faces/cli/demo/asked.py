"""What people ask while a PO runs, and orders that came by chat."""

from datetime import datetime, timedelta

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.questions.writes import Asking, answer_question, ask_question, pin_question
from bukapo.faces.cli.demo.shop import Shop, it_is
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.messaging.inbox.writes import save_reply
from bukapo.orders.chats.pasting import paste_chat
from bukapo.orders.chats.read import Stated
from bukapo.orders.models import Order
from bukapo.orders.threads.writes import answer_about_order, ask_about_order

ASKED = (
    ("Raka", "Bahannya tebal atau tipis, kak?", "Cotton combed 24s, 190 gsm: tebal sedang, tetap adem."),
    ("Dina", "Kalau salah ukuran bisa tukar?", "Sebelum PO ditutup bisa diubah sendiri di halaman pesanan."),
    ("Yoga", "Kaos vol. 1 masih ada?", ""),
)
REPLIES = (
    ("Bahan", "Cotton combed 24s, 190 gsm."),
    ("Ongkir", "Ongkirnya terlihat sebelum pesanan dikirim."),
)
CHAT = """[{day} 19.40] Koordinator RW: titip anak-anak ya kak
1. Ucok L hitam 1
2. Wulan M krem 2 lunas ✅
3. Bagas XM hitam 1"""


def build_asked(place: Shop, campaign: Campaign, now: datetime) -> None:
    """Two answers for all (one pinned), one open question, one open thread, one list with a doubt."""
    who = {"store_id": place.store.pk, "actor": BUYER_ACTOR}
    begun = now - timedelta(days=2)
    for number, (name, text, answer) in enumerate(ASKED):
        at = begun + timedelta(hours=13 * number)
        with it_is(at):
            asked = ask_question(**who, campaign_id=campaign.pk, asking=Asking(name, text), at=at)  # type: ignore[arg-type]
        if answer:
            later = at + timedelta(hours=1 + 2 * number)
            with it_is(later):
                answer_question(**place.by_id(later), question_id=asked.question_id, answer=answer)
                if not number:
                    pin_question(**place.by_id(later), question_id=asked.question_id, pinned=True)
    _threads(place, campaign, now)
    for title, body in REPLIES:
        save_reply(**place.by_id(now), title=title, body=body)
    with it_is(now - timedelta(hours=3)):
        day = (now - timedelta(hours=3)).strftime("%d/%m/%y")
        paste_chat(
            **place.by_id(now - timedelta(hours=3)), campaign_id=campaign.pk, text=CHAT.format(day=day),
            stated=Stated("081200000099"),
        )  # fmt: skip


def _threads(place: Shop, campaign: Campaign, now: datetime) -> None:
    orders = list(
        Order.objects.of(place.store).filter(campaign=campaign, state="confirmed").order_by("pk")[:2]
    )
    if len(orders) < 2:
        return
    at = now - timedelta(hours=30)
    ask = {"store_id": place.store.pk, "actor": BUYER_ACTOR, "photo": None}
    with it_is(at):
        ask_about_order(**ask, order_id=orders[0].pk, body="Bisa dibungkus kado?", at=at)  # type: ignore[arg-type]
    later = at + timedelta(hours=2)
    with it_is(later):
        answer_about_order(**place.by_id(later), order_id=orders[0].pk, body="Bisa kak, gratis.", photo=None)
    at = now - timedelta(hours=4)
    with it_is(at):
        ask_about_order(**ask, order_id=orders[1].pk, body="Alamat saya pindah, bisa diubah?", at=at)  # type: ignore[arg-type]
