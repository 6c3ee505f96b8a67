"""A contestant in a process of its own: its memory and its caches are nobody else's."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bench.carts import Shop
from bench.say import say
from bench.servers import ROOT, ServerFailed
from bench.windows import loop_ms


def run_apart(
    module: str, who: str, shop: Shop, environment: Mapping[str, str], folder: Path
) -> dict[str, Any]:
    """`python -m module who store campaign folder/out.xlsx` to its end; its last line of stdout, as JSON.

    Raises ServerFailed with what it said when it ended badly.
    """
    extra = {"DJANGO_SETTINGS_MODULE": "bukapo.config.settings", "TMPDIR": str(folder)}
    command = [sys.executable, "-m", module, who, str(shop.store_id), str(shop.campaign_id)]
    ran = subprocess.run(
        [*command, str(folder / "out.xlsx")],
        env={**environment, **extra},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=1800,
    )
    if ran.returncode:
        raise ServerFailed(f"{module} {who}: {ran.stderr[-1500:]}")
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return found


def round_of(
    module: str,
    number: int,
    runs: Mapping[str, list[dict[str, Any]]],
    shop: Shop,
    environment: Mapping[str, str],
    folder: Path,
    *,
    before: Callable[[], None] = lambda: None,
) -> None:
    """Round `number` (from 0): every contestant of `runs` once, in turned order each second time; what came is kept."""
    for who in list(runs) if number % 2 == 0 else reversed(list(runs)):
        before()
        loop = loop_ms()
        one = run_apart(module, who, shop, environment, folder)
        runs[who].append(one)
        say(f"round {number + 1} {who:8} {one['seconds']:6.2f} s  {one['peak_mb']:5.0f} MB  loop {loop:.0f}")
