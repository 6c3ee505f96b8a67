"""Asked on the PO and on orders, answered in one inbox, told to who asked."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from bukapo.campaigns.models import Question
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.messaging.consumer import tell
from bukapo.messaging.models import Inbound, Message
from bukapo.orders.models import Thread, ThreadWord
from tests.faces.production import seller
from tests.inbox import answer, ask, reply, write
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(settings: Any, tmp_path: Any) -> World:
    settings.PRIVATE_ROOT = tmp_path
    cache.clear()
    return make_world()


def home(world: World, tail: str = "") -> str:
    return f"/toko-saya/{world.store.slug}/tanya-jawab/{tail}"


def shown(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def po(world: World, tail: str = "") -> str:
    return f"/{world.store.slug}/{world.campaign.slug}/{tail}"


def told(world: World, kind: str) -> list[Message]:
    """Messages after every event of this kind was told."""
    for event in EventRow.objects.filter(kind=kind):
        tell(event, clock.now())
    return list(Message.objects.of(world.store).filter(kind__startswith=kind).order_by("pk"))


def picture() -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (300, 300), "white").save(data, "PNG")
    return SimpleUploadedFile("foto.png", data.getvalue(), "image/png")


def test_a_question_shows_to_all_only_with_its_answer_and_its_asker_is_told(world: World) -> None:
    visitor, client = Client(), seller(world)
    sent = visitor.post(
        po(world, "tanya/"),
        {"text": "Luntur? http://jahat.example", "name": "Rina", "phone": "0812 3456 7890"},
    )
    assert sent.status_code == 303
    question = Question.objects.of(world.store).get()
    assert "Luntur?" not in shown(visitor, po(world)) and "Luntur?" in shown(client, home(world))
    version = world.fresh(world.campaign).version
    answered = client.post(home(world, f"po/{question.pk}/"), {"answer": "Tidak, kak."})
    assert answered.status_code == 302
    page = shown(visitor, po(world))
    assert "Tidak, kak." in page and '<a href="http://jahat' not in page and "6281234567890" not in page
    assert world.fresh(world.campaign).version > version  # a remembered page renews
    client.post(home(world, f"po/{question.pk}/"), {"answer": "Tidak, dijamin."})
    assert "jawaban diubah" in shown(visitor, po(world))
    (asked,) = told(world, "question.answered")
    assert asked.address == "+6281234567890" and "Tidak, dijamin." in asked.body and po(world) in asked.body
    assert [message.kind for message in told(world, "question.asked")] == []  # answered meanwhile


def test_the_seller_pins_hides_and_shows_again(world: World) -> None:
    client, first = seller(world), ask(world, "Bahannya apa?")
    answer(world, first)
    answer(world, ask(world, "Ukurannya?"))
    deed = home(world, f"po/{first}/")
    client.post(f"{deed}sematkan/")
    page = shown(client, po(world))
    assert page.index("Bahannya apa?") < page.index("Ukurannya?")
    assert client.post(f"{deed}sembunyi/", {"sembunyi-why": ""}).status_code == 422
    client.post(f"{deed}sembunyi/", {"sembunyi-why": "Iklan"})
    assert "Bahannya apa?" not in shown(client, po(world))
    client.post(f"{deed}tampil/")
    assert "Bahannya apa?" in shown(client, po(world))


def test_asking_ends_with_the_po_and_machines_are_heard_by_nobody(world: World) -> None:
    typed = {"text": "Ada anak?", "name": "Rina"}
    assert Client().post(po(world, "tanya/"), typed | {"situs": "http://x"}).status_code == 303
    wrong = Client().post(po(world, "tanya/"), typed | {"phone": "12", "text": "Mau <b>tanya</b>"})
    assert wrong.status_code == 422 and "Mau &lt;b&gt;tanya" in wrong.content.decode()
    with clock.told(world.campaign.closes_at + timedelta(seconds=1)):
        late = Client().post(po(world, "tanya/"), typed)
        assert late.status_code == 409 and "sudah ditutup" in late.content.decode()
    assert not Question.objects.of(world.store).exists()
    answers = {Client().post(po(world, "tanya/"), typed).status_code for _ in range(13)}
    assert answers == {303, 429}  # six an hour from one address


def test_an_order_is_talked_about_with_pictures_that_only_both_sides_see(world: World) -> None:
    order, client = world.place(phone="0812 3456 7890"), seller(world)
    link = f"/p/{order.secret}/"
    empty = Client().post(f"{link}tanya/", {"body": "  "})
    assert empty.status_code == 422 and "Tulis dulu pesannya." in empty.content.decode()
    assert Client().post(f"{link}tanya/", {"body": "Kok <i>beda</i>?", "photo": picture()}).status_code == 303
    word = ThreadWord.objects.of(world.store).get()
    assert Client().get(f"{link}tanya/{word.pk}.webp")["Content-Type"] == "image/webp"
    assert Client().get(f"/p/{world.place().secret}/tanya/{word.pk}.webp").status_code == 404
    thread = home(world, f"pesanan/{order.number}/")
    assert client.get(f"{thread}{word.pk}.webp").status_code == 200
    assert "Kok &lt;i&gt;beda" in shown(client, thread)
    (mail,) = told(world, "order.question_asked")
    assert mail.channel == "email" and order.number in mail.body
    assert client.post(thread, {"body": "Maaf, kami ganti."}).status_code == 302
    assert "Maaf, kami ganti." in shown(Client(), link)
    (message,) = told(world, "order.question_answered")
    assert message.address == "+6281234567890" and "Maaf, kami ganti." in message.body


def test_the_inbox_has_the_longest_wait_first_in_a_fixed_number_of_queries(
    world: World, django_assert_max_num_queries: Any
) -> None:
    now, client = clock.now(), seller(world)
    orders = [world.place(buyer_name=f"Pembeli ke-{n}") for n in range(4)]
    for n, order in enumerate(orders):
        write(world, order, at=now - timedelta(hours=n))
    ask(world, "Paling lama", at=now - timedelta(days=2))
    reply(world, orders[0], at=now)
    with django_assert_max_num_queries(15):
        page = shown(client, home(world))
    assert page.index("Paling lama") < page.index("Pembeli ke-3") < page.index("Pembeli ke-1")
    assert page.index("Sudah beres") < page.index("Pembeli ke-0") and '<span class="count">4</span>' in page
    assert "Dijawab dalam 24 jam" in page
    client.post(home(world, f"pesanan/{orders[3].number}/selesai/"))
    assert Thread.objects.of(world.store).get(order=orders[3]).state == "settled"
    other = make_world(slug="toko-lain")
    for tail in ("", f"pesanan/{orders[1].number}/", f"po/{Question.objects.of(world.store).get().pk}/"):
        assert seller(other).get(home(world, tail)).status_code == 404


def test_answers_kept_for_another_time_fill_the_field(world: World) -> None:
    client, question = seller(world), ask(world)
    client.post(home(world, "jawaban/"), {"title": "Bahan", "body": "Katun 24s."})
    page = shown(client, home(world, f"po/{question}/"))
    chosen = page.split("?jawab=")[1].split("#")[0]
    assert ">Katun 24s.</textarea>" in shown(client, home(world, f"po/{question}/?jawab={chosen}")).replace(
        "\n", ""
    )
    client.post(home(world, f"jawaban/{chosen}/hapus/"))
    assert "?jawab=" not in shown(client, home(world, f"po/{question}/"))
    assert client.post(home(world, "jawaban/"), {"title": "", "body": "x"}).status_code == 422


def test_what_came_in_by_whatsapp_waits_in_the_same_inbox(world: World) -> None:
    at = clock.now() - timedelta(hours=1)
    row = Inbound.objects.create(
        store=world.store, wamid="w1", phone="+6281234567890", name="Rina", kind="text", text="Sudah sampai mana?",
        at=at, received_at=at,
    )  # fmt: skip
    client, path = seller(world), home(world, f"wa/{row.pk}/")
    assert "Sudah sampai mana?" in shown(client, home(world)) and "wa.me/6281234567890" in shown(client, path)
    assert seller(make_world(slug="toko-lain")).post(path).status_code == 404
    client.post(path)
    assert world.fresh(row).answered_at and "Semua sudah dijawab" in shown(client, home(world))
