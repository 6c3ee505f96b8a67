"""The step `bayar` with every way to pay, early prices, and the page of vouchers."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from bukapo.audit import audit
from bukapo.campaigns.models import Campaign, CampaignItem, Voucher
from bukapo.campaigns.readiness import NotReady
from bukapo.campaigns.writes.publish import publish_campaign
from bukapo.journal import clock
from tests.campaigns.prepared import Prepared, prepare
from tests.faces.production import enter, seller
from tests.world import World, make_world

pytestmark = pytest.mark.django_db
Look = Callable[[str], None]
BASE = {
    "way": "full",
    "percent": "",
    "fixed": "",
    "pay_hours": "24",
    "balance_days": "5",
    "measure": "percent",
}


@pytest.fixture
def shop() -> Prepared:
    return prepare("angkatan-11")


@pytest.fixture
def client(shop: Prepared) -> Client:
    client = Client()
    client.force_login(shop.owner)
    return client


def save(client: Client, draft: Campaign, step: str = "bayar", **fields: str) -> Any:
    data = (BASE | fields) if step == "bayar" else fields
    return client.post(f"/toko-saya/angkatan-11/po/{draft.slug}/atur/{step}/", {**data, "tetap": "1"})


class TestThePlan:
    def test_of_instalments_is_kept_row_by_row(self, shop: Prepared, client: Client) -> None:
        draft = shop.draft()
        rows = {
            "t1_part": "50",
            "t2_part": "33,33",
            "t2_days": "7",
            "t3_part": "16,67 %",
            "t3_day": "2026-12-10",
        }
        assert save(client, draft, way="terms", **rows).status_code == 302
        now = shop.fresh(draft.pk)
        assert now.pay_mode == "instalment"
        assert now.instalments == [
            {"bp": 5_000, "fixed": 0, "day": None, "days": 0},
            {"bp": 3_333, "fixed": 0, "day": None, "days": 7},
            {"bp": 1_667, "fixed": 0, "day": "2026-12-10", "days": 0},
        ]
        page = client.get(f"/toko-saya/angkatan-11/po/{draft.slug}/atur/bayar/").content.decode()
        assert 'value="33,33"' in page and 'value="2026-12-10"' in page and "Termin 3 dari 3" in page

    def test_in_rupiah_leaves_the_last_term_to_the_rest(self, shop: Prepared, client: Client) -> None:
        draft = shop.draft()
        rows = {"t1_part": "Rp 40.000", "t2_part": "", "t2_days": "20"}
        save(client, draft, way="terms", measure="fixed", **rows)
        assert [row["fixed"] for row in shop.fresh(draft.pk).instalments] == [40_000, 0]
        page = client.get(f"/toko-saya/angkatan-11/po/{draft.slug}/atur/bayar/").content.decode()
        assert "Rp40.000 per pcs" in page and "Sisanya" in page

    @pytest.mark.parametrize(
        ("rows", "words"),
        [
            ({"t1_part": "lima", "t2_part": "50"}, "Isi persen, misalnya 50 atau 33,33."),
            ({"t1_part": "150", "t2_part": "50"}, "Isi persen, misalnya 50 atau 33,33."),
            ({"t2_part": "50", "t2_day": "besok"}, "Isi tanggal, misalnya 20/12/2026."),
            (
                {"t2_part": "50", "t2_day": "2026-12-05", "t2_days": "9"},
                "Pilih salah satu: tanggal, atau jumlah hari.",
            ),
            ({"t2_part": "50", "t2_days": "-1"}, "Paling sedikit 1."),
        ],
    )
    def test_that_cannot_be_read_is_refused_with_what_was_typed(
        self, shop: Prepared, client: Client, rows: dict[str, str], words: str
    ) -> None:
        draft = shop.draft()
        answer = save(client, draft, way="terms", **rows)
        page = answer.content.decode()
        assert answer.status_code == 422 and words in page
        assert all(f'value="{typed}"' in page for typed in rows.values())
        assert shop.fresh(draft.pk).pay_mode == "deposit"

    @pytest.mark.parametrize(
        ("plan", "code"),
        [
            ({"pay_mode": "instalment"}, "terms_too_few"),
            ({"instalments": [{"bp": 5_000}, {"bp": 4_000, "days": 14}]}, "terms_do_not_sum"),
            ({"instalments": [{"bp": 5_000}, {"bp": 5_000}]}, "term_without_day"),
            ({"instalments": [{"bp": 5_000}, {"fixed": 5_000, "days": 14}]}, "terms_mixed"),
            ({"instalments": [{"fixed": 95_000}, {"days": 14}]}, "terms_over_price"),
            ({"instalments": [{"fixed": 5_000}, {"days": 14}, {"days": 20}]}, "term_is_nothing"),
            (
                {"instalments": [{"bp": 5_000}, {"bp": 5_000, "day": date(2026, 11, 30)}]},
                "term_before_closing",
            ),
            (
                {"pay_hours": 48, "instalments": [{"bp": 5_000}, {"bp": 5_000, "days": 1}]},
                "term_before_first",
            ),
            (
                {
                    "instalments": [
                        {"bp": 5_000},
                        {"bp": 2_500, "day": date(2026, 12, 20)},
                        {"bp": 2_500, "days": 5},
                    ]
                },
                "terms_out_of_order",
            ),
            (
                {"instalments": [{"bp": 5_000}, {"bp": 5_000, "day": date(2026, 12, 29)}]},
                "term_after_shipping",
            ),
            ({"pay_mode": "deposit", "balance_due": "day"}, "no_balance_day"),
            (
                {"pay_mode": "deposit", "balance_due": "day", "balance_day": date(2026, 11, 30)},
                "balance_before_closing",
            ),
            (
                {"pay_mode": "deposit", "balance_due": "day", "balance_day": date(2026, 12, 29)},
                "balance_after_shipping",
            ),
            ({"pay_mode": "cod", "pickup": False, "courier": False}, "cod_without_way"),
            ({"early_until": datetime(2026, 11, 10, tzinfo=UTC)}, "no_early_price"),
        ],
    )
    def test_that_makes_no_sense_keeps_the_po_from_opening(
        self, shop: Prepared, plan: dict[str, Any], code: str
    ) -> None:
        draft = shop.draft(**({"pay_mode": "instalment"} | plan))
        with pytest.raises(NotReady) as no:
            publish_campaign(
                actor=shop.seller,
                at=datetime(2026, 11, 1, tzinfo=UTC),
                store=shop.store,
                campaign_id=draft.pk,
            )
        assert code in [missing.code for missing in no.value.missing]
        assert shop.fresh(draft.pk).state == "draft"

    def test_of_cash_on_delivery_tells_the_seller_the_risk(self, shop: Prepared, client: Client) -> None:
        draft = shop.draft()
        save(client, draft, way="cod")
        assert shop.fresh(draft.pk).pay_mode == "cod"
        page = client.get(f"/toko-saya/angkatan-11/po/{draft.slug}/atur/periksa/").content.decode()
        assert "pembeli bisa menolak paketnya" in page

    def test_with_a_balance_on_a_day(self, shop: Prepared, client: Client) -> None:
        draft = shop.draft()
        save(client, draft, way="percent", percent="30", balance_due="day", balance_day="2026-12-10")
        now = shop.fresh(draft.pk)
        assert (now.pay_mode, now.balance_due, now.balance_day) == ("deposit", "day", date(2026, 12, 10))


class TestAnEarlyPrice:
    def test_is_set_with_its_last_instant(self, shop: Prepared, client: Client) -> None:
        draft = shop.draft()
        pk = shop.product.pk
        fields = {f"pick_{pk}": "on", f"price_{pk}": "95.000", f"early_{pk}": "80.000"}
        answer = save(client, draft, "isi", title="Kaos Reuni", early_until="2026-11-10T21:00", **fields)
        assert answer.status_code == 302
        assert CampaignItem.objects.of(shop.store).get(campaign=draft).early_price == 80_000
        assert shop.fresh(draft.pk).early_until == datetime(2026, 11, 10, 14, 0, tzinfo=UTC)

    def test_that_is_no_lower_is_refused(self, shop: Prepared, client: Client) -> None:
        draft = shop.draft()
        pk = shop.product.pk
        fields = {f"pick_{pk}": "on", f"price_{pk}": "95.000", f"early_{pk}": "95.000"}
        answer = save(client, draft, "isi", title="Kaos Reuni", **fields)
        assert (
            answer.status_code == 422
            and "Harga early bird harus di bawah harga PO." in answer.content.decode()
        )
        assert CampaignItem.objects.of(shop.store).get(campaign=draft).early_price == 0


class TestVouchers:
    FORM = {"code": "hemat 10", "where": "", "kind": "percent", "percent": "10", "buyer_cap": "1"}

    @pytest.fixture
    def world(self) -> World:
        return make_world()

    def test_are_made_listed_with_what_they_gave_and_stopped(self, world: World) -> None:
        client, here = seller(world), f"/toko-saya/{world.store.slug}/voucher/"
        assert client.post(here, self.FORM | {"cap": "50"}, follow=True).status_code == 200
        world.place(voucher="HEMAT10")
        page = client.get(here).content.decode()
        assert "HEMAT10" in page and "1 dari 50 pesanan" in page and "−Rp9.500" in page
        given = Voucher.objects.of(world.store).get()
        assert "Voucher dihentikan" in client.post(f"{here}{given.pk}/henti/", follow=True).content.decode()
        assert "Dihentikan" in client.get(here).content.decode()
        assert [breach for _name, found in audit() for breach in found] == []

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"code": "!"}, "Kode terdiri dari 3 sampai 24 huruf dan angka"),
            ({"percent": ""}, "Isi besar potongannya."),
            ({"percent": "95"}, "Paling banyak 90."),
            (
                {"kind": "fixed", "fixed": "50.000", "least": "40.000"},
                "Belanja minimal harus di atas potongannya.",
            ),
            ({"where": "tidak-ada"}, "Pilih salah satu."),
            ({"ends_at": "2020-01-01T10:00"}, "Waktu berakhir harus setelah sekarang"),
        ],
    )
    def test_that_make_no_sense_keep_what_was_typed(
        self, world: World, changes: dict[str, str], words: str
    ) -> None:
        here = f"/toko-saya/{world.store.slug}/voucher/"
        answer = seller(world).post(here, self.FORM | changes)
        assert answer.status_code == 422 and words in answer.content.decode()
        assert not Voucher.objects.of(world.store).exists()

    def test_belong_to_their_store(self, world: World) -> None:
        other = make_world(slug="toko-lain")
        here = f"/toko-saya/{world.store.slug}/voucher/"
        seller(world).post(here, self.FORM)
        given = Voucher.objects.of(world.store).get()
        theirs = seller(other)
        assert theirs.get(here).status_code == 404
        assert theirs.post(f"/toko-saya/{other.store.slug}/voucher/{given.pk}/henti/").status_code == 404
        assert Voucher.objects.of(world.store).get().stopped_at is None


@pytest.mark.django_db(transaction=True)
class TestOnAPhone:
    @pytest.fixture
    def look(self, page: Page, axe: Callable[[Page], None], shoot: Callable[[Page, str], None]) -> Look:
        def judge(name: str) -> None:
            axe(page)
            shoot(page, f"agreed-{name}")
            wide = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert wide <= 0, f"{page.url} is {wide} px too wide"

        return judge

    def test_every_way_to_pay_is_chosen_and_vouchers_are_made(self, page: Page, look: Look) -> None:
        world = make_world()
        Campaign.objects.of(world.store).update(state="draft", published_at=None)
        enter(page, world)
        here = f"/toko-saya/{world.store.slug}/po/{world.campaign.slug}/atur/bayar/"
        page.goto(here)
        expect(page.get_by_label("DP persen")).to_be_hidden()
        page.get_by_label("DP sekian persen").check()
        expect(page.get_by_label("Setelah produksi selesai")).to_be_visible()
        look("wizard-deposit")
        page.get_by_label("COD: semuanya").check()
        expect(page.get_by_text("Risikonya di Anda.")).to_be_visible()
        look("wizard-cod")
        page.get_by_label("Cicilan 2 sampai 6").check()
        page.locator("#id_t1_part").fill("50")
        page.locator("#id_t2_part").fill("30")
        page.locator("#id_t2_day").fill((clock.now() + timedelta(days=12)).date().isoformat())
        page.locator("#id_t3_part").fill("10")
        page.locator("#id_t3_days").fill("16")
        look("wizard-terms")
        page.get_by_role("button", name="Simpan", exact=True).click()
        expect(page.get_by_text("Termin baru berjumlah 90%, harus tepat 100%.")).to_be_visible()
        look("wizard-terms-lacking")
        page.locator("#id_t3_part").fill("20")
        page.get_by_role("button", name="Simpan", exact=True).click()
        expect(page.get_by_role("heading", name="Yang sekarang dibaca pembeli")).to_be_visible()
        look("wizard-terms-read")
        page.goto(here.replace("bayar", "isi"))
        page.get_by_text("Lebih murah untuk yang pesan awal").click()
        look("wizard-early")
        page.goto(f"/toko-saya/{world.store.slug}/voucher/")
        look("vouchers-none")
        page.get_by_label("Kode").fill("HEMAT10")
        page.locator("#id_percent").fill("10")
        page.get_by_role("button", name="Buat voucher").click()
        expect(page.get_by_text("Voucher HEMAT10 sudah berlaku.")).to_be_visible()
        look("vouchers")
