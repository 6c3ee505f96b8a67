"""A contestant in a process of its own: its memory and its caches are nobody else's."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.carts import Shop
from bench.servers import ROOT, ServerFailed


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
