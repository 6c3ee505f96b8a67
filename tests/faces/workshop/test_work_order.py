import io
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from pypdf import PdfReader

from bukapo.catalog.models import Photo
from bukapo.faces.workshop.access import MISSES_A_MINUTE
from bukapo.journal import clock
from bukapo.journal.models import EventRow
from bukapo.production.models import Stage, StageCount, StageReport, WorkOrder
from bukapo.production.writes.work_orders import cancel_work_order, renew_work_order_link
from tests.faces.production import accepted, closed, reported, sent
from tests.world import World, make_world

pytestmark = pytest.mark.django_db

HIDDEN = [
    "Rahasia", "Sekali", "7777", "8888", "Jl.", "Bandung", "40132",  # the buyer
    "95.000", "95000", "115.000", "110000", "47.500", "47500", "237.500", "Rp",  # money
    "0000-1111", "81200001111", "81200000000",  # phones
]  # fmt: skip


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def world() -> World:
    world = make_world()
    world.place(
        world.line("L", qty=2, name="BUDI 10"),
        buyer_name="Rahasia Sekali", phone="081277778888", fulfilment="courier",
        address="Jl. Rahasia 5, Bandung", city="Bandung", postal_code="40132", zone_id=world.zone.pk,
        note="tolong Rahasia ya",
    )  # fmt: skip
    world.place(world.line("S", "Navy", qty=3))
    return closed(world)


@pytest.fixture
def order(world: World) -> WorkOrder:
    return accepted(sent(world))


def page(order: WorkOrder) -> Any:
    return Client().get(f"/spk/{order.secret}/")


def post(order: WorkOrder, what: str, **data: Any) -> Any:
    return Client().post(f"/spk/{order.secret}/{what}/", data)


def text(response: Any) -> str:
    content: str = response.content.decode()
    return content


def done(order: WorkOrder) -> list[int]:
    stages = Stage.objects.of(order.store_id).filter(work_order=order)
    return list(stages.order_by("position").values_list("done", flat=True))


def jpeg(name: str = "foto.jpg") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "navy").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


class TestTheSecretLink:
    def test_opens_without_a_login(self, order: WorkOrder) -> None:
        response = page(order)
        assert response.status_code == 200
        shown = text(response)
        for wanted in (order.number, "Toko Contoh", "Kaos Contoh", "BUDI 10", "Cotton combed 24s", "Potong"):
            assert wanted in shown

    def test_stays_out_of_caches_search_engines_and_other_sites(self, order: WorkOrder) -> None:
        response = page(order)
        assert response["Referrer-Policy"] == "same-origin"
        assert response["Cache-Control"] == "private, no-store"
        assert "noindex" in response["X-Robots-Tag"]

    @pytest.mark.parametrize("secret", ["x", "A" * 22, "a" * 300])
    def test_that_nobody_gave_out_is_not_found(self, order: WorkOrder, secret: str) -> None:
        assert Client().get(f"/spk/{secret}/").status_code == 404
        assert Client().post(f"/spk/{secret}/terima/").status_code == 404

    def test_that_was_replaced_is_not_found_on_any_of_its_addresses(
        self, order: WorkOrder, world: World
    ) -> None:
        renew_work_order_link(
            store_id=world.store.pk, work_order_id=order.pk, actor=world.seller, at=clock.now()
        )
        client = Client()
        assert client.get(f"/spk/{order.secret}/").status_code == 404
        assert client.get(f"/spk/{order.secret}/cetak/").status_code == 404
        assert client.post(f"/spk/{order.secret}/tahap/0/", {"size-0": "1"}).status_code == 404
        assert done(order) == [0, 0, 0, 0]

    def test_cannot_be_searched_for(self) -> None:
        client = Client()
        answers = [client.get(f"/spk/tebak{n}/").status_code for n in range(MISSES_A_MINUTE + 2)]
        assert answers[-1] == 429

    def test_takes_few_queries_however_much_was_ordered(self, world: World, order: WorkOrder) -> None:
        with CaptureQueriesContext(connection) as seen:
            page(order)
        assert len(seen) <= 26


def without_keys(shown: str, order: WorkOrder) -> str:
    """Random keys may spell anything, "Rp" too."""
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", shown).replace(order.secret, "")


class TestWhatAWorkshopNeverSees:
    @pytest.mark.parametrize("state", ["sent", "accepted", "working", "cancelled"])
    def test_is_not_in_the_page(self, world: World, state: str) -> None:
        order = sent(world)
        if state != "sent":
            accepted(order)
        if state == "working":
            reported(order, 2)
        if state == "cancelled":
            cancel_work_order(
                store_id=world.store.pk,
                work_order_id=order.pk,
                reason="Pindah",
                actor=world.seller,
                at=clock.now(),
            )
        shown = without_keys(text(page(order)), order)
        assert [word for word in HIDDEN if word in shown] == []

    def test_is_not_in_the_pdf(self, order: WorkOrder) -> None:
        response = Client().get(f"/spk/{order.secret}/cetak/")
        assert response["Content-Type"] == "application/pdf"
        reader = PdfReader(io.BytesIO(response.content))
        printed = "\n".join(sheet.extract_text() for sheet in reader.pages)
        assert "BUDI 10" in printed
        squeezed = without_keys(re.sub(r"\s", "", printed), order)
        assert [word for word in HIDDEN if word.replace(" ", "") in squeezed] == []
        raw = response.content + repr(reader.metadata).encode()
        assert b"Rahasia" not in raw


class TestAccepting:
    def test_is_one_tap_and_a_second_tap_is_harmless(self, world: World) -> None:
        order = sent(world)
        assert "Terima SPK ini" in text(page(order))
        for _ in range(2):
            assert post(order, "terima").status_code == 302
        assert world.fresh(order).state == "accepted"
        assert EventRow.objects.filter(kind="work_order.accepted").count() == 1
        assert EventRow.objects.get(kind="work_order.accepted").actor_label == "Konveksi Contoh"
        assert "Terima SPK ini" not in text(page(order))

    def test_needs_a_tap_not_a_visit(self, world: World) -> None:
        order = sent(world)
        assert Client().get(f"/spk/{order.secret}/terima/").status_code == 405
        assert world.fresh(order).state == "sent"


def sizes(*counts: object) -> dict[str, object]:
    """What is typed for each size: 3 of S, then 2 of L were ordered."""
    return {f"size-{place}": count for place, count in enumerate(counts)}


def counted(order: WorkOrder, position: int) -> list[int]:
    counts = StageCount.objects.of(order.store_id).filter(stage__work_order=order, stage__position=position)
    return list(counts.order_by("size__position").values_list("done", flat=True))


class TestReporting:
    def test_by_size_sets_the_counts_and_leaves_what_was_left_empty(self, order: WorkOrder) -> None:
        assert post(order, "tahap/0", **sizes(1, 1), note="lancar").status_code == 302
        assert (counted(order, 0), done(order)) == ([1, 1], [2, 0, 0, 0])
        post(order, "tahap/0", **sizes("", 2))
        assert counted(order, 0) == [1, 2]

    def test_all_sizes_at_once_takes_what_there_is(self, order: WorkOrder) -> None:
        post(order, "tahap/0", **sizes(1, 2))
        post(order, "tahap/1", semua="1")
        post(order, "tahap/0", semua="1")
        assert (counted(order, 0), counted(order, 1)) == ([3, 2], [1, 2])

    def test_by_a_jump_adds_to_the_chosen_size_and_a_second_tap_is_the_same(self, order: WorkOrder) -> None:
        for _ in range(2):
            post(order, "tahap/0", **sizes(0, 0), ukuran="1", tambah="1")
        assert counted(order, 0) == [0, 1]
        assert StageReport.objects.of(order.store_id).count() == 1

    def test_twice_is_one_report(self, order: WorkOrder, world: World) -> None:
        for _ in range(2):
            assert post(order, "tahap/0", **sizes(1, 2), note="lancar").status_code == 302
        assert StageReport.objects.of(world.store).count() == 1

    def test_with_a_photo_keeps_it_for_the_buyers(self, order: WorkOrder, world: World) -> None:
        post(order, "tahap/0", **sizes(2), photo=jpeg())
        photo = Photo.objects.of(world.store).get()
        assert photo.place == "progress"
        assert EventRow.objects.get(kind="work_order.progressed").data["photo"] == photo.key
        assert photo.key in text(page(order))

    def test_the_same_photo_twice_is_one_report_and_one_picture(self, order: WorkOrder, world: World) -> None:
        for _ in range(2):
            post(order, "tahap/0", **sizes(2), photo=jpeg())
        assert StageReport.objects.of(world.store).count() == 1
        assert Photo.objects.of(world.store).count() == 1

    @pytest.mark.parametrize("count", ["4", "-1", "banyak", "3,5", "99999999999999999999", "1\x00", "1e3"])
    def test_of_an_impossible_count_says_why_at_its_size_and_keeps_what_was_typed(
        self, order: WorkOrder, count: str
    ) -> None:
        response = post(order, "tahap/0", **sizes(count, 2), note="catatan saya")
        assert response.status_code in (409, 422)
        assert "catatan saya" in text(response) and 'value="2"' in text(response)
        assert 'id="tahap0_size-0_error"' in text(response)
        assert done(order) == [0, 0, 0, 0]

    def test_cannot_run_ahead_of_the_stage_before(self, order: WorkOrder) -> None:
        reported(order, 2)
        response = post(order, "tahap/1", **sizes(2, 1))
        assert response.status_code == 409
        assert "Sablon ukuran L / Hitam belum bisa 1: tahap Potong baru selesai 0." in text(response)
        assert done(order) == [2, 0, 0, 0]

    def test_from_behind_another_phone_is_not_taken_back_unseen(self, order: WorkOrder) -> None:
        post(order, "tahap/0", **sizes(2, 2))
        response = post(order, "tahap/0", **sizes(1), **{"was-0": "0"})
        assert response.status_code == 409 and "dilaporkan dari HP lain" in text(response)
        post(order, "tahap/0", **sizes(1), **{"was-0": "2"})
        assert counted(order, 0) == [1, 2]

    @pytest.mark.parametrize("position", ["4", "99", "99999999999999999999"])
    def test_of_a_stage_that_is_not_there_is_not_found(self, order: WorkOrder, position: str) -> None:
        assert post(order, f"tahap/{position}", **sizes(1)).status_code == 404

    def test_with_something_that_is_no_picture_says_so_and_writes_nothing(
        self, order: WorkOrder, world: World
    ) -> None:
        wrong = SimpleUploadedFile("foto.jpg", b"bukan foto" * 50)
        response = post(order, "tahap/0", **sizes(2), photo=wrong)
        assert response.status_code == 422
        assert "bukan foto" in text(response)
        assert done(order) == [0, 0, 0, 0]
        assert not Photo.objects.of(world.store).exists()

    def test_a_refused_count_leaves_no_picture_behind(self, order: WorkOrder, world: World) -> None:
        assert post(order, "tahap/0", **sizes(9), photo=jpeg()).status_code == 409
        assert not Photo.objects.of(world.store).exists()

    def test_after_the_end_changes_nothing(self, order: WorkOrder) -> None:
        reported(order, 5, 5, 5, 5)
        post(order, "selesai")
        assert post(order, "tahap/0", **sizes(1)).status_code == 302
        assert done(order) == [5, 5, 5, 5]

    def test_too_often_is_told_to_wait(self, order: WorkOrder, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("bukapo.faces.workshop.access.POSTS_A_MINUTE", 2)
        answers = [post(order, "tahap/0", **sizes(0, n)).status_code for n in range(1, 5)]
        assert answers[-1] == 429
        assert done(order)[0] <= 3


class TestReportingByScript:
    def tell(self, order: WorkOrder, position: int = 0, **data: Any) -> Any:
        client = Client(enforce_csrf_checks=True)  # a phone without a signal may have lost its cookie
        headers = {"Accept": "application/json"} | data.pop("headers", {})
        return client.post(f"/spk/{order.secret}/tahap/{position}/", data, headers=headers)

    def test_needs_no_token_and_is_answered_in_json(self, order: WorkOrder) -> None:
        answer = self.tell(order, **sizes(2), key="k1").json()
        assert answer["ok"] and answer["said"] == "Potong: 2 pcs tercatat."
        assert counted(order, 0) == [2, 0]

    def test_a_repeated_key_is_answered_as_if_it_had_worked_whatever_happened_since(
        self, order: WorkOrder, world: World
    ) -> None:
        self.tell(order, **sizes(1), key="k1")
        self.tell(order, **sizes(2), key="k2")
        assert self.tell(order, **sizes(1), key="k1").json()["ok"]
        cancel_work_order(
            store_id=world.store.pk,
            work_order_id=order.pk,
            reason="Pindah",
            actor=world.seller,
            at=clock.now(),
        )
        assert self.tell(order, **sizes(1), key="k1").json()["ok"]
        late = self.tell(order, **sizes(2, 1), key="k3")
        assert late.status_code == 409 and not late.json()["ok"]
        assert counted(order, 0) == [2, 0]

    def test_another_work_orders_key_is_another_key(self, order: WorkOrder, world: World) -> None:
        elsewhere = make_world(slug="toko-lain")
        elsewhere.place(elsewhere.line("L", qty=2), elsewhere.line("S", "Navy", qty=3))
        other = accepted(sent(closed(elsewhere)))
        self.tell(order, **sizes(1), key="k1")
        self.tell(other, **sizes(2), key="k1")
        assert counted(other, 0) == [2, 0]
        assert self.tell(order, **sizes(2), key="k" * 41).status_code == 422

    def test_refusals_come_as_sentences(self, order: WorkOrder) -> None:
        ahead = self.tell(order, 1, **sizes(1))
        assert ahead.status_code == 409 and "Potong baru selesai 0" in ahead.json()["said"]
        assert self.tell(order, 9, **sizes(1)).json()["said"]
        gone = Client().post("/spk/tidakada/tahap/0/", {}, headers={"Accept": "application/json"})
        assert gone.status_code == 404 and not gone.json()["ok"]

    @pytest.mark.parametrize(
        ("headers", "status"),
        [
            ({"Sec-Fetch-Site": "cross-site"}, 403),
            ({"Sec-Fetch-Site": "same-origin"}, 200),
            ({"Origin": "https://lain.example"}, 403),
            ({"Origin": "http://testserver"}, 200),
        ],
    )
    def test_another_sites_page_can_send_nothing(
        self, order: WorkOrder, headers: dict[str, str], status: int
    ) -> None:
        assert self.tell(order, **sizes(1), headers=headers).status_code == status
        assert done(order)[0] == (1 if status == 200 else 0)


class TestTheCopyOnThePhone:
    def test_is_allowed_for_days_while_there_is_work_and_not_after(
        self, world: World, order: WorkOrder
    ) -> None:
        assert page(order)["X-Keep-Offline"] == str(3 * 24 * 3600)
        assert "worker-src 'self'" in page(order)["Content-Security-Policy"]
        cancel_work_order(
            store_id=world.store.pk,
            work_order_id=order.pk,
            reason="Pindah",
            actor=world.seller,
            at=clock.now(),
        )
        assert "X-Keep-Offline" not in page(order)

    def test_is_kept_by_a_script_that_reaches_no_further_than_the_secret(self, order: WorkOrder) -> None:
        script = Client().get(f"/spk/{order.secret}/pekerja.js")
        assert script["Content-Type"].startswith("text/javascript")
        assert "Service-Worker-Allowed" not in script
        assert Client().get("/spk/tidakada/pekerja.js").status_code == 404


class TestBeingDone:
    def test_is_offered_only_when_every_stage_is(self, order: WorkOrder, world: World) -> None:
        reported(order, 5, 5, 5)
        assert '/selesai/"' not in text(page(order))
        post(order, "selesai")
        assert world.fresh(order).state == "working"
        post(order, "tahap/3", semua="1")
        assert '/selesai/"' in text(page(order))
        for _ in range(2):
            assert post(order, "selesai").status_code == 302
        assert world.fresh(order).state == "done"
        assert EventRow.objects.filter(kind="work_order.done").count() == 1


def test_a_cancelled_work_order_says_do_not_make_it_and_why(order: WorkOrder, world: World) -> None:
    cancel_work_order(
        store_id=world.store.pk,
        work_order_id=order.pk,
        reason="Pindah ke bengkel lain",
        actor=world.seller,
        at=clock.now(),
    )
    shown = text(page(order))
    assert "jangan dikerjakan" in shown
    assert "Pindah ke bengkel lain" in shown
    assert "<form" not in shown
