"""Kelurahan found by any part of their names, and the zone they suggest."""

from typing import Any

import pytest

from bukapo.shipping.areas.book import by_code, cities, look, one_in, search
from bukapo.shipping.areas.fitting import fits, suggested
from bukapo.shipping.areas.rules import Area, wanted
from bukapo.shipping.fee_table import STARTER as TABLE

DAGO = Area("32.73.02.1004", "Dago", "Coblong", "Kota Bandung", "Jawa Barat", "40135")
GAMBIR = Area("31.71.01.1001", "Gambir", "Gambir", "Kota Jakarta Pusat", "DKI Jakarta", "10110")
SLEMAN = Area("34.04.07.2001", "Caturtunggal", "Depok", "Kabupaten Sleman", "DI Yogyakarta", "55281")
STARTER = (
    (1, "Jabodetabek", "Jakarta, Bogor, Depok, Tangerang, Bekasi"),
    (2, "Jawa", "Banten, Jawa Barat, Jawa Tengah, Yogyakarta, Jawa Timur"),
    (3, "Sumatera", ""),
)


class TestFinding:
    @pytest.mark.parametrize(
        "typed",
        [
            "dago coblong",
            "kel. Dago, Kec. Coblong, Kota Bandung",
            "40135 dago",
            "coblong jabar dag",
            "DAGO bdg",
        ],
    )
    def test_any_part_in_any_order(self, typed: str) -> None:
        assert search(typed)[0] == DAGO

    def test_every_word_counts_and_a_part_of_a_word_begins_it(self) -> None:
        assert not look("dago coblong").instead
        for typed in ("dago coblong papua", "oblong dago"):
            assert look(typed).instead

    @pytest.mark.parametrize("typed", ["", "  ", "ja", "kel kec", "\x00\ud800", "'; --", "%" * 500])
    def test_what_says_nothing_finds_nothing(self, typed: str) -> None:
        assert wanted(typed) == () and search(typed) == []

    def test_a_common_word_is_cut_off_and_the_nearest_names_come_first(self) -> None:
        found = search("menteng", most=3)
        assert len(found) == 3 and all("menteng" in area.village.lower() for area in found)

    @pytest.mark.parametrize(
        ("typed", "first", "instead"),
        [
            ("jogja", "Kota Yogyakarta, DI Yogyakarta", False),
            ("jaksel", "Kota Jakarta Selatan, DKI Jakarta", False),
            ("kota bandung", "Kota Bandung, Jawa Barat", False),
            ("bandug", "Kota Bandung, Jawa Barat", True),
            ("surabya", "Kota Surabaya, Jawa Timur", True),
            ("40135", DAGO.label, False),
            ("dago bandug", DAGO.label, True),
            ("Jl. Dipatiukur No 5, Dago, Bandung", DAGO.label, True),
            ("coblong dagoo", DAGO.label, True),
        ],
    )
    def test_what_people_type_and_mistype_is_found(self, typed: str, first: str, instead: bool) -> None:
        found = look(typed)
        assert (found.areas[0].label, found.instead) == (first, instead)

    def test_a_code_names_one(self) -> None:
        assert by_code("32.73.02.1004") == DAGO
        assert by_code("99.99.99.9999") is None and by_code("32.73\t.1004") is None


class TestZones:
    @pytest.mark.parametrize(
        ("area", "zone"),
        [(DAGO, 2), (GAMBIR, 1), (SLEMAN, 2)],  # Depok in Sleman is not the city
    )
    def test_the_starting_table_knows_where_it_is(self, area: Area, zone: int) -> None:
        assert suggested(area, STARTER) == zone

    def test_the_nearer_name_wins_whatever_the_order(self) -> None:
        rows = [(1, "Jawa Barat", ""), (2, "Kota", "Bandung"), (3, "Dekat", "Kec. Coblong")]
        assert suggested(DAGO, rows) == 3
        assert suggested(DAGO, rows[:2]) == 2
        assert suggested(DAGO, rows[:1]) == 1

    def test_nothing_is_suggested_where_nothing_names_it(self) -> None:
        assert suggested(DAGO, [(1, "Sumatera", "Medan, Padang"), (2, "Luar Jawa", "")]) is None

    def test_every_city_of_indonesia_is_in_the_starting_table(self) -> None:
        rows = [(number, name, areas) for number, (name, areas) in enumerate(TABLE)]
        assert len(cities()) == 514
        assert [area.label for area in cities() if not fits(area, rows)] == []
        assert one_in("94.04", nth=2) is not None and one_in("99.99") is None

    def test_express_stands_beside_regular_and_the_rest_takes_what_is_left(self) -> None:
        rows = [(1, "Jawa", ""), (2, "Jawa (ekspres)", ""), (3, "Luar Jawa", ""), (4, "Kab. Bandung", "")]
        assert fits(DAGO, rows) == (1, 2)  # Kota Bandung is not its kabupaten
        assert fits(next(area for area in cities() if area.code == "91.71"), rows) == (3,)


def test_the_order_form_asks_and_is_told_the_zone(client: Any, db: None) -> None:
    from bukapo.shipping.models import Zone
    from bukapo.stores.models import Store

    store = Store.objects.create(slug="toko", name="Toko", city="Bandung", phone="+628123456789")
    zone = Zone.objects.create(store=store, name="Jawa Barat", first_kg=10_000, next_kg=8_000)
    told = client.get("/cari/daerah/", {"q": "dago coblong", "toko": "toko"}).json()["areas"][0]
    assert (told["place"], told["postal_code"], told["zones"]) == (
        "Dago, Coblong, Kota Bandung",
        "40135",
        [zone.pk],
    )
    far = client.get("/cari/daerah/", {"q": "abepura", "toko": "toko"}).json()
    assert far["table"] and far["areas"][0]["zones"] == []  # the page then says that there is no fee yet
    assert client.get("/cari/daerah/", {"q": "dago", "toko": "lain"}).json()["areas"][0]["zones"] == []
    assert client.get("/cari/daerah/").json() == {"areas": [], "instead": False, "table": False}
