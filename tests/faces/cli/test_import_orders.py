import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from bukapo.campaigns.models import Campaign
from bukapo.orders.models import ImportFile, ImportRow, Order
from tests.faces.cli.conftest import Installation
from tests.orders.form import CSV, TRUTH, reunion, sheet
from tests.world import World

pytestmark = pytest.mark.django_db
ADDRESS = "angkatan-11/kaos-contoh"
FACTS = ["rows", "orders", "replaced", "doubtful", "pieces", "total_pieces", "personalized_orders", "rupiah"]


@pytest.fixture
def world() -> World:
    return reunion()


def run(*args: str) -> str:
    out = StringIO()
    call_command("import-orders", *args, stdout=out)
    return out.getvalue()


def told(*args: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run(*args, "--campaign", ADDRESS, "--json"))
    return answer


def refused(*args: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        call_command("import-orders", *args)
    assert isinstance(stopped.value.code, int)
    return stopped.value.code


def written(folder: Path, content: bytes | str, name: str = "form.csv") -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def test_the_shared_form_is_told_as_its_truth_says_twice(world: World) -> None:
    first = told(str(CSV))
    assert {name: first[name] for name in FACTS} == {name: TRUTH[name] for name in FACTS}
    assert Order.objects.of(world.store).count() == 166
    assert told(str(CSV)) == first
    assert Order.objects.of(world.store).count() == 166
    assert ImportFile.objects.of(world.store).count() == 1


def test_a_dry_run_says_the_same_and_keeps_nothing(world: World) -> None:
    tried = told(str(CSV), "--dry-run")
    assert Order.objects.of(world.store).count() == ImportRow.objects.of(world.store).count() == 0
    assert told(str(CSV)) == tried


def test_a_person_reads_sentences(world: World, tmp_path: Path) -> None:
    file = written(tmp_path, sheet({}, {"Ukuran": "jumbo"}))
    words = run(file, "--campaign", ADDRESS)
    assert "2 jawaban: 1 pesanan, 1 pcs, barang Rp95.000." in words
    assert "baris 3: Ukuran “jumbo” tidak bisa dipastikan." in words
    assert "Tersimpan: 1 pesanan baru" in words
    assert "Tidak ada yang berubah" in run(file, "--campaign", ADDRESS)


def test_an_option_nobody_was_asked_takes_its_default_and_says_so_once(world: World, tmp_path: Path) -> None:
    headers = ["Nama Lengkap", "No. WhatsApp", "Ukuran", "Warna", "Jumlah"]
    file = written(tmp_path, sheet({}, {}, headers=headers))
    answer = told(file)
    assert answer["pieces"] == {"L|Hitam|Pendek": 2}
    assert [notice for notice in answer["notices"] if "Lengan" in notice] == [
        "Form ini tidak menanyakan Lengan; semua dibuat Pendek."
    ]


def test_a_mapping_of_ones_own_decides_what_a_column_is(world: World, tmp_path: Path) -> None:
    content = sheet({}).replace(b"Ukuran", b"Kode").replace(b",L,", b",besar,")
    mapping = {
        "columns": [
            {"header": "Nama Lengkap", "role": "name"},
            {"header": "No. WhatsApp", "role": "phone"},
            {"header": "Kode", "role": "size", "values": {"besar": "3XL"}},
            {"header": "Warna", "role": "colour"},
            {"header": "Jumlah", "role": "quantity"},
        ]
    }
    file, kept = written(tmp_path, content), written(tmp_path, json.dumps(mapping), "m.json")
    assert told(file, "--mapping", kept)["pieces"] == {"3XL|Hitam|Pendek": 1}


def test_duplicates_are_kept_or_asked_about_as_told(world: World, tmp_path: Path) -> None:
    twice = {"No. WhatsApp": "081234567890"}
    file = written(tmp_path, sheet(twice, twice | {"Ukuran": "M"}))
    assert told(file, "--duplicates", "ask", "--dry-run")["doubtful"] == [
        {"row": 3, "why": "same phone as an earlier answer"}
    ]
    assert told(file, "--duplicates", "keep", "--dry-run")["orders"] == 2
    assert told(file)["replaced"] == [[2, 3]]


def test_bad_usage_ends_with_2(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, sheet({}))
    assert refused(file, "--campaign", "tidak-ada/kaos") == 2
    assert refused(file, "--campaign", "angkatan-11") == 2
    assert refused(file, "--campaign", ADDRESS, "--mapping", str(tmp_path / "tidak-ada.json")) == 2
    for wrong in ("{", '{"columns": [{"header": "Entah", "role": "size"}]}', '{"version": 9}'):
        assert refused(file, "--campaign", ADDRESS, "--mapping", written(tmp_path, wrong, "m.json")) == 2
    assert "angkatan-11/kaos-reuni" in capsys.readouterr().err
    assert Order.objects.of(world.store).count() == 0


def test_a_file_nobody_can_read_ends_with_3(world: World, tmp_path: Path) -> None:
    assert refused(str(tmp_path / "tidak-ada.csv"), "--campaign", ADDRESS) == 3
    assert refused(str(tmp_path), "--campaign", ADDRESS) == 3
    assert refused(written(tmp_path, b"%PDF-1.7"), "--campaign", ADDRESS) == 3
    assert refused(written(tmp_path, b"merk,harga\nA,1\n"), "--campaign", ADDRESS) == 3
    assert ImportFile.objects.of(world.store).count() == 0


def test_a_closed_po_ends_with_1_and_keeps_nothing(world: World, tmp_path: Path) -> None:
    past = datetime.now(UTC) - timedelta(days=3)
    Campaign.objects.of(world.store).update(opens_at=past - timedelta(days=1), closes_at=past)
    assert refused(written(tmp_path, sheet({})), "--campaign", ADDRESS) == 1
    assert ImportFile.objects.of(world.store).count() == 0


def test_the_command_has_its_dash_on_the_real_command_line(
    new_installation: Callable[[], Installation],
) -> None:
    own = new_installation()
    own.prepare()
    ran = own.run("import-orders", str(CSV), "--campaign", "tidak/ada", "--json")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert own.run("import-orders", "--campaign", "a/b").returncode == 2
