"""How long it takes to queue a broadcast to 50,000 buyers, and whether orders feel it while it is sent.

python -m bench.broadcast [--database sqlite] [--buyers 50000] [--rounds 4]
"""

import os
import secrets
import signal
import statistics
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from bench.databases import Database, Postgres, database_in, plain_environment
from bench.databases import _sqlite as sqlite_file
from bench.doors import Door, form_door
from bench.floor import shares
from bench.options import POSTGRES, SQLITE
from bench.paced_orders import Paced, order_steadily
from bench.report import judge
from bench.say import say
from bench.seller import Seller
from bench.servers import ROOT, ServerFailed, serving, stop
from bench.stage import shops
from bench.telling import tell
from bench.windows import loop_ms
from bukapo.faces.cli.orphans import die_with_parent

MOST_SECONDS, MOST_RATIO = 2.0, 1.5
PER_SECOND = 20
"""Orders a second: a busy shop on two cores, not a drop, in which nobody else gets a turn anyhow."""
CALM, DRAINING = "calm", "draining"
TELLING = {"DJANGO_SETTINGS_MODULE": "bench.served.telling"}
ADDRESSES = "UPDATE orders_order SET email = 'pembeli' || id || '@example.com' WHERE campaign_id = {}"
SENT = "SELECT count(*) FROM messaging_message WHERE priority > 0 AND state = 'sent'"


def main(arguments: list[str]) -> int:
    quick = os.environ.get("BENCH_QUICK", "") not in ("", "0")
    parser = ArgumentParser(prog="python -m bench.broadcast")
    parser.add_argument("--database", choices=(POSTGRES, SQLITE), default=POSTGRES)
    parser.add_argument("--buyers", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=2 if quick else 6, help="windows of each kind")
    parser.add_argument("--seconds", type=float, default=5.0 if quick else 10.0, help="of a window")
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    return tell(
        lambda folder: measure(chosen.database, chosen.buyers, chosen.rounds, chosen.seconds, folder),
        database=chosen.database,
        hint="; try --database sqlite",
    )


def measure(name: str, buyers: int, rounds: int, seconds: float, folder: Path) -> dict[str, Any]:
    """One PO has all the buyers; orders come in at another one, of the same store's neighbour."""
    data = folder / "data"
    with ExitStack() as stack:
        database: Database = stack.enter_context(database_in(data, name))
        environment = plain_environment(data) | dict(database.environment) | TELLING
        crowd, open_shop = shops(environment, 2, first=0, prepare=True)
        say(f"{name}: a PO of {buyers:,} buyers")
        database.seed(crowd.store_id, crowd.campaign_id, buyers)
        _run(database, ADDRESSES.format(int(crowd.campaign_id)))
        web = stack.enter_context(serving("web", ["web"], environment, folder))
        intake = stack.enter_context(serving("intake", ["intake"], environment, folder))
        seller = Seller(web, _session(environment))
        database.before_window()
        queued = queue(seller, f"/toko-saya/{crowd.store}/po/{crowd.campaign}/siaran/", 3)
        say(f"queued in {', '.join(f'{took:.2f}' for took, _path in queued)} s")
        for _took, path in queued[1:]:
            seller.tap(f"{path}batal/")
        stack.enter_context(working(environment, folder))
        orders = windows(seller, queued[0][1], form_door("intake", intake, web, open_shop), open_shop,
                         database, rounds, seconds)  # fmt: skip
        return report(name, buyers, [took for took, _path in queued], orders)


def queue(seller: Seller, section: str, times: int) -> list[tuple[float, str]]:
    """So many broadcasts to everybody: seconds of the one request that queues, and each one's page."""
    seller.get(f"{section}baru/")
    found = []
    for _ in range(times):
        fields = {
            "whom": "everyone|", "way": "email", "subject": "Kabar", "key": secrets.token_hex(8),
            "body": "Halo {nama}, kabar soal pesanan {nomor} di {judul_po}: {tautan}\n\n{toko}",
        }  # fmt: skip
        status, page, _took = seller.post(f"{section}baru/", fields | {"periksa": "1"})
        if status != 200:
            raise ServerFailed(f"the check page answered {status}: {page[:500]}")
        shown = seller.count_shown(page)
        status, said, took = seller.post(f"{section}baru/", fields | {"kirim": "1", "shown": shown})
        if status != 302:
            raise ServerFailed(f"queueing was answered {status}: {said[:500]}")
        found.append((took, said))
    return found


def windows(
    seller: Seller, page: str, door: Door, shop: Any, database: Database, rounds: int, seconds: float
) -> dict[str, dict[str, Any]]:
    """Orders in turns with the broadcast held and with it going on, by the same worker; another begins each round."""
    told = {kind: Paced() for kind in (CALM, DRAINING)}
    sent, loops, spent = 0, [loop_ms()], 0.0
    _wait_for_the_first(database)
    seller.tap(f"{page}jeda/")
    order_steadily(door, shop, per_second=PER_SECOND, seconds=2)
    for number in range(rounds):
        for kind in (CALM, DRAINING) if number % 2 == 0 else (DRAINING, CALM):
            if kind == DRAINING:
                seller.tap(f"{page}lanjut/")
                time.sleep(1.5)
            before, began = _count(database), time.perf_counter()
            one = order_steadily(door, shop, per_second=PER_SECOND, seconds=seconds)
            went = _count(database) - before
            told[kind].taken += one.taken
            told[kind].broken += one.broken
            if kind == DRAINING:
                sent, spent = sent + went, spent + time.perf_counter() - began
                seller.tap(f"{page}jeda/")
            loops.append(loop_ms())
            p = shares(one.taken)
            say(
                f"round {number + 1} {kind:8} p50 {p['p50']:6.1f}  p99 {p['p99']:6.1f} ms  {went:5} messages left"
            )
            time.sleep(1.0)
    return {
        kind: {part: round(ms, 2) for part, ms in shares(one.taken).items()}
        | {"orders": len(one.taken), "broken": one.broken}
        for kind, one in told.items()
    } | {"pace": {"messages_per_s": round(sent / max(spent, 0.001), 1), "loop_ms": statistics.median(loops)}}


def _wait_for_the_first(database: Database, most: float = 120.0) -> None:
    """The worker is there and sends."""
    until = time.monotonic() + most
    while not _count(database):
        if time.monotonic() > until:
            raise ServerFailed("the worker has sent nothing")
        time.sleep(0.2)


def _count(database: Database) -> int:
    return int(_run(database, SENT)[0][0])


def _run(database: Database, statement: str) -> list[Any]:
    """Past the product, at its database."""
    if isinstance(database, Postgres):
        ran = database.connection.execute(statement.encode())
        return list(ran.fetchall()) if ran.description else []
    with sqlite_file(database.path) as connection:  # type: ignore[attr-defined]
        return list(connection.execute(statement).fetchall())


@contextmanager
def working(environment: Mapping[str, str], folder: Path) -> Iterator[None]:
    """`bukapo work` while the block lasts."""
    with (folder / "work.log").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "bukapo", "work"], env=dict(environment), cwd=ROOT, stdin=subprocess.DEVNULL,
            stdout=said, stderr=said, start_new_session=True, preexec_fn=die_with_parent(signal.SIGKILL),
        )  # fmt: skip
    try:
        yield
    finally:
        stop(process)


def _session(environment: Mapping[str, str]) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "bench.seller"], env=dict(environment), cwd=ROOT, capture_output=True, text=True,
        timeout=120,
    )  # fmt: skip
    if ran.returncode:
        raise ServerFailed(f"no session: {ran.stderr[-800:]}")
    return ran.stdout.split()[-1]


def report(
    name: str, buyers: int, queued: Sequence[float], orders: Mapping[str, dict[str, Any]]
) -> dict[str, Any]:
    """`ratio_p99`: what one order in a hundred takes while the broadcast is sent, over the same while it is held."""
    ratio = round(orders[DRAINING]["p99"] / orders[CALM]["p99"], 2)
    return {
        "database": name,
        "buyers": buyers,
        "queue_s": [round(took, 3) for took in queued],
        "orders_per_s": PER_SECOND,
        **orders,
        "ratio_p99": ratio,
        "ratio_p50": round(orders[DRAINING]["p50"] / orders[CALM]["p50"], 2),
        "limits": {
            f"seconds to queue {buyers:,}": judge(round(max(queued), 3), "<=", MOST_SECONDS),
            "order p99 with a broadcast over without": judge(ratio, "<=", MOST_RATIO),
        },
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
