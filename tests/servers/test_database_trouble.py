"""The database goes away, freezes, or disagrees with the servers about the time: nobody is told what is not so.

PostgreSQL only: SQLite lives in the servers' own processes, and so does its clock.
"""

import os
import re
import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bukapo.orders.intake.queue import PATIENCE
from tests.servers.cluster import Cluster, own_cluster
from tests.servers.crowd import Crowd, agree
from tests.servers.machine import Machine
from tests.servers.orders import Line, Order
from tests.servers.processes import Server
from tests.servers.shopping import Shop, open_shops

pytestmark = [pytest.mark.concurrency, pytest.mark.postgres_only]

AWAY = 3.0
SLACK = 10.0
"""Seconds that a busy test machine may take on top of a server's patience."""
CLOCK = """
import datetime, time_machine
now = datetime.datetime.now(datetime.UTC)
time_machine.travel(now + datetime.timedelta(seconds={seconds}), tick=True).start()
"""
CLOSES_SOON = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute(
        "UPDATE campaigns_campaign SET closes_at = clock_timestamp() + interval '2.5 seconds' WHERE id = {campaign}"
    )
"""


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with own_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory, cluster: Cluster) -> Iterator[Machine]:
    machine = Machine(tmp_path_factory.mktemp("trouble"), server=cluster.url)
    try:
        machine.prepare()
        yield machine
    finally:
        machine.close()


@pytest.fixture(scope="module")
def shops(machine: Machine) -> dict[str, Shop]:
    return open_shops(machine, dict.fromkeys(["tersendat", "beku", "jam"]))


def open_doors(machine: Machine, shop: Shop) -> Crowd:
    """Both doors, and a crowd that stands at both."""
    if not machine.web.running:
        machine.start()
        machine.start_intake()
    assert Line(machine.port).send(Order(shop, "json", qty=1_000)).status == 422
    return Crowd(shop, [machine.port] * 4 + [machine.intake.port] * 4)


def test_a_database_that_stops_for_a_while_costs_nobody_their_form(
    machine: Machine, cluster: Cluster, shops: dict[str, Shop]
) -> None:
    people = open_doors(machine, shops["tersendat"])
    with people.ordering():
        for how in (signal.SIGINT, signal.SIGQUIT):
            people.wait_for(40)
            cluster.stop(how)
            time.sleep(AWAY)
            cluster.start()
            people.wait_for(40)  # nobody had to help
    assert not people.mistakes and not people.refused
    assert set(people.seen) <= {200, 201, 303, 503} and people.seen[503] > 10
    assert people.slowest < PATIENCE + SLACK
    people.send_again(machine.intake.port)
    agree(machine, people)
    assert "Traceback" not in machine.intake.log.read_text()


def test_a_writer_that_freezes_is_answered_for_in_time(machine: Machine, shops: dict[str, Shop]) -> None:
    people = open_doors(machine, shops["beku"])
    with people.ordering():
        people.wait_for(20)
        [[backend]] = machine.sql(
            "SELECT pid FROM pg_stat_activity WHERE application_name = 'bukapo intake' AND datname = %(own)s"
            " ORDER BY backend_start DESC LIMIT 1",
            {"own": machine.database},
        )
        os.kill(backend, signal.SIGSTOP)
        try:
            until = time.monotonic() + PATIENCE + SLACK
            while people.seen[503] < 4 and time.monotonic() < until:
                time.sleep(0.05)
            told = people.seen[503]
        finally:
            os.kill(backend, signal.SIGCONT)
        assert told >= 4  # all who stood at that door
        people.wait_for(20)
    assert not people.mistakes and not people.refused
    assert people.slowest < PATIENCE + SLACK
    assert people.send_again(machine.port)
    agree(machine, people)


def last_said(server: Server) -> datetime:
    """When its last log line was written, by its own clock."""
    [*_older, told] = re.findall(r"20\d\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d", server.log.read_text())
    return datetime.fromisoformat(f"{told}+00:00")


def test_closing_is_when_the_database_says_so_whatever_the_servers_think(
    machine: Machine, shops: dict[str, Shop]
) -> None:
    before = datetime.now(UTC)
    for server, seconds in ((machine.web, -5), (machine.intake, 5)):
        if server.running:
            server.kill()
        folder = machine.folder / f"clock{seconds}"
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(CLOCK.format(seconds=seconds))
        clock = {"PYTHONPATH": f"{folder}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
        (machine.start if server is machine.web else machine.start_intake)(**clock)
    people = open_doors(machine, shops["jam"])
    apart = timedelta(seconds=4)
    assert last_said(machine.intake) > before + apart
    assert last_said(machine.web) < datetime.now(UTC) - apart
    with people.ordering():
        machine.python(CLOSES_SOON.format(campaign=people.shop.campaign))
        people.wait_for(20)
        until = time.monotonic() + 60
        while len(people.refused) < 40 and time.monotonic() < until:
            time.sleep(0.02)
    assert not people.mistakes and not people.waiting
    assert len(people.accepted_at) == 2  # the fast clock did not close early
    assert {answer.status for answer in people.refused} == {409}
    assert all("sudah ditutup" in answer.text for answer in people.refused)
    agree(machine, people)  # the slow clock did not close late
