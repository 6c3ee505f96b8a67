"""What follows when a PO is made: parcels at the courier's, claims, reviews, the evaluation, the next PO."""

import io
from typing import Any

from PIL import Image
from playwright.sync_api import FilePayload, expect
from python_calamine import CalamineWorkbook

from bukapo.journal import clock
from bukapo.orders.models import Order
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.couriers.trying import try_courier
from bukapo.shipping.couriers.writes import save_courier
from bukapo.stores.rules import Policies
from bukapo.stores.writes import change_store
from tests.contracts.couriers.dispatch import ORIGIN
from tests.contracts.couriers.services import CONTRACTS
from tests.journeys.late import PO
from tests.journeys.making import text_of_pdf
from tests.journeys.person import Person
from tests.till import asked, receive
from tests.world import World

QUESTIONS = (
    "Pesanannya sesuai target?",
    "Produksi dan kirim tepat waktu?",
    "Kiriman lancar dan pembeli puas?",
)
NEXT = "/toko-saya/toko-contoh/po/kaos-contoh-2"


def png(colour: str) -> FilePayload:
    """A real picture, as a phone would send it."""
    out = io.BytesIO()
    Image.new("RGB", (600, 800), colour).save(out, "PNG")
    return {"name": "foto.png", "mimeType": "image/png", "buffer": out.getvalue()}


def link(order: Order) -> str:
    return f"/p/{order.secret}/"


def pays(world: World, order: Order) -> None:
    """What is asked now, to the rupiah."""
    receive(world, order, asked(order), at=clock.now())


def has_a_courier(world: World, emulator: Any, host: str) -> None:
    """The store's account at Biteship, whose notices come to this server."""
    facts: dict[str, Any] = {"store_id": world.store.pk, "actor": world.seller, "at": clock.now()}
    saved = save_courier(
        **facts, service="biteship", mode="sandbox", keys=CONTRACTS["biteship"].keys, couriers=["jne", "sicepat"],
        origin=ORIGIN,
    )  # fmt: skip
    assert not try_courier(**facts, account_id=saved.account_id)
    token = CourierAccount.objects.of(world.store).get(pk=saved.account_id).token
    emulator.notify = f"{host}/hooks/kurir/{token}/"


def books_a_courier(seller: Person, order: Order) -> None:
    """The cheapest rate that is offered."""
    seller.open(f"{PO}/kirim/")
    row = seller.page.get_by_role("listitem").filter(has_text=order.buyer_name)
    row.get_by_role("checkbox").check()
    seller.press("Tarif kurir")
    seller.press("Pesan kurir untuk 1 paket")
    seller.sees("1 paket sudah dipesankan kurir.")


def drives(emulator: Any, order: Order, *states: str) -> None:
    """The courier's own notices reach the store's hook, one by one."""
    for state in states:
        emulator.move(f"{order.number}-K1", state)
        assert emulator.release() == [200]


def complains(buyer: Person, order: Order, story: str) -> None:
    buyer.open(link(order))
    buyer.follow("Buat atau lihat komplain")
    buyer.page.get_by_label("Jahitan cacat").check()
    buyer.page.get_by_label("Ganti baru").check()
    buyer.page.locator("input[name^=pcs-]").first.fill("1")
    buyer.fill(("Ceritakan", story))
    buyer.page.get_by_label("Foto").set_input_files([png("firebrick"), png("gray")])
    buyer.look("komplain")
    buyer.press("Kirim komplain")
    buyer.sees("Komplain masuk.", story)
    expect(buyer.page.locator(".claim-photos img")).to_have_count(2)


def makes_good(seller: Person, story: str, tracking: str) -> None:
    """As the buyer wished, in one tap; then the new piece leaves."""
    seller.open("/toko-saya/toko-contoh/komplain/")
    seller.follow("Jahitan cacat")
    seller.sees(story)
    expect(seller.page.locator(".claim-photos img")).to_have_count(2)
    seller.press("Ya: Ganti baru")
    seller.sees("Dikabulkan. Pembeli dikabari.")
    seller.fill(("Kurir", "JNE"), ("Nomor resi", tracking))
    seller.press("Sudah dikirim, selesai")
    seller.sees("Selesai. Pembeli dikabari.", tracking)


def writes_a_review(buyer: Person, words: str) -> None:
    form = buyer.page.locator("#testimoni form")
    form.locator("input[name=stars][value='5']").check(force=True)
    form.locator("input[name=satisfaction][value='5']").check(force=True)
    buyer.fill(("Cerita Anda", words))
    form.get_by_label("Foto barangnya").set_input_files(png("navy"))
    buyer.press("Kirim testimoni")


def tries_to_review(thief: Person, secret: str, *, naming: str = "") -> int:
    """A form of one's own making, sent to an order's address, `naming` another one. The status of the answer."""
    fields = {"stars": "5", "body": "Bagus sekali kok", "order": naming, "secret": naming}
    with thief.page.expect_navigation() as page:
        thief.page.evaluate(
            """([address, fields]) => {
                const form = Object.assign(document.createElement("form"), {method: "post", action: address});
                for (const [name, value] of Object.entries(fields))
                    form.append(Object.assign(document.createElement("input"), {name, value}));
                document.body.append(form);
                form.submit();
            }""",
            [f"/p/{secret}/testimoni/", fields],
        )
    return page.value.status if page.value else 0


def reads_the_evaluation(seller: Person) -> None:
    """On the screen, on paper, and in a workbook: the three questions, each with its answer."""
    seller.open(f"{PO}/evaluasi/")
    seller.sees(*QUESTIONS, "Untuk PO berikutnya")
    paper = text_of_pdf(seller.file_behind("PDF"))
    assert all(question in paper for question in QUESTIONS)
    book = CalamineWorkbook.from_filelike(io.BytesIO(seller.file_behind("Excel")))
    cells = {
        str(cell)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for cell in row
    }
    assert set(QUESTIONS) <= cells


def promises_more(world: World) -> None:
    """From the next PO on a claim may come two weeks after the goods."""
    change_store(store=world.store, policies=Policies(exchange_days=14), actor=world.seller, at=clock.now())


def makes_the_next(seller: Person) -> None:
    """Every suggestion taken over: a draft, looked at as buyers will see it, then published."""
    seller.follow("Buat PO berikutnya")
    expect(
        seller.page.get_by_role("button", name="Buat draf")
    ).to_be_visible()  # the page is there to its end
    boxes = seller.page.locator("input[name=saran]")
    assert boxes.count() and all(box.is_checked() for box in boxes.all())
    seller.look("po-berikutnya")
    seller.press("Buat draf")
    seller.sees("Draf Kaos Contoh 2 dibuat.", "Semua lengkap")
    seller.open(f"{NEXT}/beda-aturan/")
    seller.sees("Dibandingkan dengan aturan Kaos Contoh", "paling lambat 7 hari", "paling lambat 14 hari")
    expect(seller.page.locator(".figure").first).to_contain_text("1")
    seller.look("beda-aturan")
    seller.open(f"{NEXT}/atur/")
    seller.follow("Pratinjau")
    seller.sees("Persis seperti inilah")
    seller.page.go_back()
    seller.press("Terbitkan PO")
    seller.sees("PO sudah terbit")
