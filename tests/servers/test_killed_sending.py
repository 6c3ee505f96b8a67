"""kill -9 of the worker at every step of sending: nothing goes out twice, nothing is lost, what nobody knows says
so.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg
import pytest

from tests.emulators.whatsapp import KEYS, PHONE_ID, WABA, WhatsAppEmulator
from tests.servers.machine import Machine
from tests.servers.processes import ROOT

pytestmark = pytest.mark.concurrency

EACH = 3
"""Messages per step."""
SOON = 30.0
BODY = "Halo {{1}}, pesanan {{2}} sudah kami terima. Terima kasih."
SET_UP = f"""
from bukapo.journal import clock, outbox
from bukapo.messaging.models import Message
from bukapo.messaging.whatsapp.writes import map_form, save_whatsapp
from tests.world import make_world
world = make_world(slug="dibunuh")
who = dict(store_id=world.store.pk, actor=world.seller, at=clock.now())
save_whatsapp(**who, phone_number_id={PHONE_ID!r}, waba_id={WABA!r}, keys={KEYS!r})
map_form(**who, kind="order.placed", language="id", name="bukapo_order_placed", code="id", gaps=["nama", "nomor"],
         button=True, body={BODY!r}, state="APPROVED")
for _ in range({EACH * 5}):
    world.place()
while outbox.run_due(at=clock.now()):
    pass
"""
LOOK = """
from django.test import Client
from bukapo.audit import audit
from django.urls import reverse
from bukapo.accounts.models import User
client = Client(HTTP_HOST="127.0.0.1")
client.force_login(User.objects.get())
print(client.get("/toko-saya/dibunuh/pesan/keadaan/?tampil=unknown").content.decode())
print("breaches:", [breach for _name, found in audit() for breach in found])
"""


class Workers:
    """Real workers of a machine, one after the other, against the emulator in this process."""

    def __init__(self, machine: Machine, emulator: WhatsAppEmulator) -> None:
        self.machine, self.emulator = machine, emulator
        self.data = machine.folder / "data"
        channel = "whatsapp_api=tests.servers.slow_channel.Slow"
        own = {"BUKAPO_WHATSAPP_URL": emulator.url, "BUKAPO_CHANNELS": channel}
        self.environment = machine.environment | own

    @contextmanager
    def one(self) -> Iterator[None]:
        """A worker, killed at the end of the block."""
        with (self.machine.folder / "worker.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "bukapo", "work"], env=self.environment, cwd=ROOT,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        try:
            yield
        finally:
            os.kill(process.pid, signal.SIGKILL)
            process.wait(60)

    def due(self, group: int) -> None:
        """The messages of this step may go out now; those of dead workers are past their lease."""
        first = group * EACH
        ids = [
            row[0]
            for row in self.sql("SELECT id FROM messaging_message WHERE channel = 'whatsapp' ORDER BY id")
        ]
        chosen = ", ".join(map(str, ids[first : first + EACH]))
        self.sql(f"UPDATE messaging_message SET send_after = created_at WHERE id IN ({chosen})")

    def states(self) -> list[str]:
        rows = self.sql("SELECT state FROM messaging_message WHERE channel = 'whatsapp' ORDER BY id")
        return [row[0] for row in rows]

    def until(self, seen: Callable[[], bool]) -> None:
        until = time.monotonic() + SOON
        while not seen():
            assert time.monotonic() < until, (self.machine.folder / "worker.log").read_text()[-2000:]
            time.sleep(0.05)

    def stopped(self, where: str) -> bool:
        return len(list(self.data.glob(f"stopped-{where}-*"))) == EACH

    def sql(self, statement: str) -> list[Any]:
        if self.machine.database:
            with psycopg.connect(self.environment["DATABASE_URL"], autocommit=True) as server:
                answer = server.execute(statement.encode())
                return answer.fetchall() if answer.description else []
        with closing(sqlite3.connect(self.data / "bukapo.sqlite3", timeout=20)) as file, file:
            return file.execute(statement).fetchall()


@pytest.fixture
def workers(new_machine: Callable[[], Machine]) -> Iterator[Workers]:
    machine, emulator = new_machine(), WhatsAppEmulator()
    with emulator.running():
        emulator.approve("bukapo_order_placed", "id", BODY, button=True)
        machine.python(SET_UP)
        workers = Workers(machine, emulator)
        workers.sql(
            "UPDATE messaging_message SET send_after = '2099-01-01 00:00:00+00:00' WHERE channel = 'whatsapp'"
        )
        yield workers
        emulator.gate.set()


def test_nothing_is_sent_twice_and_nothing_is_lost_wherever_the_worker_dies(workers: Workers) -> None:
    emulator, stop = workers.emulator, workers.data
    workers.due(0)
    with workers.one():
        time.sleep(0.3)  # it has not even read its settings
    assert workers.states()[:EACH] == ["queued"] * EACH

    workers.due(1)
    (stop / "stop-before").touch()
    with workers.one():  # claimed, not asked: both steps' messages are in its hands now
        workers.until(lambda: len(list(stop.glob("stopped-before-*"))) == 2 * EACH)
    (stop / "stop-before").unlink()
    assert emulator.taken == []

    workers.due(0), workers.due(1), workers.due(2)
    emulator.gate.clear()
    with workers.one():  # asked, not answered
        workers.until(lambda: len(emulator.taken) == EACH)
    emulator.gate.set()
    assert workers.states()[: 2 * EACH] == ["unknown"] * 2 * EACH

    workers.due(2), workers.due(3)
    (stop / "stop-after").touch()
    with workers.one():  # answered, not written down
        workers.until(lambda: workers.stopped("after"))
    (stop / "stop-after").unlink()

    workers.due(3), workers.due(4)
    with workers.one():  # and one that lives
        workers.until(lambda: "sending" not in workers.states() and "queued" not in workers.states())
        time.sleep(0.7)  # long enough to send something twice
    assert workers.states() == ["unknown"] * 4 * EACH + ["sent"] * EACH
    assert set(emulator.counts.values()) == {1}
    assert len(emulator.counts) == 3 * EACH
    page = workers.machine.python(LOOK)
    assert page.count("Tidak diketahui") >= EACH and "Kirim lagi" in page and "Anggap terkirim" in page
    assert page.endswith("breaches: []"), page[-2000:]
