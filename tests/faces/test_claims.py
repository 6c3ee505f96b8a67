"""Claims by the pages alone: the buyer writes with photos, the seller decides, both follow it to its end."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from bukapo.audit import audit
from bukapo.catalog.models import Photo
from bukapo.journal import clock, outbox
from bukapo.messaging.models import Message, SavedReply
from bukapo.orders.writes.send import hand_over
from bukapo.payments.models import Refund
from bukapo.production.models import WorkOrderSize
from bukapo.trust.claims.due import tell_of_overdue
from bukapo.trust.models import Claim
from tests.faces.production import accepted, closed, paid, reported, seller, sent
from tests.world import World, make_world

pytestmark = pytest.mark.django_db

STORY = "Jahitan ketiaknya lepas sepanjang 5 cm."


@pytest.fixture
def world() -> World:
    return make_world()


def picture(name: str = "foto.jpg") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), (120, 40, 40)).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def handed(world: World, *lines: Any) -> Any:
    order = paid(world, *lines)
    hand_over(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=clock.now())
    return world.fresh(order)


def written(buyer: Client, order: Any, **changes: Any) -> Any:
    """The form as the page gives it, filled in and sent."""
    line = order.lines.first()
    page = buyer.get(f"/p/{order.secret}/komplain/")
    key = page.context["form"]["key"].value()
    facts = {"key": key, f"pcs-{line.pk}": "1", "reason": "seam", "wish": "refund", "body": STORY} | changes
    return buyer.post(f"/p/{order.secret}/komplain/", facts)


def heard(kind: str) -> list[str]:
    while outbox.run_due(at=clock.now()):
        pass
    return [message.body for message in Message.objects.across_stores("a test").filter(kind=kind)]


def whole() -> bool:
    return not [breach for _, found in audit() for breach in found]


def test_a_claim_for_the_money_is_granted_in_one_tap(world: World) -> None:
    order, buyer, shop = handed(world, world.line("L", qty=2)), Client(), seller(world)
    assert f"/p/{order.secret}/komplain/" in buyer.get(f"/p/{order.secret}/").content.decode()
    answer = written(buyer, order, photos=[picture(), picture("lagi.jpg")])
    assert answer.status_code == 303
    claim = Claim.objects.of(world.store).get()
    assert [row.photo.place for row in claim.photos.select_related("photo")] == ["claim", "claim"]
    assert "Jahitan cacat" in heard("claim.opened.seller")[0]
    photo = f"/p/{order.secret}/komplain/{claim.pk}/foto/0/"
    assert buyer.get(photo)["Content-Type"] == "image/webp"
    other = handed(world)
    assert buyer.get(photo.replace(order.secret, other.secret)).status_code == 404
    assert b"Perlu diputuskan" in shop.get(f"/toko-saya/{world.store.slug}/komplain/").content
    address = f"/toko-saya/{world.store.slug}/komplain/{claim.pk}/"
    page = shop.get(address)
    tap = page.context["one_tap"]
    assert (tap["off"], tap["back"]) == (95_000, 95_000)
    assert shop.get(f"{address}foto/1/").status_code == 200
    fields = {name: tap[name] for name in ("kind", "amount", "source")} | {"payer": "seller"}
    assert shop.post(f"{address}putuskan/", fields).status_code == 302
    assert world.fresh(claim).state == "settled"
    assert Refund.objects.of(world.store).get().amount == tap["back"]
    assert "Uang kembali Rp95.000" in heard("claim.granted")[0]
    told = buyer.get(f"/p/{order.secret}/").content.decode()
    assert "Disepakati: Uang kembali Rp95.000" in told
    assert "Uang kembali Rp95.000" in shop.get(address).content.decode()
    assert whole()


def test_a_replacement_joins_the_work_order_and_is_sent(world: World) -> None:
    order, buyer, shop = paid(world), Client(), seller(world)
    paid(world)
    closed(world)
    work = reported(accepted(sent(world, stages=["Jahit"])), 1)
    hand_over(store_id=world.store.pk, order_id=order.pk, actor=world.seller, at=clock.now())
    written(buyer, order, wish="replace")
    claim = Claim.objects.of(world.store).get()
    address = f"/toko-saya/{world.store.slug}/komplain/{claim.pk}/"
    assert shop.get(address).context["one_tap"]["source"] == f"work_order-{work.pk}"
    facts = {"kind": "replace", "source": f"work_order-{work.pk}", "payer": "seller", "goods_back": "on"}
    assert shop.post(f"{address}putuskan/", facts).status_code == 302
    assert WorkOrderSize.objects.of(world.store).get(work_order=work).spare == 1
    assert "bertambah 1 pcs" in heard("work_order.spare_added.workshop")[0]
    mine = f"/p/{order.secret}/komplain/{claim.pk}/"
    assert buyer.post(f"{mine}resi/", {"courier": "JNE", "tracking_number": "x"}).status_code == 422
    assert buyer.post(f"{mine}resi/", {"courier": "JNE", "tracking_number": "RT12345"}).status_code == 303
    assert b"RT12345" in shop.get(address).content
    assert shop.post(f"{address}kembali/").status_code == 302
    assert shop.post(f"{address}kirim/", {"courier": "JNE", "tracking_number": ""}).status_code == 422
    assert shop.post(f"{address}kirim/", {"courier": "JNE", "tracking_number": "JX99"}).status_code == 302
    assert "JNE JX99" in heard("claim.settled")[0]
    assert b"JX99" in buyer.get(f"/p/{order.secret}/komplain/").content
    assert whole()


def test_an_offer_is_answered_and_a_no_shows_the_path_of_complaint(world: World) -> None:
    order, buyer, shop = handed(world), Client(), seller(world)
    written(buyer, order)
    claim = Claim.objects.of(world.store).get()
    address = f"/toko-saya/{world.store.slug}/komplain/{claim.pk}/"
    shop.post(
        f"{address}putuskan/", {"kind": "refund", "amount": "20.000", "payer": "seller", "source": "apart"}
    )
    mine = f"/p/{order.secret}/komplain/"
    assert "Uang kembali Rp20.000" in buyer.get(mine).content.decode()
    assert buyer.post(f"{mine}{claim.pk}/tolak/", {"answer": ""}).status_code == 422
    buyer.post(f"{mine}{claim.pk}/tolak/", {"answer": "Kaosnya tidak bisa dipakai."})
    assert "tidak bisa dipakai" in heard("claim.declined.seller")[0]
    with clock.told(world.fresh(claim).due_at):
        assert tell_of_overdue(clock.now()) == 1
        assert "Ditjen PKTN" in buyer.get(mine).content.decode()
        assert "Ditjen PKTN" in heard("claim.overdue")[0]
    assert shop.post(f"{address}tolak/", {"reason": "no"}).status_code == 422
    shop.post(f"{address}tolak/", {"reason": "Bekas gunting, bukan cacat jahit."})
    assert "Bekas gunting" in buyer.get(mine).content.decode()
    assert buyer.post(f"{mine}{claim.pk}/terima/").status_code == 409
    assert whole()


def test_words_that_deny_a_right_are_hinted_at_once_and_never_forbidden(world: World) -> None:
    shop = seller(world)
    written(Client(), handed(world))
    claim = Claim.objects.of(world.store).get()
    address = f"/toko-saya/{world.store.slug}/komplain/{claim.pk}/tolak/"
    words = {"reason": "Maaf, barang yang sudah dibeli tidak bisa diretur."}
    thought_over = shop.post(address, words)
    page = thought_over.content.decode()
    assert thought_over.status_code == 422 and "UU 8/1999 Pasal 18" in page and words["reason"] in page
    assert world.fresh(claim).state == "open"
    again = {"terbaca": thought_over.context["hint"].of}
    other = shop.post(address, {"reason": "No refund ya, kak, sudah aturan toko."} | again)
    assert other.status_code == 422 and world.fresh(claim).state == "open", "other words are read anew"
    assert shop.post(address, words | again).status_code == 302
    assert (world.fresh(claim).state, world.fresh(claim).note) == ("refused", words["reason"])
    back = shop.post(address.replace("tolak", "buka"), follow=True).content.decode()
    assert "Penolakan ditarik" in back and world.fresh(claim).state == "open"
    assert (
        shop.post(address.replace("tolak", "buka")).status_code == 302 and world.fresh(claim).state == "open"
    )
    replies = f"/toko-saya/{world.store.slug}/tanya-jawab/jawaban/"
    saved = shop.post(replies, {"title": "Retur", "body": words["reason"]})
    assert saved.status_code == 422 and not SavedReply.objects.of(world.store).exists()
    again = {"terbaca": saved.context["hint"].of}
    assert shop.post(replies, {"title": "Retur", "body": words["reason"]} | again).status_code == 302


def test_what_was_typed_stays_and_a_form_sent_twice_is_one_claim(world: World) -> None:
    order, buyer = handed(world), Client()
    mine = f"/p/{order.secret}/komplain/"
    short = written(buyer, order, body="rusak", reason="")
    assert short.status_code == 422 and b"rusak</textarea>" in short.content
    written(buyer, order, key="sama", photos=[picture()])
    again = buyer.post(mine, {
        "key": "sama", f"pcs-{order.lines.get().pk}": "1", "reason": "seam", "wish": "refund", "body": STORY,
        "photos": [picture()],
    })  # fmt: skip
    assert again.status_code in (303, 422)
    assert Claim.objects.of(world.store).count() == 1
    assert Photo.objects.of(world.store).filter(place="claim").count() == 1
    assert buyer.post(mine, {"photos": [picture() for _ in range(5)]}).status_code == 422
    assert Client().get(f"/toko-saya/{world.store.slug}/komplain/").status_code == 302


def test_a_list_has_few_queries(world: World, django_assert_max_num_queries: Any) -> None:
    shop = seller(world)
    for _ in range(4):
        written(Client(), handed(world))
    address = f"/toko-saya/{world.store.slug}/komplain/?tampil=putuskan"
    with django_assert_max_num_queries(14):
        assert '<span class="count">4</span>' in shop.get(address).content.decode(), (
            "beside Komplain in the menu"
        )
    due = Claim.objects.of(world.store).earliest("due_at").due_at
    with clock.told(due):
        page = shop.get(f"/toko-saya/{world.store.slug}/").content.decode()
    assert '<span class="count count-late">4<span class="hide-visually">, 1 lewat batas' in page
    assert 'count-late">4<span class="hide-visually"> menunggu Anda, 1 lewat batas' in page, (
        "on the folded menu"
    )
