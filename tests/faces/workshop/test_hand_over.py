"""Two workshops and a shop pass pieces on, each from its own page."""

from typing import Any
from urllib.parse import unquote

import pytest
from django.core.cache import cache
from django.test import Client

from bukapo.journal.models import EventRow
from bukapo.production.floor.incoming import incoming
from bukapo.production.models import HandOver, LostPieces, WorkOrder
from tests.faces.workshop.test_work_order import HIDDEN, without_keys
from tests.production.relay import Relay, make_relay

pytestmark = pytest.mark.django_db


@pytest.fixture
def relay() -> Relay:
    cache.clear()
    return make_relay()


def post(order: WorkOrder, what: str, **data: Any) -> Any:
    return Client().post(f"/spk/{order.secret}/{what}/", data)


def page(order: WorkOrder) -> str:
    content: str = Client().get(f"/spk/{order.secret}/").content.decode()
    return content


def lots(relay: Relay) -> list[HandOver]:
    return list(HandOver.objects.of(relay.world.store).order_by("pk"))


GIVEN = {"size-0": "6", "size-1": "3", "note": "Dua karung", "key": "k1"}


def test_the_next_workshop_takes_it_in_with_one_button(relay: Relay) -> None:
    for _ in range(2):  # a double tap
        assert post(relay.cutting, "serah", **GIVEN, receiver=str(relay.sewing.pk)).status_code == 302
    (lot,) = lots(relay)
    shown = page(relay.sewing)
    assert "Kiriman untuk Anda" in shown and "Dua karung" in shown
    assert [
        word for word in HIDDEN if word in without_keys(without_keys(shown, relay.sewing), relay.cutting)
    ] == []
    assert post(relay.sewing, f"masuk/{lot.pk}", semua="1").status_code == 302
    assert incoming(relay.sewing) == [6, 3]
    assert EventRow.objects.get(kind="hand_over.received").actor_label == "Jahit Contoh"
    assert "Diterima" in page(relay.cutting)


def test_what_came_short_is_seen_by_both_and_stays_the_senders(relay: Relay) -> None:
    post(relay.cutting, "serah", **GIVEN, receiver=str(relay.sewing.pk))
    (lot,) = lots(relay)
    first = lot.sizes.order_by("pk")[0].pk
    more = post(relay.sewing, f"masuk/{lot.pk}", **{f"size-{first}": "7"}, note="hitung dua kali")
    assert more.status_code == 422 and "dikirim 6 pcs" in more.content.decode()
    assert "hitung dua kali" in more.content.decode()
    post(relay.sewing, f"masuk/{lot.pk}", **{f"size-{first}": "4"})
    assert incoming(relay.sewing) == [4, 3]
    assert "2 pcs yang Anda serahkan tidak sampai." in page(relay.cutting)
    assert post(relay.cutting, "hilang", **{"size-0": "2"}).status_code == 422  # why?
    assert not LostPieces.objects.of(relay.world.store).exists()
    post(relay.cutting, "hilang", **{"size-0": "2", "reason": "Jatuh di jalan"})
    assert "tidak sampai" not in page(relay.cutting)


def test_the_chat_leads_to_that_hand_over_and_not_to_the_other_workshops_page(relay: Relay) -> None:
    post(relay.cutting, "serah", **GIVEN, receiver=str(relay.sewing.pk))
    (lot,) = lots(relay)
    shown = unquote(page(relay.cutting))
    assert f"/spk/serah/{lot.secret}/" in shown and "https://wa.me/?text=" in shown
    assert relay.sewing.secret not in shown and relay.sewing.workshop_phone not in shown
    link = f"/spk/serah/{lot.secret}/"
    assert Client().post(link, {"semua": "1"}).status_code == 302
    assert "Tercatat: 9 dari 9 pcs sampai." in Client().get(link).content.decode()
    assert EventRow.objects.get(kind="hand_over.received").actor_label.endswith("(lewat tautan serah terima)")
    assert Client().get("/spk/serah/tidakada/").status_code == 404


def test_a_slip_is_taken_back_and_another_workshops_lot_is_not_found(relay: Relay) -> None:
    post(relay.cutting, "serah", **GIVEN, receiver=str(relay.sewing.pk))
    (lot,) = lots(relay)
    assert post(relay.cutting, f"masuk/{lot.pk}", semua="1").status_code == 404
    assert post(relay.sewing, "serah/1/tarik").status_code == 404
    assert post(relay.cutting, f"serah/{'9' * 30}/tarik").status_code == 404
    assert post(relay.cutting, "serah/1/tarik").status_code == 302
    assert lots(relay)[0].state == "withdrawn"


def test_more_than_there_is_is_refused_at_its_size_and_keeps_what_was_typed(relay: Relay) -> None:
    answer = post(relay.cutting, "serah", **GIVEN | {"size-1": "9"}, receiver=str(relay.sewing.pk))
    shown = answer.content.decode()
    assert answer.status_code == 422 and "hanya ada 4 pcs" in shown and "Dua karung" in shown
    assert not lots(relay)
