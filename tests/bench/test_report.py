"""The one JSON object at the end. Its shape is a promise to whoever reads it."""

import json
from dataclasses import replace

import pytest

from bench import anchors, options, pages
from bench.load import Load
from bench.probe import Probe
from bench.report import judge, report
from bench.rounds import Results, told
from bench.servers import wait_until_quiet
from bench.stage import contestants
from bench.windows import Figures, median

FAST = Figures(
    orders_per_s=4_000,
    p50_ms=12,
    p99_ms=30,
    accepted=16_000,
    page_p99_ms=9,
    memory={"pss": 31.0, "rss": 50.0},
)
SLOW = replace(FAST, orders_per_s=2_000, p99_ms=35, page_p99_ms=12, unkept=0)
CELL = {
    "orders_per_s", "p50_ms", "p99_ms", "ratio_orm", "ratio_single_tx", "ratio_batch", "accepted", "refused",
    "duplicates", "page_p99_ms",
}  # fmt: skip


def results() -> Results:
    made = Results()
    for connections in (64, 256):
        for door in ("django", "intake"):
            made.windows[door, "form", connections] = [SLOW, SLOW, replace(SLOW, orders_per_s=100)]
            made.windows[door, "json", connections] = [FAST]
        made.windows["orm", "json", connections] = [replace(FAST, orders_per_s=100)]
        made.windows["round-trip", "json", connections] = [replace(FAST, orders_per_s=1_000)]
    made.anchors = {("single_tx", 1): [900.0], ("single_tx", 64): [500.0], ("batch", 128): [4_000.0]}
    return made


def test_the_report_says_the_worse_of_form_and_json() -> None:
    said = json.loads(json.dumps(report({"postgres": results(), "sqlite": Results()}, options.read([]))))
    for door in ("django", "intake"):
        for connections in ("c64", "c256"):
            cell = said["postgres"][door][connections]
            assert set(cell) >= CELL | {"form", "json"} and set(cell["form"]) >= CELL
            assert (cell["orders_per_s"], cell["p99_ms"], cell["page_p99_ms"]) == (2_000, 35, 12)
            assert (cell["ratio_orm"], cell["ratio_single_tx"], cell["ratio_batch"]) == (20, 4, 0.5)
            assert cell["json"]["ratio_orm"] == 40
    assert said["intake_mb"] == 31
    assert said["anchors"]["postgres"]["pgbench"] == {
        "single_tx": {"1": 900, "64": 500},
        "batch": {"128": 4_000},
    }
    assert said["anchors"]["postgres"]["round_trip"]["c64"]["orders_per_s"] == 1_000
    met = {name: limit["met"] for name, limit in said["limits"].items()}
    assert all(value for name, value in met.items() if "sqlite django" not in name), said["limits"]
    assert not met["sqlite django x orm at 64"] and not met["sqlite django x orm at 256"]


def test_a_kind_that_was_left_out_meets_no_limit() -> None:
    made = results()
    del made.windows["intake", "json", 64]
    said = report({"postgres": made}, options.read(["--only", "postgres"]))
    assert said["postgres"]["intake"]["c64"]["json"] is None
    assert said["postgres"]["intake"]["c64"]["orders_per_s"] == 2_000
    assert not said["limits"]["postgres intake p99 ms at 64"]["met"]
    assert said["limits"]["postgres intake p99 ms at 256"]["met"]


def test_what_was_not_asked_for_is_not_judged() -> None:
    chosen = options.read(["--only", "postgres", "--doors", "intake", "--connections", "64"])
    names = set(report({"postgres": results()}, chosen)["limits"])
    assert names == {
        "postgres intake p99 ms at 64", "postgres page p99 ms beside intake at 64", "intake MB",
        "postgres orders lost or doubled",
    }  # fmt: skip


@pytest.mark.parametrize(("measured", "met"), [(8.0, True), (7.9, False), (None, False)])
def test_nothing_measured_meets_nothing(measured: float | None, met: bool) -> None:
    assert judge(measured, ">=", 8) == {"required": ">= 8", "measured": measured, "met": met}


def test_an_order_that_was_lost_is_told() -> None:
    made = results()
    made.windows["intake", "form", 64][0] = replace(SLOW, unkept=1)
    said = report({"postgres": made}, options.read(["--only", "postgres"]))
    assert said["limits"]["postgres orders lost or doubled"] == {
        "required": "<= 0",
        "measured": 1,
        "met": False,
    }
    assert "1 UNKEPT" in told(replace(FAST, unkept=1))


def test_the_pages_figure_is_the_worse_one_too() -> None:
    one = Load(400, 4.0, 1, 0, 0, 1.0, 2.0)
    runs = {
        pages.GZIP: [one],
        pages.IDENTITY: [replace(one, requests=200)],
        pages.BARE: [replace(one, requests=1_000)],
        pages.USUAL: [replace(one, requests=500)],
    }
    said = pages.report("sqlite", runs, {pages.GZIP: 4_000, pages.IDENTITY: 13_000})
    page = said["campaign_page"]
    assert (page["requests_per_s"], page["ratio_bare"], page["ratio_bare_with_middleware"]) == (50, 0.2, 0.4)
    assert (page["bytes"], page["gzip_bytes"], page["gzip"]["requests_per_s"]) == (13_000, 4_000, 100)
    assert not said["limits"]["campaign page x bare view"]["met"]


def test_every_round_begins_with_another_contestant() -> None:
    doors = ["a", "b", "c"]
    assert [contestants(doors, n)[0] for n in range(4)] == ["a", "b", "c", "a"]  # type: ignore[arg-type]
    assert sorted(contestants(doors, 2)) == doors  # type: ignore[arg-type, type-var]


def test_a_server_is_quiet_when_its_count_stands_still() -> None:
    counts = iter([1, 5, 9, 9, 9, 9, 9])
    assert wait_until_quiet(lambda: next(counts), sleep=lambda _seconds: None) == 9


def test_medians_and_probes_say_nothing_about_nothing() -> None:
    assert median([], lambda one: one.p99_ms) is None
    assert Probe(1, "/").p99_ms is None


def test_a_quick_run_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENCH_QUICK", "1")
    assert (options.read([]).rounds, options.read(["--rounds", "2"]).rounds) == (1, 2)
    assert options.read(["--scenario", "million"]).doors == ("django", "intake")
    assert options.read([]).windows("postgres") == 2 * (4 + 2) and len(anchors.SINGLE_CLIENTS) == 3
