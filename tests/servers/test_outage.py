"""PostgreSQL stops and comes back under a running server: nobody meets a stack trace, nothing typed is lost."""

import time
from collections.abc import Iterator

import pytest

from setup import postgres
from tests.servers.forms import form_of
from tests.servers.machine import Machine
from tests.servers.shopping import Buyer, Shop, open_shop
from tests.servers.visitor import Answer, Visitor

pytestmark = pytest.mark.postgres_only
AT_MOST = 3.0
"""Seconds that anybody waits to be told."""
BACK_WITHIN = 5.0
TOKEN = "a" * 32


@pytest.fixture(scope="module")
def cluster() -> Iterator[postgres.Cluster]:
    """One of our own, that may be stopped."""
    with postgres.running() as own:
        yield own


@pytest.fixture(scope="module")
def machine(cluster: postgres.Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    own = Machine(tmp_path_factory.mktemp("outage"), server=cluster.url)
    try:
        own.prepare()
        own.start()
        yield own
    finally:
        own.close()


@pytest.fixture(scope="module")
def shop(machine: Machine) -> Shop:
    return open_shop(machine, "padam", cap=50)


@pytest.fixture
def visitor(machine: Machine) -> Visitor:
    return Visitor(machine.port)


@pytest.fixture
def buyer(machine: Machine, shop: Shop, visitor: Visitor) -> Buyer:
    """Ready to send; has seen the PO's page."""
    buyer = Buyer(shop, visitor)
    assert visitor.get(shop.path).status == 200
    buyer.fill_in(buyer_name="Rina <Contoh>")
    assert buyer.check().status == 200
    return buyer


@pytest.fixture
def outage(cluster: postgres.Cluster, buyer: Buyer) -> Iterator[None]:
    cluster.stop()
    yield
    cluster.start()
    began = time.monotonic()
    while buyer.visitor.get("/").status != 200:
        assert time.monotonic() - began < BACK_WITHIN, "it did not come back by itself"
        time.sleep(0.1)


def quick(began: float) -> bool:
    return time.monotonic() - began < AT_MOST


def calm(answer: Answer) -> bool:
    """A page for people, with nothing of ours in it."""
    return (
        answer.status == 503
        and int(answer.header("Retry-After")) > 0
        and answer.header("Cache-Control") == "no-store"
        and "default-src 'none'" in answer.header("Content-Security-Policy")
        and "Server kami sedang tidak menjawab" in answer.text
        and "Traceback" not in answer.text
        and "OperationalError" not in answer.text
    )


def test_readers_and_visitors_during_an_outage(shop: Shop, visitor: Visitor, outage: None) -> None:
    for path in (f"{shop.path}pesan/", "/", f"/{shop.path.split('/')[1]}/", "/p/tidak-ada/"):
        began = time.monotonic()
        answer = visitor.get(path)
        assert calm(answer) and quick(began), path
        assert '<meta http-equiv="refresh" content="5">' in answer.text
    began = time.monotonic()
    english = visitor.get(f"{shop.path}pesan/", Accept_Language="en")
    assert "our server" in english.text and '<html lang="en">' in english.text
    assert visitor.get(shop.path).status == 200  # from memory
    assert visitor.get("/healthz").status == 200
    assert time.monotonic() - began < 1, "nobody waits for an outage that is known"
    assert visitor.get("/readyz").status == 503


def test_an_error_in_a_middleware_is_as_calm(visitor: Visitor, outage: None) -> None:
    assert calm(visitor.get("/toko-saya/", cookie="sessionid=" + "a" * 32))
    typed = {"username": "a@b.example", "password": "sangat-rahasia"}
    answer = visitor.send("/toko-saya/masuk/", typed, cookie=f"csrftoken={TOKEN}", X_CSRFToken=TOKEN)
    assert calm(answer) and "sangat-rahasia" not in answer.text and "refresh" not in answer.text


def test_a_program_is_told_as_programs_are(visitor: Visitor, outage: None) -> None:
    answer = visitor.get("/api/v1/stores/padam/campaigns/kaos-contoh")
    assert answer.status == 503 and answer.header("Content-Type") == "application/problem+json"
    assert '"unavailable"' in answer.text and answer.header("Retry-After")


def test_a_form_is_kept_and_sent_when_the_database_is_back(
    cluster: postgres.Cluster, machine: Machine, shop: Shop, buyer: Buyer
) -> None:
    cluster.stop()
    began = time.monotonic()
    step = buyer.visitor.send(f"{shop.path}pesan/", buyer.form | {"action": "check"})
    assert calm(step) and quick(began)
    kept = form_of(step.text, "kirim-lagi").values
    assert kept == buyer.form | {"action": "check"}
    last = buyer.visitor.send(f"{shop.path}pesan/kirim/", buyer.form | {"action": "send"})
    assert last.status == 503 and form_of(last.text, "kirim-lagi").values["key"] == buyer.key

    cluster.start()
    began = time.monotonic()
    while buyer.send().status != 303:
        assert time.monotonic() - began < BACK_WITHIN, "it did not come back by itself"
        time.sleep(0.1)
    assert buyer.secret
    assert buyer.visitor.get("/readyz").status == 200
