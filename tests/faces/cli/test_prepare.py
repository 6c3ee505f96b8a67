"""Preparing does what is missing, and nothing twice."""

import gettext
import os
from pathlib import Path
from typing import Any

import pytest

from bukapo.faces.cli.prepare import STAMP, collect_static, compile_translations, static_is_collected

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Pesan"\nmsgstr "Order"\n'


@pytest.fixture
def catalogue(tmp_path: Path, settings: Any) -> Path:
    settings.LOCALE_PATHS = [tmp_path]
    source = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO)
    return source


def test_translations_are_compiled_when_missing_or_older_than_their_source(catalogue: Path) -> None:
    assert compile_translations() == 1
    with catalogue.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Pesan") == "Order"
    assert compile_translations() == 0
    later = catalogue.with_suffix(".mo").stat().st_mtime + 1
    os.utime(catalogue, (later, later))
    assert compile_translations() == 1


def test_static_files_are_collected_once_for_the_same_sources(tmp_path: Path, settings: Any) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    assert collect_static() is True
    css = settings.STATIC_ROOT / "ui" / "tokens.css"
    assert css.exists()
    css.unlink()
    assert collect_static() is False
    assert not css.exists()
    (settings.STATIC_ROOT / STAMP).write_text("made from something else")
    assert collect_static() is True
    assert css.exists()


def test_tests_and_debugging_need_no_collected_files() -> None:
    assert static_is_collected() is False
