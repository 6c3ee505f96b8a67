"""The fee table filled from a courier service: what rates make of it, and that nothing is lost on the way to it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bukapo.audit.run import CHECKS
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import Invalid, NotFound
from bukapo.shipping.fee_table import ZoneDraft
from bukapo.shipping.models import FeeQuestion, FeeSurvey, Zone
from bukapo.shipping.port import EXPRESS, REGULAR, Rate
from bukapo.shipping.tariffs import rules
from bukapo.shipping.tariffs.due import PACE, ask_for_fees
from bukapo.shipping.tariffs.reads import SurveyTold, latest_survey
from bukapo.shipping.tariffs.rules import Answer, Price, Wish, compared, joined, merged
from bukapo.shipping.tariffs.writes import (
    TableMoved,
    apply_survey,
    ask_again,
    digest_of,
    drop_survey,
    open_survey,
    table_of,
)
from bukapo.shipping.writes import save_zones
from bukapo.stores.models import Store
from tests.contracts.couriers.conftest import stage  # noqa: F401
from tests.contracts.couriers.dispatch import Dispatch
from tests.contracts.couriers.services import CONTRACTS, EmulatedSide
from tests.emulators.server import Stage
from tests.world import NOON, make_world

JAVA = ZoneDraft("Jawa", 20_000, 10_000, "Bandung, Jakarta", "JNE", "2 hari")
FAR = ZoneDraft("Papua", 60_000, 60_000)


def price(kind: str, first: int, *, name: str = "JNE REG", days: str = "2-3") -> Price:
    return Price(name.lower().replace(" ", ":"), name, kind, first, first // 2, days)


class TestRules:
    answers = (
        Answer(0, "Bandung", (price(REGULAR, 9_000), price(EXPRESS, 18_000, name="JNE YES", days="1"))),
        Answer(0, "Jakarta", (price(REGULAR, 11_200), price(REGULAR, 10_100, name="SICEPAT REG", days="4"))),
        Answer(1, "Jayapura", trouble="Tidak ada kurir ke sana."),
    )
    rows = (("Jawa", JAVA.areas), ("Papua", ""))

    def test_regular_and_express_stand_side_by_side_and_what_failed_stays(self) -> None:
        lines = compared([JAVA, FAR], self.rows, self.answers, Wish(), anew=False)
        assert [(line.shown.name, line.change) for line in lines] == [
            ("Jawa", rules.DOWN), ("Jawa (ekspres)", rules.NEW), ("Papua", rules.STAYS)
        ]  # fmt: skip
        regular, express = lines[0].now, lines[1].now
        assert regular == ZoneDraft("Jawa", 10_500, 5_500, JAVA.areas, "JNE REG / SICEPAT REG", "2-4 hari")
        assert express and (express.first_kg, express.areas, express.days) == (18_000, JAVA.areas, "1 hari")
        assert (lines[1].places, lines[1].asked) == (1, 2)
        assert merged(lines)[2] == FAR

    def test_a_ticked_service_a_margin_and_a_step_make_the_fee(self) -> None:
        wish = Wish(regular="jne:reg", express="", margin_bp=1_000, plus=300, step=1_000)
        (java, _papua) = compared([JAVA, FAR], self.rows, self.answers, wish, anew=False)
        assert java.now and java.now.first_kg == 13_000  # 11.200 + 10 % + 300 = 12.620
        mean = Wish(regular="jne:reg", express="", basis=rules.MEAN, step=1)
        (java, _papua) = compared([JAVA, FAR], self.rows, self.answers, mean, anew=False)
        assert java.now and java.now.first_kg == 10_100
        for wrong in ({"margin_bp": -1}, {"step": 7}, {"basis": "?"}, {"plus": 10**9}):
            with pytest.raises(Invalid):
                Wish(**wrong)  # type: ignore[arg-type]

    def test_only_what_is_taken_changes_and_a_table_made_anew_stops_the_old_rows(self) -> None:
        lines = compared([FAR, JAVA], (("Jawa", ""),), self.answers[:2], Wish(), anew=True)
        assert [(line.key, line.change) for line in lines] == [("0r", "down"), ("0x", "new"), ("0s", "stops")]
        assert [zone.name for zone in merged(lines, {"0s": True})] == ["Jawa"]
        assert merged(lines, {}) == [JAVA, FAR]  # nothing taken, nothing changed but the order
        again = compared(merged(lines), (("Jawa", ""),), self.answers[:2], Wish(), anew=True)
        assert {line.change for line in again} == {rules.SAME}

    def test_a_service_silent_for_two_kilograms_costs_the_first_again(self) -> None:
        rate = Rate("jne", "reg", "JNE REG", REGULAR, 9_000)
        assert joined([rate], [])[0].more == 9_000
        assert joined([rate], [Rate("jne", "reg", "JNE REG", REGULAR, 8_000)])[0].more == 0


@pytest.fixture(params=["biteship", "rajaongkir"])
def dispatch(request: Any, stage: Stage, db: None, settings: Any) -> Dispatch:  # noqa: F811
    contract = CONTRACTS[request.param]
    side = EmulatedSide(stage.show(contract.emulator(notify="http://testserver/hooks/")))
    settings.GATEWAY_URLS = {contract.adapter.name: side.url}
    world = make_world(at=NOON, pay_mode="full")
    made = Dispatch.open(world, contract, side)
    save_zones(store=world.store, zones=[JAVA, FAR], actor=world.seller, at=NOON)
    return made


@pytest.fixture
def ask(dispatch: Dispatch) -> Callable[..., SurveyTold]:
    def run(rows: tuple[tuple[str, str], ...] = (("Jawa", JAVA.areas), ("Papua", ""))) -> SurveyTold:
        open_survey(
            **dispatch.who, account_id=dispatch.account.pk, split="table", couriers=["jne", "sicepat"], rows=rows,
            at=NOON,
        )  # fmt: skip
        return told(dispatch)

    return run


def told(dispatch: Dispatch) -> SurveyTold:
    found = latest_survey(dispatch.world.store.pk)
    assert found is not None
    return found


def work(dispatch: Dispatch, after: timedelta = timedelta(0)) -> SurveyTold:
    dispatch.at += after
    while ask_for_fees(dispatch.at):
        dispatch.at += PACE
    return told(dispatch)


def applied(dispatch: Dispatch, survey: SurveyTold, seen: str | None = None) -> list[ZoneDraft]:
    store = Store.objects.get(pk=dispatch.world.store.pk)
    table = table_of(store.pk)
    zones = merged(compared(table, survey.rows, survey.answers, Wish(), anew=False))
    apply_survey(
        store=store, survey_id=survey.id, zones=zones, seen=digest_of(table) if seen is None else seen,
        actor=dispatch.world.seller, at=dispatch.at,
    )  # fmt: skip
    return zones


def test_from_the_question_to_the_table(dispatch: Dispatch, ask: Any) -> None:
    """Partial failure told by its line; asked again; applied once; what was agreed before stays as it was."""
    dispatch.side.emulator.nowhere = ("9",)
    fee_before = dispatch.now().shipping_fee
    assert (ask().state, told(dispatch).done) == ("asking", 0)
    dispatch.side.emulator.calls.clear()
    assert ask_for_fees(dispatch.at) == 2 and len(dispatch.side.emulator.calls) <= 6  # a second's most
    assert ask_for_fees(dispatch.at) == 0
    survey = work(dispatch, PACE)
    assert survey.state == "ready" and survey.done == survey.asked == len(survey.answers)
    assert survey.failed and {survey.row_name(one) for one in survey.failed} == {"Papua"}
    assert all(one.trouble for one in survey.failed)
    known = len(dispatch.side.emulator.calls)
    dispatch.side.emulator.nowhere = ()
    ask_again(**dispatch.who, survey_id=survey.id, at=dispatch.at)
    survey = work(dispatch)
    assert not survey.failed and len(dispatch.side.emulator.calls) - known <= 3 * 7  # only what had failed
    with pytest.raises(TableMoved):
        applied(dispatch, survey, seen="another")
    assert [zone.name for zone in table_of(dispatch.world.store.pk)] == ["Jawa", "Papua"]
    zones = applied(dispatch, survey)
    assert [zone.name for zone in zones] == ["Jawa", "Jawa (ekspres)", "Papua", "Papua (ekspres)"]
    assert table_of(dispatch.world.store.pk) == zones
    by_name = {zone.name: zone.first_kg for zone in zones}
    assert by_name["Jawa"] < by_name["Jawa (ekspres)"] and by_name["Jawa"] < by_name["Papua"]
    assert dispatch.now().shipping_fee == fee_before  # orders keep what they were told
    with pytest.raises(WrongState):
        applied(dispatch, survey)
    assert dispatch.sound() and list(CHECKS["fee surveys"]()) == []


def test_busy_services_are_left_alone_and_a_lost_worker_loses_nothing(dispatch: Dispatch, ask: Any) -> None:
    ask()
    emulator = dispatch.side.emulator
    dispatch.side.set(busy=True)
    emulator.calls.clear()
    work(dispatch)
    work(dispatch, timedelta(seconds=6))  # it said 7
    assert len(emulator.calls) == 1 and told(dispatch).done == 0 and told(dispatch).resting
    dispatch.side.set(busy=False)
    FeeQuestion.objects.of(dispatch.world.store).filter(tries=0).update(tries=1)  # claimed by one that died
    assert work(dispatch, timedelta(minutes=4)).state == "ready" and not told(dispatch).failed
    ask()
    dispatch.side.set(down=True)
    for _try in range(rules.TRIES):
        work(dispatch, timedelta(minutes=4))
    assert told(dispatch).state == "ready" and len(told(dispatch).failed) == told(dispatch).asked
    assert FeeSurvey.objects.of(dispatch.world.store).filter(state="dropped").count() == 1


def test_strangers_and_rows_without_places_are_refused(dispatch: Dispatch, ask: Any) -> None:
    with pytest.raises(Invalid):
        ask(rows=(("Dekat", ""), ("Jauh", "")))
    survey = ask()
    other = Store.objects.create(slug="lain", name="Lain", city="Bandung", phone="+628123456789")
    with pytest.raises(NotFound):
        drop_survey(store_id=other.pk, survey_id=survey.id, actor=dispatch.world.seller, at=NOON)
    assert told(dispatch).state == "asking"
    drop_survey(**dispatch.who, survey_id=survey.id, at=NOON)
    assert latest_survey(dispatch.world.store.pk) is None and not ask_for_fees(NOON)
    assert Zone.objects.of(dispatch.world.store).filter(active=True).count() == 2


def test_the_audit_names_what_was_tampered_with(dispatch: Dispatch, ask: Any) -> None:
    survey = FeeSurvey.objects.of(dispatch.world.store).get(pk=ask().id)
    assert list(CHECKS["fee surveys"]()) == []
    FeeSurvey.objects.of(dispatch.world.store).update(state="ready")
    assert "still waits" in str(next(CHECKS["fee surveys"]()))
    assert f"FeeSurvey {survey.pk}" in str(next(CHECKS["states"]()))
