"""What the thin door remembers of POs, and whom a reading makes wait. The reader here is a small program of its own."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from bukapo.campaigns.offer import Offer
from bukapo.faces.intake import snapshots as rules
from bukapo.faces.intake.snapshots import Snapshots
from bukapo.kernel.refusal import NotFound
from bukapo.orders.intake.snapshot import Snapshot, pack
from tests.orders.intake.offers import OFFER, offer

READER = """
import pathlib, sys, time
folder, addresses = pathlib.Path(sys.argv[1]), sys.argv[2:]
with open(folder / "asked", "a") as asked:
    asked.write(" ".join(addresses) + "|")
while addresses == ["asing/lama"] and not (folder / "go on").exists():
    time.sleep(0.01)
found = [folder / each.replace("/", ".") for each in addresses] if addresses else [folder / "toko.kaos"]
parts = [each.read_bytes() for each in found if each.exists()]
sys.stdout.buffer.write(b"[" + b",".join(parts) + b"]")
"""


@pytest.fixture
def publish(tmp_path: Path) -> Callable[[Offer], None]:
    """From now on the reader finds it."""

    def write(published: Offer) -> None:
        document = pack([Snapshot(offer=published, shells={"id": ("halo",)})])
        (tmp_path / f"{published.store_slug}.{published.slug}").write_bytes(document[1:-1])

    return write


@pytest.fixture
def asked(tmp_path: Path) -> Callable[[], list[str]]:
    """What the reader was asked for so far."""
    return lambda: (tmp_path / "asked").read_text().split("|")[:-1] if (tmp_path / "asked").exists() else []


@pytest.fixture
def snapshots(tmp_path: Path) -> Snapshots:
    return Snapshots([sys.executable, "-S", "-c", READER, str(tmp_path)])


def test_a_po_is_read_once(
    snapshots: Snapshots, publish: Callable[[Offer], None], asked: Callable[[], list[str]]
) -> None:
    publish(OFFER)
    assert snapshots.known(("toko", "kaos")) is None and snapshots.shell(("toko", "kaos"), "id") is None
    assert snapshots.read(("toko", "kaos")) == snapshots.read(("toko", "kaos")) == OFFER
    assert snapshots.known(("toko", "kaos")) == OFFER
    shell = snapshots.shell(("toko", "kaos"), "id")
    assert shell is not None and shell.parts == ("halo",)
    assert asked() == ["toko/kaos"]


def test_a_crowd_at_a_new_po_causes_one_reading(
    snapshots: Snapshots, publish: Callable[[Offer], None], asked: Callable[[], list[str]]
) -> None:
    publish(OFFER)
    crowd = [threading.Thread(target=snapshots.read, args=[("toko", "kaos")]) for _ in range(8)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert asked() == ["toko/kaos"]


def test_what_is_open_is_read_beforehand(snapshots: Snapshots, publish: Callable[[Offer], None]) -> None:
    assert snapshots.warm() == 0
    publish(OFFER)
    assert snapshots.warm() == 1 and snapshots.known(("toko", "kaos")) == OFFER


def test_a_reader_that_fails_leaves_the_door_usable(tmp_path: Path) -> None:
    assert Snapshots([sys.executable, "-c", "raise SystemExit(3)"]).warm() == 0
    assert Snapshots([str(tmp_path / "there is no such program")]).warm() == 0


def test_an_address_that_leads_nowhere_is_not_asked_for_twice(
    snapshots: Snapshots,
    asked: Callable[[], list[str]],
    publish: Callable[[Offer], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _ in range(3):
        with pytest.raises(NotFound):
            snapshots.read(("toko", "kaos"))
    assert asked() == ["toko/kaos"]
    monkeypatch.setattr(rules, "UNKNOWN_FOR", -1.0)
    with pytest.raises(NotFound):
        snapshots.read(("toko", "lain"))
    publish(offer(slug="lain"))
    assert snapshots.read(("toko", "lain")).slug == "lain"


def test_a_changed_po_is_read_behind_no_stranger(
    snapshots: Snapshots, publish: Callable[[Offer], None], asked: Callable[[], list[str]], tmp_path: Path
) -> None:
    publish(OFFER)
    snapshots.read(("toko", "kaos"))
    answers: list[object] = []

    def stranger() -> None:
        with pytest.raises(NotFound):
            snapshots.read(("asing", "lama"))
        answers.append(None)

    strangers = [threading.Thread(target=stranger) for _ in range(3)]
    for each in strangers:
        each.start()
    while "asing/lama" not in asked():
        assert strangers[0].is_alive() or strangers[1].is_alive()
    changed = offer(stamp="1.2.2")
    publish(changed)
    assert snapshots.reread(OFFER) == changed == snapshots.known(("toko", "kaos"))
    assert not answers
    (tmp_path / "go on").touch()
    for each in strangers:
        each.join()
    assert len(answers) == 3


def test_a_po_that_is_gone_is_forgotten(
    snapshots: Snapshots, publish: Callable[[Offer], None], tmp_path: Path
) -> None:
    publish(OFFER)
    snapshots.read(("toko", "kaos"))
    (tmp_path / "toko.kaos").unlink()
    with pytest.raises(NotFound):
        snapshots.reread(OFFER)
    assert snapshots.known(("toko", "kaos")) is None and snapshots.shell(("toko", "kaos"), "id") is None


def test_the_po_that_nobody_asks_for_is_forgotten_first(
    snapshots: Snapshots, publish: Callable[[Offer], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "REMEMBERED", 2)
    for slug in ("a", "b", "c"):
        publish(offer(slug=slug))
    snapshots.read(("toko", "a"))
    snapshots.read(("toko", "b"))
    assert snapshots.known(("toko", "a"))  # somebody orders
    snapshots.read(("toko", "c"))
    assert [bool(snapshots.known(("toko", slug))) for slug in "abc"] == [True, False, True]
