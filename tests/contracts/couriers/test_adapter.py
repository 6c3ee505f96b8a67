"""What every courier adapter must do, said to its emulator: no database, no house."""

import json
import time
from dataclasses import replace
from typing import Any

import pytest

from bukapo.providers.couriers.biteship import Biteship
from bukapo.providers.couriers.rajaongkir import RajaOngkir
from bukapo.providers.couriers.zones import Zones
from bukapo.shipping import port
from bukapo.shipping.couriers.codes import COURIERS
from tests.contracts.couriers.services import WHEN, Contract
from tests.emulators import biteship, rajaongkir
from tests.emulators.biteship import BiteshipEmulator
from tests.emulators.rajaongkir import RajaOngkirEmulator

REFERENCE = "PO-1001-K1"


def booked(contract: Contract, side: Any, reference: str = REFERENCE) -> tuple[Any, port.Parcel]:
    """An adapter and a parcel it has taken on, with its waybill."""
    adapter = contract.made(side)
    rate = adapter.quote(contract.rates())[0]
    standing = adapter.book(contract.booking(rate, reference))
    parcel = port.Parcel(reference, standing.external_id, standing.waybill, rate.courier, "+6281200000000")
    if adapter.picks_up:
        adapter.pick_up((parcel,), WHEN)
    return adapter, replace(parcel, waybill=adapter.look(parcel).waybill)


class TestRates:
    def test_regular_beside_express_by_canonical_names_cheapest_first(
        self, contract: Contract, side: Any
    ) -> None:
        adapter = contract.made(side)
        rates = adapter.quote(contract.rates())
        assert [rate.fee for rate in rates] == sorted(rate.fee for rate in rates)
        assert {rate.kind for rate in rates} == {port.REGULAR, port.EXPRESS}
        jne = {rate.service: rate for rate in rates if rate.courier == "jne"}
        assert set(jne) == {"reg", "yes"} and jne["reg"].days == "2-3" and jne["yes"].days == "1"
        assert all(rate.courier in COURIERS and rate.courier in adapter.couriers() for rate in rates)

    def test_weight_makes_it_dearer(self, contract: Contract, side: Any) -> None:
        adapter = contract.made(side)
        one, three = (adapter.quote(contract.rates(grams=grams))[0].fee for grams in (900, 3_000))
        assert three >= 2 * one

    def test_only_the_couriers_that_were_asked_for(self, contract: Contract, side: Any) -> None:
        rates = contract.made(side).quote(contract.rates(couriers=("sicepat",)))
        assert rates and {rate.courier for rate in rates} == {"sicepat"}

    def test_an_address_that_names_no_place_is_refused_in_words(self, contract: Contract, side: Any) -> None:
        with pytest.raises(port.Refused) as refused:
            contract.made(side).quote(contract.rates(destination=contract.point(postal_code="")))
        assert refused.value.said

    def test_places_are_found(self, contract: Contract, side: Any) -> None:
        found = contract.made(side).places("40135")
        assert found and found[0].id and found[0].postal_code == "40135"


class TestTrouble:
    def test_wrong_keys_are_refused_and_right_ones_open(self, contract: Contract, side: Any) -> None:
        contract.made(side).check()
        stranger = contract.made(side, contract.wrong)
        for call in (
            stranger.check,
            lambda: stranger.quote(contract.rates()),
            lambda: stranger.places("40135"),
        ):
            with pytest.raises(port.Refused) as refused:
                call()
            assert refused.value.said

    def test_a_service_that_is_down_is_unavailable(self, contract: Contract, side: Any) -> None:
        adapter, parcel = booked(contract, side)
        side.set(down=True)
        for call in (adapter.check, lambda: adapter.quote(contract.rates()), lambda: adapter.look(parcel)):
            with pytest.raises(port.Unavailable):
                call()

    def test_too_many_questions_say_how_long_to_wait_and_a_slow_one_is_cut_off(
        self, contract: Contract, side: Any
    ) -> None:
        if contract.emulator is None:
            return
        side.set(busy=True)
        with pytest.raises(port.Unavailable) as busy:
            contract.made(side).check()
        assert busy.value.wait == 7
        side.set(busy=False, slow=0.5)
        before = time.monotonic()
        with pytest.raises(port.Unavailable):
            contract.made(side, wait=0.05).quote(contract.rates())
        assert time.monotonic() - before < 0.45


class TestBooking:
    def test_a_parcel_is_taken_on_at_the_quoted_fee_and_gets_a_waybill(
        self, contract: Contract, side: Any
    ) -> None:
        adapter = contract.made(side)
        rate = adapter.quote(contract.rates())[0]
        standing = adapter.book(contract.booking(rate))
        assert (standing.state, standing.fee, standing.reference) == (port.BOOKED, rate.fee, REFERENCE)
        parcel = port.Parcel(REFERENCE, standing.external_id, standing.waybill, rate.courier)
        if adapter.picks_up:
            adapter.pick_up((parcel,), WHEN)
        looked = adapter.look(parcel)
        assert (looked.state, looked.reference) == (port.BOOKED, REFERENCE) and looked.waybill

    def test_a_lost_answer_does_not_make_two_parcels(self, contract: Contract, side: Any) -> None:
        adapter = contract.made(side)
        ask = contract.booking(adapter.quote(contract.rates())[0])
        side.set(lose={"book"})
        with pytest.raises(port.Unavailable):
            adapter.book(ask)
        if adapter.repeats:
            assert adapter.book(ask).reference == REFERENCE
        assert side.count == 1  # else nobody asks again by itself

    def test_nothing_is_known_of_a_parcel_nobody_booked(self, contract: Contract, side: Any) -> None:
        found = contract.made(side).look(port.Parcel("PO-9-K1", "9" * 24, "", "jne"))
        assert found.state == port.UNKNOWN

    def test_an_incomplete_address_is_refused_in_words(self, contract: Contract, side: Any) -> None:
        adapter = contract.made(side)
        ask = contract.booking(adapter.quote(contract.rates())[0])
        if contract.emulator is None:
            return
        with pytest.raises(port.Refused) as refused:
            adapter.book(replace(ask, destination=replace(ask.destination, name="")))
        assert refused.value.said and side.count == 0

    def test_cancelled_before_it_is_fetched_and_never_after(self, contract: Contract, side: Any) -> None:
        adapter, parcel = booked(contract, side)
        adapter.cancel(parcel)
        assert adapter.look(parcel).state == port.CANCELLED
        adapter, other = booked(contract, side, "PO-1001-K2")
        side.move("PO-1001-K2", port.UNDER_WAY)
        with pytest.raises(port.Refused):
            adapter.cancel(other)
        assert adapter.look(other).state == port.UNDER_WAY

    def test_the_couriers_own_label_where_there_is_one(self, contract: Contract, side: Any) -> None:
        adapter, parcel = booked(contract, side)
        assert adapter.labels == contract.label
        if contract.label:
            assert adapter.label(parcel).pdf.startswith(b"%PDF")
        else:
            with pytest.raises(port.CannotTell):
                adapter.label(parcel)


class TestOnTheRoad:
    def test_every_word_of_theirs_is_one_of_our_states(self, contract: Contract, side: Any) -> None:
        adapter, parcel = booked(contract, side)
        for state in side.words:
            if state in (port.UNKNOWN, None):
                continue
            side.move(REFERENCE, state)
            assert adapter.look(parcel).state == state

    def test_the_history_is_told_oldest_first(self, contract: Contract, side: Any) -> None:
        adapter, parcel = booked(contract, side)
        side.move(REFERENCE, port.UNDER_WAY, "Tiba di gudang Bandung")
        side.move(REFERENCE, port.DELIVERED, "Diterima: Budi")
        standing = adapter.look(parcel)
        assert standing.words == "Diterima: Budi"
        assert [track.at for track in standing.history] == sorted(track.at for track in standing.history)

    def test_another_weight_is_another_fee(self, contract: Contract, side: Any) -> None:
        adapter, parcel = booked(contract, side)
        side.reweigh(REFERENCE, 36_000)
        assert adapter.look(parcel).fee == 36_000


class TestNotices:
    def test_empty_bodies_say_nothing_and_garbage_is_malformed(self, contract: Contract, side: Any) -> None:
        adapter = contract.made(side)
        headers = {biteship.HEADER.lower(): biteship.SECRET, "x-key": contract.keys.get("key", "")}
        assert adapter.read({}, b"") is None and adapter.read(headers, b"  ") is None
        for body in (b"x", b"[]", b"{}", b'{"order_id": 5, "order_no": 5, "id": []}'[:20], b"\xff\xfe"):
            with pytest.raises(port.Malformed):
                adapter.read(headers, body)

    def test_copies_have_one_key_and_other_news_another(self, contract: Contract, side: Any) -> None:
        if contract.emulator is None:
            return
        adapter, parcel = booked(contract, side)
        side.set(copies=2)
        side.move(REFERENCE, port.UNDER_WAY)
        side.move(REFERENCE, port.DELIVERED)
        heard = [_heard(adapter, news) for news in side.emulator.held[-4:]]
        assert [read.external_id for read in heard] == [parcel.external_id] * 4
        assert [read.claims for read in heard] == [port.UNDER_WAY] * 2 + [port.DELIVERED] * 2
        assert heard[0].key == heard[1].key != heard[2].key

    def test_a_wrong_secret_is_refused_where_there_is_one(self, contract: Contract, side: Any) -> None:
        if not (contract.secret and contract.emulator):
            return
        adapter, _parcel = booked(contract, side)
        side.set(wrong_signature=True)
        side.move(REFERENCE, port.UNDER_WAY)
        with pytest.raises(port.BadSecret):
            _heard(adapter, side.emulator.held[-1])


def _heard(adapter: Any, news: Any) -> Any:
    return adapter.read({name.lower(): value for name, value in news.headers.items()}, news.body)


class TestTheirOwnWays:
    def test_biteship_waybill_and_price_come_later_flat_or_nested(self) -> None:
        with BiteshipEmulator(notify="http://x/", nested=True).running() as running:
            running.waybill_late = True  # type: ignore[attr-defined]
            adapter = Biteship({"api_key": biteship.KEY}, port.SANDBOX, running.url)
            ask = port.Point("Toko", "0812", "Jl. 1", postal_code="40132")
            rate = port.Rate("jne", "reg", "JNE", port.REGULAR, 9_000, token="reg")
            piece = (port.Piece("Kaos", 1, 1, 200),)
            standing = adapter.book(port.BookAsk("K1", ask, ask, piece, 100, rate, 1, WHEN))
            assert standing.waybill == ""
            running.give_waybill("K1")  # type: ignore[attr-defined]
            running.reweigh("K1", 27_000)  # type: ignore[attr-defined]
            running.move("K1", port.UNDER_WAY)  # type: ignore[attr-defined]
            reads = [adapter.read({}, news.body) for news in running.held]  # no secret agreed on
            assert [read.external_id for read in reads if read] == [standing.external_id] * 3
            looked = adapter.look(port.Parcel("K1", standing.external_id, "", "jne"))
            assert (looked.fee, bool(looked.waybill)) == (27_000, True)

    def test_rajaongkir_with_the_cost_key_alone_tells_fees_and_follows(self) -> None:
        with RajaOngkirEmulator().running() as running:
            costs = RajaOngkir({"cost_key": rajaongkir.COST_KEY}, port.SANDBOX, running.url)
            assert not costs.books and costs.places("dago")[0].id == "4944"
            ask = port.Point("Toko", "0812", "Jl. 1", place="4945")
            there = replace(ask, place="4944", phone="+6281234567890")
            piece = (port.Piece("Kaos", 95_000, 1, 200),)
            rates = costs.quote(port.RateAsk(ask, there, piece, 900, ("jne", "jnt", "sicepat")))
            assert [(rate.courier, rate.service, rate.fee) for rate in rates] == [
                ("sicepat", "reg", 8_500), ("jne", "reg", 9_000), ("jne", "yes", 18_000)
            ]  # fmt: skip
            whole = RajaOngkir({"delivery_key": rajaongkir.DELIVERY_KEY}, port.SANDBOX, running.url)
            rate = next(
                r for r in whole.quote(port.RateAsk(ask, there, piece, 900, ("jne",))) if r.service == "reg"
            )
            taken = whole.book(port.BookAsk("K1", ask, there, piece, 900, rate, 95_000, WHEN))
            whole.pick_up((port.Parcel("K1", taken.external_id, "", "jne"),), WHEN)
            running.move("K1", port.DELIVERED)  # type: ignore[attr-defined]
            waybill = running.by_reference("K1").waybill  # type: ignore[attr-defined]
            by_phone = port.Parcel("", "", waybill, "jne", "+6281234567890")
            assert costs.look(by_phone).state == port.DELIVERED
            with pytest.raises(port.Refused):
                costs.look(replace(by_phone, phone="+62811111"))

    def test_the_fee_table_needs_nobody(self) -> None:
        zones = Zones({"zones": json.dumps([[7, "Jawa", "JNE", 10_000, 8_000, "2-3 hari"]])}, port.SANDBOX)
        here = port.Point("", "", "", place="7")
        (rate,) = zones.quote(port.RateAsk(here, here, (), 2_100, ("zones",)))
        assert (rate.fee, rate.days, rate.name) == (26_000, "2-3", "JNE")
        assert not zones.books and zones.quote(port.RateAsk(here, replace(here, place="8"), (), 1, ())) == ()
        with pytest.raises(port.CannotTell):
            zones.cancel(port.Parcel("", "", "", ""))
