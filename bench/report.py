"""The result of a run as one JSON object, and what it should have been."""

from typing import Any

from bench.doors import FORM, JSON
from bench.options import DJANGO, INTAKE, ORM_NAME, PGBENCH, POSTGRES, ROUND_TRIP_NAME, SQLITE, Options
from bench.rounds import Results
from bench.windows import Figures, median

_MORE_IS_WORSE = ("p50_ms", "p99_ms", "page_p99_ms", "mb", "mb_rss", "loop_ms", "flush_ms")
_NEEDS = {"ratio_orm": ORM_NAME, "ratio_single_tx": PGBENCH, "ratio_batch": PGBENCH}
"""Whose windows a ratio needs: a limit of what was not asked for is not judged."""
_SUMS = ("refused", "broken", "duplicates", "unkept", "page_failures")


def report(results: dict[str, Results], options: Options) -> dict[str, Any]:
    """{database: {door: {cN: figures}}, anchors, limits, left_out}."""
    told: dict[str, Any] = {name: _doors(one, options) for name, one in results.items()}
    told["intake_mb"] = _worst(
        [
            figures["mb"]
            for name in results
            for figures in told[name].get(INTAKE, {}).values()
            if figures.get("mb") is not None
        ]
    )
    told["anchors"] = {name: _anchors(one, options) for name, one in results.items()}
    told["left_out"] = {name: one.missing for name, one in results.items() if one.missing}
    told["limits"] = limits(told, options)
    return told


def _doors(results: Results, options: Options) -> dict[str, Any]:
    doors: dict[str, Any] = {}
    for door in (DJANGO, INTAKE):
        if door in options.doors:
            doors[door] = {f"c{n}": _both_kinds(results, door, n, options) for n in options.connections}
    return doors


def _both_kinds(results: Results, door: str, connections: int, options: Options) -> dict[str, Any]:
    kinds = {}
    for kind in options.kinds:
        windows = results.windows.get((door, kind, connections))
        kinds[kind] = _ratios(figures_of(windows), results, connections) if windows else None
    measured = [figures for figures in kinds.values() if figures]
    worse: dict[str, Any] = {}
    for name in measured[0] if measured else ():
        values = [figures[name] for figures in measured if figures[name] is not None]
        more_is_worse = name in _MORE_IS_WORSE or name in _SUMS
        worse[name] = (max if more_is_worse else min)(values) if values else None
    return worse | {kind: kinds[kind] for kind in (FORM, JSON) if kind in kinds}


def figures_of(windows: list[Figures]) -> dict[str, Any]:
    """Medians of what varies, sums of what must not happen."""
    told: dict[str, Any] = {
        "orders_per_s": median(windows, lambda one: one.orders_per_s),
        "p50_ms": median(windows, lambda one: one.p50_ms),
        "p99_ms": median(windows, lambda one: one.p99_ms),
        "accepted": sum(one.accepted for one in windows),
    }
    told |= {name: sum(getattr(one, name) for one in windows) for name in _SUMS}
    return told | {
        "page_p99_ms": median(windows, lambda one: one.page_p99_ms),
        "mb": median(windows, lambda one: one.memory.get("pss")),
        "mb_rss": median(windows, lambda one: one.memory.get("rss")),
        "loop_ms": median(windows, lambda one: one.loop_ms),
        "flush_ms": median(windows, lambda one: one.flush_ms),
    }


def _ratios(figures: dict[str, Any], results: Results, connections: int) -> dict[str, Any]:
    rate = figures["orders_per_s"]
    orm = results.windows.get((ORM_NAME, JSON, connections))
    return figures | {
        "ratio_orm": _ratio(rate, median(orm, lambda one: one.orders_per_s) if orm else None),
        "ratio_single_tx": _ratio(rate, _anchor(results, "single_tx", 64)),
        "ratio_batch": _ratio(rate, _anchor(results, "batch", 128)),
    }


def _anchors(results: Results, options: Options) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name in (ORM_NAME, ROUND_TRIP_NAME):
        for connections in options.connections:
            if windows := results.windows.get((name, JSON, connections)):
                told.setdefault(name.replace("-", "_"), {})[f"c{connections}"] = figures_of(windows)
    pgbench: dict[str, Any] = {}
    for name, size in results.anchors:
        pgbench.setdefault(name, {})[str(size)] = _anchor(results, name, size)
    return told | ({"pgbench": pgbench} if pgbench else {})


def _anchor(results: Results, name: str, size: int) -> float | None:
    rates = sorted(results.anchors.get((name, size), []))
    return round(rates[len(rates) // 2], 1) if rates else None


def _ratio(rate: float | None, of: float | None) -> float | None:
    return round(rate / of, 2) if rate and of else None


def _worst(values: list[float]) -> float | None:
    return max(values) if values else None


def limits(told: dict[str, Any], options: Options) -> dict[str, Any]:
    """name -> required, measured, met. Only those whose database, door and connections were asked for."""
    wanted: list[tuple[str, str, str, int, str, str, float]] = [
        ("postgres django x orm at 64", POSTGRES, DJANGO, 64, "ratio_orm", ">=", 8),
        ("postgres django x orm at 256", POSTGRES, DJANGO, 256, "ratio_orm", ">=", 8),
        ("postgres intake x orm at 64", POSTGRES, INTAKE, 64, "ratio_orm", ">=", 20),
        ("postgres intake x orm at 256", POSTGRES, INTAKE, 256, "ratio_orm", ">=", 20),
        ("postgres intake x single transactions at 64", POSTGRES, INTAKE, 64, "ratio_single_tx", ">=", 2.0),
        ("postgres intake x batches at 256", POSTGRES, INTAKE, 256, "ratio_batch", ">=", 0.35),
        ("postgres intake p99 ms at 64", POSTGRES, INTAKE, 64, "p99_ms", "<=", 40),
        ("postgres intake p99 ms at 256", POSTGRES, INTAKE, 256, "p99_ms", "<=", 100),
        ("postgres page p99 ms beside intake at 64", POSTGRES, INTAKE, 64, "page_p99_ms", "<=", 25),
        ("postgres page p99 ms beside intake at 256", POSTGRES, INTAKE, 256, "page_p99_ms", "<=", 25),
        ("sqlite django x orm at 64", SQLITE, DJANGO, 64, "ratio_orm", ">=", 8),
        ("sqlite django x orm at 256", SQLITE, DJANGO, 256, "ratio_orm", ">=", 8),
    ]
    judged = {}
    for name, database, door, connections, figure, sign, required in wanted:
        needs = _NEEDS.get(figure, door)
        asked = needs in options.doors and connections in options.connections
        if asked and door in told.get(database, {}):
            cell = told[database][door][f"c{connections}"]
            whole = all(cell.get(kind) for kind in options.kinds)
            judged[name] = judge(cell.get(figure) if whole else None, sign, required)
    if INTAKE in options.doors:
        judged["intake MB"] = judge(told["intake_mb"], "<=", 60)
    for name in (POSTGRES, SQLITE):
        if name in told:
            cells = [cell for door in told[name].values() for cell in door.values()]
            wrong = sum(cell.get(bad) or 0 for cell in cells for bad in ("duplicates", "unkept"))
            judged[f"{name} orders lost or doubled"] = judge(wrong, "<=", 0)
    return judged


def judge(measured: float | None, sign: str, required: float) -> dict[str, Any]:
    """Nothing measured meets nothing."""
    met = measured is not None and (measured >= required if sign == ">=" else measured <= required)
    return {"required": f"{sign} {required:g}", "measured": measured, "met": met}
