"""A record checked on the command line, and a new key that keeps the old records checkable."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from tests.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)


def refused(*args: str) -> Any:
    with pytest.raises(SystemExit) as stopped:
        call_command("check-record", *args)
    return stopped.value.code


def test_a_record_is_checked_after_the_key_was_changed(tmp_path: Path, settings: Any, capsys: Any) -> None:
    settings.PRIVATE_ROOT = tmp_path / "private"
    make_world()
    content = Client().get("/toko-contoh/rekam.json").content
    file, bad, keys = tmp_path / "rekam.json", tmp_path / "bad.json", tmp_path / "keys.json"
    file.write_bytes(content)
    bad.write_bytes(content.replace(b'"campaigns": 0', b'"campaigns": 9'))
    call_command("record-key", "--new")
    assert "dipakai sekarang" in capsys.readouterr().out
    keys.write_bytes(Client().get("/.well-known/bukapo-keys.json").content)
    assert len(json.loads(keys.read_text())["keys"]) == 2
    call_command("check-record", str(file))
    call_command("check-record", str(file), "--keys", str(keys))
    assert capsys.readouterr().out.count("Asli dan tidak diubah.") == 2
    assert refused(str(bad)) == 1 and "Jangan dipercaya." in capsys.readouterr().err
    assert refused(str(tmp_path / "none")) == 3 and refused(str(file), "--keys", str(bad)) == 2
