"""pgbench on the same cluster: what PostgreSQL itself takes, writing the same rows (see `opponents/*.sql`)."""

import re
import shutil
import subprocess
from pathlib import Path

from bench.carts import CARTS, Shop
from bench.databases import Postgres

SINGLE_CLIENTS = (1, 16, 64)
BATCHES = (128, 32)
_RATE = re.compile(r"^tps = ([\d.]+)", re.MULTILINE)
_COUNT = re.compile(r"transactions actually processed: (\d+)")


class AnchorFailed(Exception):
    """pgbench did not run, or one of its clients gave up."""


def found(database: Postgres) -> Path | None:
    """pgbench of the same PostgreSQL, else the one in PATH."""
    beside = database.cluster.binaries / "pgbench"
    in_path = shutil.which("pgbench")
    return beside if beside.exists() else Path(in_path) if in_path else None


def single(database: Postgres, shop: Shop, *, clients: int, seconds: float, folder: Path) -> float:
    """Orders a second, one order per transaction and call."""
    script = f"SELECT bench.place_any({shop.campaign_id}, {CARTS});\n"
    return _run(database, script, clients=clients, seconds=seconds, folder=folder)


def batch(database: Postgres, shop: Shop, *, size: int, seconds: float, folder: Path) -> float:
    """Orders a second, `size` orders per transaction, one client."""
    script = f"SELECT bench.place_batch({shop.campaign_id}, {CARTS}, {size});\n"
    return size * _run(database, script, clients=1, seconds=seconds, folder=folder)


def _run(database: Postgres, script: str, *, clients: int, seconds: float, folder: Path) -> float:
    program = found(database)
    if program is None:
        raise AnchorFailed("there is no pgbench")
    file = folder / "pgbench.sql"
    file.write_text(script)
    command = [
        *(str(program), "--no-vacuum", "--protocol", "prepared", "--client", str(clients), "--jobs", "1"),
        *("--time", str(max(1, round(seconds))), "--file", str(file), database.cluster.socket_url),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 90)
    rate, count = _RATE.search(ran.stdout), _COUNT.search(ran.stdout)
    if ran.returncode or rate is None or count is None:
        raise AnchorFailed(f"pgbench: {ran.stderr[-800:]}")
    return float(rate[1])
