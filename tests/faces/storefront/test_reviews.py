"""Reviews and records on their pages: what strangers see, what they may do, and what thieves are told."""

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from bukapo.accounts.models import User
from bukapo.journal import clock
from bukapo.orders.handover.writes import NewBuyer, accept_handover, offer_handover
from bukapo.orders.models import Handover
from bukapo.orders.readdressing import Where
from bukapo.orders.writes import send
from bukapo.trust.models import MarkedDesign, Review, ReviewReport
from bukapo.trust.reviews.judging import hide_review
from bukapo.trust.reviews.rules import Said
from tests.faces.storefront.forms import text
from tests.faces.storefront.test_share import told
from tests.till import receive
from tests.trust.cast import received, say
from tests.world import NOON, World, make_world

pytestmark = pytest.mark.django_db(transaction=True)
GOOD = {"stars": "5", "body": "Asli bagus"}


@pytest.fixture
def world() -> World:
    return make_world()


def post(path: str, form: dict[str, Any] | None = None, client: Client | None = None) -> Any:
    return (client or Client()).post(path, form or GOOD)


def test_a_stolen_review_is_refused_at_every_door(world: World) -> None:
    mine, other = received(world, at=clock.now()), world.place()
    with clock.told(clock.now()):
        offer_handover(
            store_id=world.store.pk, order_id=other.pk, name="Baru", phone="081299998888",
            actor=world.seller, at=clock.now(),
        )  # fmt: skip
        handover = Handover.objects.of(world.store).get()
        buyer = NewBuyer(name="Baru", email="", where=Where(fulfilment="pickup"), agreed=True)
        old_link = other.secret
        accept_handover(
            store_id=world.store.pk, handover_id=handover.pk, buyer=buyer, actor=world.seller, at=clock.now()
        )
    new_link = world.fresh(other).secret
    member = Client()
    member.force_login(world.owner)
    theft = GOOD | {"order_id": str(mine.pk), "order": str(mine.pk), "secret": mine.secret}
    attempts = {
        "with a guessed link": (post(f"/p/{mine.secret[:-1]}x/testimoni/"), 404),
        "with the former owner's link": (post(f"/p/{old_link}/testimoni/"), 404),
        "before receiving, naming another's order": (post(f"/p/{new_link}/testimoni/", theft), 409),
        "as a change of what there is not": (post(f"/p/{new_link}/testimoni/", theft | {"ubah": "1"}), 409),
        "by the store's own people": (post(f"/p/{mine.secret}/testimoni/", client=member), 403),
        "by the programs' door": (post("/api/v1/reviews"), 404),
        "by reading": (Client().get(f"/p/{mine.secret}/testimoni/"), 405),
    }
    assert {name: answer.status_code for name, (answer, _) in attempts.items()} == {
        name: status for name, (_, status) in attempts.items()
    }
    assert not Review.objects.of(world.store).exists()
    assert post(f"/p/{mine.secret}/testimoni/").status_code == 303
    assert post(f"/p/{mine.secret}/testimoni/", {"stars": "1"}).status_code == 409
    assert Review.objects.of(world.store).get().body == "Asli bagus"
    # The new owner receives the goods, and the review is theirs.
    facts: dict[str, Any] = {"store_id": world.store.pk, "order_id": other.pk, "actor": world.seller}
    _pay_and_hand_over(world, facts)
    assert post(f"/p/{old_link}/testimoni/").status_code == 404
    assert post(f"/p/{new_link}/testimoni/").status_code == 303


def _pay_and_hand_over(world: World, facts: dict[str, Any]) -> None:
    order = Handover.objects.of(world.store).get().order
    receive(world, order, order.charged, at=clock.now())
    send.hand_over(**facts, at=clock.now())


def test_too_few_give_no_average_and_many_are_paged(world: World) -> None:
    for stars in (5, 4):
        say(world, received(world, at=clock.now()), Said(stars, f"Kata {stars}"))
    page = text(Client().get("/toko-contoh/"))
    assert "Baru 2 testimoni." in page and "dari 2 testimoni" not in page and "Kata 4" in page
    assert "aggregateRating" not in page
    for n in range(12):
        say(world, received(world, at=clock.now()), Said(5, f"Lagi {n}"))
    for path in ("/toko-contoh/", "/toko-contoh/kaos-contoh/"):
        page = text(Client().get(path))
        assert "4,9" in page and "dari 14 testimoni" in page and "Semua testimoni" in page
        assert told(page)["Organization"]["aggregateRating"]["ratingValue"] == "4.93"
        assert 'loading="lazy"' in page or "<img" not in page
    first = text(Client().get("/toko-contoh/ulasan/"))
    assert "Lagi 11" in first and "Kata 5" not in first and "hal=2" in first
    assert "Kata 5" in text(Client().get("/toko-contoh/ulasan/?hal=2&po=kaos-contoh"))
    assert "Kata 5" in text(Client().get("/toko-contoh/ulasan/?hal=2"))
    for odd in ("?hal=0", "?hal=x", "?hal=99999", "?hal=%00", "?po=x", "?po=%C2%B2"):
        assert Client().get(f"/toko-contoh/ulasan/{odd}").status_code in (200, 400, 404)


def test_a_review_is_a_card_and_a_hidden_one_is_not(world: World) -> None:
    data = io.BytesIO()
    Image.new("RGB", (300, 400), "navy").save(data, "PNG")
    order = received(world, at=clock.now())
    upload = SimpleUploadedFile("x.png", data.getvalue(), "image/png")
    assert post(f"/p/{order.secret}/testimoni/", GOOD | {"photos": [upload]}).status_code == 303
    review = Review.objects.of(world.store).get()
    MarkedDesign.objects.create(
        store=world.store, campaign=world.campaign, product=world.product, photo=review.photos.get().photo
    )
    base = f"/toko-contoh/ulasan/{review.pk}"
    for size, pixels in {"feed": (1080, 1350), "kotak": (1080, 1080)}.items():
        answer = Client().get(f"{base}/kartu-{size}.png")
        with Image.open(io.BytesIO(answer.content)) as picture:
            assert answer["Content-Type"] == "image/png" and picture.size == pixels
        again = Client().get(f"{base}/kartu-{size}.png", headers={"if-none-match": answer["ETag"]})
        assert again.status_code == 304
    page = text(Client().get("/toko-contoh/ulasan/"))
    assert "before-after" in page and "Jadinya" in page and 'loading="lazy"' in page
    assert Client().get(f"{base}/kartu-besar.png").status_code == 404
    assert Client().get(f"/toko-contoh/ulasan/{10**30}/kartu-feed.png").status_code == 404
    boss = User.objects.create_superuser("operator@example.com", "rahasia-contoh")
    hide_review(
        store_id=world.store.pk,
        review_id=review.pk,
        reason="abuse",
        operator=boss,
        actor=world.seller,
        at=NOON,
    )
    assert Client().get(f"{base}/kartu-feed.png").status_code == 404
    assert Client().get(f"{base}/laporkan/").status_code == 404
    page = text(Client().get("/toko-contoh/ulasan/"))
    assert "Asli bagus" not in page and "Disembunyikan karena memuat kata kasar atau ancaman." in page


def test_anybody_reports_the_operator_decides_and_the_seller_only_looks_on(world: World) -> None:
    review = say(world, received(world, at=clock.now()), Said(1, "Penipu!"))
    report = f"/toko-contoh/ulasan/{review.pk}/laporkan/"
    assert "Laporkan testimoni" in text(Client().get(report))
    assert post(report, {"reason": "jelek"}).status_code == 422
    assert post(report, {"reason": "abuse", "note": "x" * 301}).status_code == 422
    assert post(report, {"reason": "abuse", "note": "Kasar sekali"}).status_code == 303
    member, boss, stranger = Client(), Client(), Client()
    member.force_login(world.owner)
    operator = User.objects.create_superuser("operator@example.com", "rahasia-contoh")
    boss.force_login(operator)
    mine = text(member.get("/toko-saya/toko-contoh/testimoni/?tampil=reported"))
    assert "Penipu!" in mine and "memuat kata kasar atau ancaman" in mine and "Kasar sekali" not in mine
    queue, decide = "/toko-saya/laporan/testimoni/", f"/toko-saya/laporan/testimoni/{review.pk}/"
    assert stranger.get(queue).status_code == 302 and member.get(queue).status_code == 404
    assert member.post(decide, {"alasan": "abuse"}).status_code == 404
    assert Review.objects.of(world.store).get().hidden_at is None
    assert "Kasar sekali" in text(boss.get(queue))
    assert boss.post(decide, {"alasan": "abuse"}).status_code == 302
    assert ReviewReport.objects.of(world.store).get().decision == "hidden"
    assert "Tampilkan lagi" in text(boss.get(queue))
    assert boss.post(decide, {"alasan": ""}).status_code == 302
    assert Review.objects.of(world.store).get().hidden_at is None
    answer = f"/toko-saya/toko-contoh/testimoni/{review.pk}/jawab/"
    assert member.post(answer, {"reply": ""}).status_code == 422
    assert member.post(answer, {"reply": "Maaf ya"}).status_code == 302
    assert member.post(answer, {"reply": "Maaf ya, kami ganti"}).status_code == 302
    assert member.get("/toko-saya/toko-contoh/testimoni/?hal=999").status_code == 200
    page = text(Client().get("/toko-contoh/ulasan/"))
    assert "Maaf ya, kami ganti" in page and "(diubah)" in page


def test_a_record_is_shown_signed_and_checked(world: World) -> None:
    record = Client().get("/toko-contoh/rekam.json")
    keys = Client().get("/.well-known/bukapo-keys.json")
    assert record["Access-Control-Allow-Origin"] == keys["Access-Control-Allow-Origin"] == "*"
    told_, known = json.loads(record.content), json.loads(keys.content)
    assert told_["key"] == known["keys"][0]["id"] and not record.cookies
    assert told_["store"]["slug"] == "toko-contoh" and set(told_["definitions"]) == set(told_["numbers"])
    page = text(Client().get("/toko-contoh/rekam/"))
    assert "Belum ada PO yang bisa dinilai." in page and "rekam.json" in page
    check = "/cek-rekam/"
    assert "Cek rekam jejak" in text(Client().get(check))
    good = record.content.decode()
    found = text(post(check, {"text": good}))
    assert "Asli dan tidak diubah." in found and "Toko Contoh" in found
    upload = SimpleUploadedFile("rekam.json", record.content, "application/json")
    assert "Asli dan tidak diubah." in text(post(check, {"file": upload}))
    with clock.told(clock.now() + timedelta(days=60)):
        assert "60 hari yang lalu" in text(post(check, {"text": good}))
    altered = text(post(check, {"text": good.replace('"campaigns": 0', '"campaigns": 9')}))
    assert "Jangan dipercaya." in altered and "stamp" not in altered
    assert "Belum bisa dipastikan." in text(post(check, {"text": json.dumps(told_ | {"key": "0" * 16})}))
    for odd in ("{}", "halo", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), good[:-9]):
        assert post(check, {"text": odd}).status_code == 200
    assert post(check, {"text": ""}).status_code == post(check, {"text": "x" * 70_000}).status_code == 422
    assert "Kuncinya dari Anda" not in text(post(check, {"text": good, "keys": "sampah"}))
    assert "Kuncinya dari Anda" in text(post(check, {"text": good, "keys": keys.content.decode()}))
    assert Client().get("/tidak-ada/rekam.json").status_code == 404
