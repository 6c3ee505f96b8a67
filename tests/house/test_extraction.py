"""The extractor of `setup/translations.py` finds the very texts that Django looks up when a page is shown."""

from gettext import GNUTranslations
from pathlib import Path

import pytest

from setup import translations

TEMPLATE = """
{% trans "Pesan sekarang" %} {% trans 'Diskon 50%' %} {% trans "DP" context "uang" %}
{% blocktrans trimmed with toko=store.name|default:"x" %}
  Halo {{ nama }},
  apa "kabar"? It's 5%
{% endblocktrans %}
{% blocktrans count n=jumlah %}{{ n }} potong{% plural %}{{ n }} potong semua{% endblocktrans %}
{% include "part.html" with label=_("Ongkir") %} {{ resi|default:_("Belum ada") }} {{ _("Langsung") }}
gettext('bukan') {# {% trans "dikomentari" %} #} {% comment %}{% trans "juga" %}{% endcomment %}
"""
MODULE = """
title = gettext_lazy("Bayar" " sekarang")
class Late(Refusal):
    sentence = gettext_noop("{what} sudah ditutup.")
pgettext("uang", "DP"); ngettext("satu", "banyak", n); _(variable)
"""


def texts(path: Path, content: str) -> set[tuple[object, str | None]]:
    path.write_text(content, encoding="utf-8")
    return set(translations.texts_of(path))


def test_templates_give_up_every_marked_text(tmp_path: Path) -> None:
    assert texts(tmp_path / "page.html", TEMPLATE) == {
        ("Pesan sekarang", None),
        ("Diskon 50%%", None),
        ("DP", "uang"),
        ('Halo %(nama)s, apa "kabar"? It\'s 5%%', None),
        (("%(n)s potong", "%(n)s potong semua"), None),
        ("Ongkir", None),
        ("Belum ada", None),
        ("Langsung", None),
    }


def test_modules_give_up_every_marked_text(tmp_path: Path) -> None:
    assert texts(tmp_path / "rules.py", MODULE) == {
        ("Bayar sekarang", None),
        ("{what} sudah ditutup.", None),
        ("DP", "uang"),
        (("satu", "banyak"), None),
    }


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An own little project: one template, no English yet."""
    package = tmp_path / "bukapo"
    package.mkdir()
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "PACKAGE", package)
    monkeypatch.setattr(translations, "CATALOGUE", package / "locale/en/LC_MESSAGES/django.po")
    (package / "page.html").write_text(
        '{% trans "Pesan" %}{% blocktrans %}Halo {{ nama }}{% endblocktrans %}'
    )
    return translations.CATALOGUE


def translate(catalogue: Path, **english: str) -> None:
    text = catalogue.read_text()
    for msgid, msgstr in english.items():
        text = text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"')
    catalogue.write_text(text)


def test_a_missing_text_is_named_with_its_file(catalogue: Path) -> None:
    assert translations.complaints() == [
        "missing: 'Pesan' (bukapo/page.html)",
        "missing: 'Halo %(nama)s' (bukapo/page.html)",
    ]


def test_extracting_keeps_what_is_translated_even_when_the_text_goes_and_returns(catalogue: Path) -> None:
    page = catalogue.parents[3] / "page.html"
    translations.extract()
    translate(catalogue, Pesan="Order")
    before = page.read_text()
    page.write_text("")
    translations.extract()
    assert translations.complaints() == []
    page.write_text(before)
    translations.extract()
    assert translations.complaints() == ["missing: 'Halo %(nama)s' (bukapo/page.html)"]


def test_extracting_twice_changes_nothing(catalogue: Path) -> None:
    translations.extract()
    first = catalogue.read_bytes()
    translations.extract()
    assert catalogue.read_bytes() == first


@pytest.mark.parametrize(
    ("english", "complaint"),
    [
        ("Hello %(name)s", "unknown placeholder in the translation of 'Halo %(nama)s'"),
        ("Hello", "lost placeholder in the translation of 'Halo %(nama)s'"),
    ],
)
def test_a_translation_must_keep_its_placeholders(catalogue: Path, english: str, complaint: str) -> None:
    translations.extract()
    translate(catalogue, Pesan="Order", **{"Halo %(nama)s": english})
    assert translations.complaints() == [f"{complaint} (bukapo/page.html)"]


def test_what_nobody_says_any_more_is_named(catalogue: Path) -> None:
    translations.extract()
    translate(catalogue, Pesan="Order", **{"Halo %(nama)s": "Hello %(nama)s"})
    assert translations.complaints() == []
    (catalogue.parents[3] / "page.html").write_text('{% trans "Pesan" %}')
    assert translations.complaints() == ["unused: 'Halo %(nama)s'"]


def test_compiling_writes_what_django_reads(catalogue: Path) -> None:
    translations.extract()
    translate(catalogue, Pesan="Order")
    translations.compile_catalogues()
    with catalogue.with_suffix(".mo").open("rb") as file:
        assert GNUTranslations(file).gettext("Pesan") == "Order"
