"""What counts as a database that is away, and what becomes of a request then."""

import sqlite3
import threading
from pathlib import Path
from typing import Any

import psycopg
import psycopg_pool
import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.test import Client, RequestFactory

from bukapo.faces.ui import away, outage
from bukapo.faces.ui.outage import Outage, is_away


def caused(kind: type[Exception], cause: Exception) -> Exception:
    error = kind(str(cause))
    error.__cause__ = cause
    return error


def locked(folder: Path) -> sqlite3.OperationalError:
    """The error of a real file that somebody else is writing to."""
    first, second = (sqlite3.connect(folder / "a", timeout=0, isolation_level=None) for _ in range(2))
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as caught:
        second.execute("BEGIN IMMEDIATE")
    return caught.value


def test_every_way_of_being_away_is_known(tmp_path: Path) -> None:
    for error in (
        OperationalError("connection refused"),
        InterfaceError("connection already closed"),
        caused(OperationalError, psycopg_pool.PoolTimeout("2 s")),
        psycopg_pool.PoolTimeout("2 s"),
        psycopg.errors.AdminShutdown("terminating connection"),
        psycopg.errors.ReadOnlySqlTransaction("cannot execute INSERT"),
        caused(OperationalError, locked(tmp_path)),
    ):
        assert is_away(error), error


def test_our_own_mistakes_are_none_of_them() -> None:
    with pytest.raises(sqlite3.OperationalError) as no_table:
        sqlite3.connect(":memory:").execute("SELECT * FROM nothing")
    for error in (
        None,
        ValueError(),
        ProgrammingError("x"),
        caused(OperationalError, no_table.value),
        OSError(),
    ):
        assert not is_away(error), error


class Server:
    """Out of reach until told; counts attempts."""

    def __init__(self, up: bool = False) -> None:
        self.up, self.asked = up, 0
        self.enough = threading.Event()

    def reach(self) -> None:
        self.asked += 1
        if self.asked >= 3:
            self.enough.set()
        if not self.up:
            raise OSError("refused")


def until(true: Any) -> None:
    for _ in range(500):
        if true():
            return
        threading.Event().wait(0.01)
    raise AssertionError("it never came true")


def test_an_outage_is_known_until_the_server_answers_again() -> None:
    server = Server()
    watched = Outage(server.reach, every=0.01)
    watched.suspect()
    watched.suspect()
    assert server.enough.wait(5)
    until(lambda: watched.known)
    server.up = True
    until(lambda: not watched.known)


def test_one_error_of_a_server_that_answers_is_no_outage() -> None:
    server = Server(up=True)
    watched = Outage(server.reach, every=0.01)
    watched.suspect()
    until(lambda: server.asked == 1)
    assert not watched.known


@pytest.mark.postgres_only
@pytest.mark.django_db
def test_a_server_that_is_full_is_not_away(monkeypatch: pytest.MonkeyPatch) -> None:
    outage.reach()
    for words, away_now in (("FATAL: sorry, too many clients already", False), ("FATAL: starting up", True)):

        def refuse(words: str = words, **_: Any) -> None:
            raise psycopg.OperationalError(words)

        monkeypatch.setattr(psycopg, "connect", refuse)
        if away_now:
            with pytest.raises(psycopg.OperationalError):
                outage.reach()
        else:
            outage.reach()


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outage.outage, "known", True)


def test_nobody_waits_for_a_known_outage(known: None, client: Client) -> None:
    page = client.get("/toko/po/pesan/")
    assert page.status_code == 503 and page["Retry-After"] == "5" and b'http-equiv="refresh"' in page.content
    assert client.get("/healthz").status_code == 200


def test_a_posted_form_of_a_buyer_is_kept_and_no_other(known: None, client: Client) -> None:
    posted = client.generic(
        "POST",
        "/p/rahasia-1/batal/",
        b"reason=Salah+ukuran",
        content_type="application/x-www-form-urlencoded",
    )
    assert b'name="reason" value="Salah ukuran"' in posted.content
    for path, values in (
        ("/p/rahasia-1/bukti/", {"sender": "Rina"}),
        ("/toko-saya/masuk/", {"password": "rahasia"}),
    ):
        page = client.post(path, values)  # as multipart
        assert page.status_code == 503 and b"<input" not in page.content and b"refresh" not in page.content


def test_a_mistake_of_ours_stays_a_500() -> None:
    try:
        raise ValueError("a mistake")
    except ValueError:
        assert away.broken(RequestFactory().get("/")).status_code == 500
    try:
        raise OperationalError("gone")
    except OperationalError:
        assert away.broken(RequestFactory().get("/")).status_code == 503
