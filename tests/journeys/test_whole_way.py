"""One PO, from the seller's signing up to closed books: the whole way, through the pages only."""

import pytest

from bukapo.audit import audit
from tests.journeys import buying, making, sending, shop, telling, till
from tests.journeys.buying import Wish
from tests.journeys.conftest import NewPerson
from tests.journeys.person import Person
from tests.journeys.worker import work

pytestmark = [pytest.mark.django_db(transaction=True)]


def hers() -> Wish:
    lines = [("L", "Hitam", 1, "RINA 10"), ("M", "Krem", 1, "")]
    return Wish(
        "Rina Contoh", "0812-0000-1111", lines, "Jl. Contoh 12, RT 01/02", email="rina@contoh.example"
    )


def his() -> Wish:
    return Wish("Budi Contoh", "0812-0000-2222", [("XL", "Hitam", 2, "")])


def dewis() -> Wish:
    return Wish("Dewi Contoh", "0812-0000-3333", [("S", "Krem", 1, "")], "Jl. Percobaan 5")


def tonos() -> Wish:
    return Wish("Tono Contoh", "0812-0000-4444", [("XXL", "Hitam", 1, "")])


def test_a_po_goes_the_whole_way(new_person: NewPerson) -> None:
    seller = new_person("penjual", laptop=True)
    shop.sign_up_and_open_a_store(seller)
    shop.set_the_rules_of_the_store(seller)
    shop.make_the_product(seller)
    shop.fill_the_wizard(seller)
    shop.be_refused_then_publish(seller)

    rina, budi, dewi = new_person("rina"), new_person("budi", scripts=False), new_person("dewi")
    rinas, budis, hers_short = hers(), his(), dewis()
    buying.order(rina, rinas, look=True)
    buying.order(budi, budis, look=True)
    buying.order(dewi, hers_short)
    one_orders_and_steps_back(new_person("tono"))
    deposits_are_paid_and_judged(seller, (rina, rinas), (budi, budis), (dewi, hers_short))
    telling.tap_through_the_queue(seller)

    making.close_by_hand(seller)
    names = {("XL", "Hitam"): 3, ("M", "Krem"): 1, ("S", "Krem"): 1}
    making.recap_reads_back(seller, names, ["RINA 10"])
    goods_are_made(seller, new_person("konveksi"), (rina, rinas), [budis.phone, rinas.address, "139.000"])
    balances_are_paid(seller, (rina, rinas), (budi, budis), (dewi, hers_short))

    sending.print_slips_and_labels(seller, [rinas, hers_short], [budis])
    sending.pack_all(seller)
    sending.send_by_hand(seller, rinas.name, "JNE0001234567")
    sending.send_by_sheet(seller, hers_short, "000123456789")
    sending.hand_over(seller, budis.name)
    work()
    goods_arrive((rina, rinas), (budi, budis), (dewi, hers_short))

    sending.close_the_books(seller)
    sending.read_the_evaluation(seller)
    work()
    telling.read_the_mailbox(seller, "Rina Contoh")
    seller.open(shop.HOME + "/")
    seller.look("toko-selesai")
    assert not [breach for _name, breaches in audit() for breach in breaches]


Buyer = tuple[Person, Wish]


def one_orders_and_steps_back(tono: Person) -> None:
    wish = tonos()
    buying.order(tono, wish)
    work()
    buying.step_back(tono, wish)


def deposits_are_paid_and_judged(seller: Person, *buyers: Buyer) -> None:
    (rina, rinas), (budi, budis), (dewi, dewis) = buyers
    buying.pay(rina, rinas, look="bayar-dp")
    rina.look("bukti-terkirim")
    buying.pay(budi, budis)
    arrived = buying.pay(dewi, dewis, short=7_000)
    till.open_till(seller)
    seller.look("uang-bukti-menunggu")
    till.confirm(seller, rinas)
    till.reject(seller, budis, "Cek lagi nomor tujuannya ya.")
    till.confirm(seller, dewis, arrived=arrived)
    dewi.open(dewis.link)
    dewi.sees("Rp7.000")
    dewi.look("kurang-bayar")
    till.forgive(seller, dewis, 7_000)
    budi.open(budis.link)
    budi.sees("Bukti terakhir belum cocok.", "Cek lagi nomor tujuannya ya.")
    budi.look("bukti-ditolak")
    buying.pay(budi, budis, when="22/11/2026 15.30")
    till.confirm(seller, budis)
    buying.change_size(rina, rinas, line=0, size="XL")
    rina.look("pesanan-diubah")
    seller.open(f"{shop.PO}/pesanan/")
    seller.look("pesanan")
    work()


def goods_are_made(seller: Person, workshop: Person, buyer: Buyer, secrets: list[str]) -> None:
    person, wish = buyer
    link = making.send_work_order(seller)
    making.work_through_the_stages(workshop, link, secrets)
    work()
    person.open(wish.link)
    person.sees("Potong")
    person.look("sedang-dibuat")
    making.finish_the_work(workshop)
    making.declare_produced(seller)
    work()


def balances_are_paid(seller: Person, *buyers: Buyer) -> None:
    for number, (person, wish) in enumerate(buyers):
        buying.pay(person, wish, when=f"13/12/2026 10.0{number}", look="" if number else "bayar-pelunasan")
        till.confirm(seller, wish)
    person, wish = buyers[0]
    person.open(wish.link)
    person.look("lunas")
    nota = making.text_of_pdf(
        person.get(
            person.page.get_by_role("link", name="Nota PDF", include_hidden=True).first.get_attribute("href")
            or ""
        )
    )
    assert wish.number in nota
    till.open_till(seller)
    seller.look("uang-lunas")


def goods_arrive(*buyers: Buyer) -> None:
    (rina, rinas), (budi, budis), (dewi, dewis) = buyers
    sending.receive(rina, rinas, tracking="JNE0001234567")
    sending.review(rina, 5, "Bahannya adem, namanya rapi.")
    rina.look("selesai")
    sending.receive(dewi, dewis, tracking="000123456789")
    budi.open(budis.link)
    budi.look("sudah-diambil")
    rina.open(shop.PUBLIC)
    rina.sees("Bahannya adem")
    rina.look("halaman-po-selesai")
