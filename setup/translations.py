"""The English catalogue. Source texts are Indonesian and stand in the code and the templates.

python setup/translations.py extract     bring new texts into the catalogue; what is translated stays
python setup/translations.py check       name what is missing, doubtful, unused or lost a placeholder
python setup/translations.py compile     write the .mo beside it (not in git)
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "bukapo"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
PLURAL, CONTEXT, CONTEXT_PLURAL = (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS: dict[str, Any] = {
    **{f"{name}{lazy}": None for name in ("_", "gettext") for lazy in ("", "_lazy")},
    **{f"ngettext{lazy}": PLURAL for lazy in ("", "_lazy")},
    **{f"pgettext{lazy}": CONTEXT for lazy in ("", "_lazy")},
    **{f"npgettext{lazy}": CONTEXT_PLURAL for lazy in ("", "_lazy")},
    "gettext_noop": None,
}
HEADER = """# English texts of BukaPO. The source language is Indonesian.
# Licensed as BukaPO itself (Apache-2.0)."""
STRING = r"""u?(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")"""
CALL = re.compile(rf"(?<![\w.])(_|n?p?gettext)\(\s*({STRING}(?:,\s*{STRING})*)(?:,\s*count)?\s*\)")
Text = str | tuple[str, str]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def found_texts() -> Catalog:
    """Every text marked for translation, with the files it stands in."""
    catalogue = Catalog()
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix not in (".py", ".html", ".txt") or "migrations" in path.parts:
            continue
        where = str(path.relative_to(ROOT))
        for message, context in texts_of(path):
            flags = ["python-brace-format"] if _has_braces(message) else []
            catalogue.add(message, context=context, locations=[(where, 0)], flags=flags)
    return catalogue


def texts_of(path: Path) -> Iterator[tuple[Text, str | None]]:
    """(message, context) of one file; a plural is a pair."""
    if path.suffix == ".py":
        with path.open("rb") as source:
            for _line, function, message, _comments in extract_python(source, KEYWORDS, [], {}):
                yield from _as_called(str(function or ""), message)
        return
    for function, arguments in CALL.findall(templatize(path.read_text(encoding="utf-8"), str(path))):
        yield from _as_called(function, ast.literal_eval(f"({arguments},)"))


def _as_called(function: str, arguments: Any) -> Iterator[tuple[Text, str | None]]:
    """`arguments` as written: a string, or several with None for what is not a literal."""
    parts = [arguments] if isinstance(arguments, str) else list(arguments or ())
    context = parts.pop(0) if function.startswith(("pgettext", "npgettext")) else None
    wanted = 2 if function.startswith(("ngettext", "npgettext")) else 1
    if len(parts) < wanted or not all(isinstance(part, str) and part for part in parts[:wanted]):
        return  # a variable: its text is marked where it is written
    yield ((parts[0], parts[1]) if wanted == 2 else parts[0]), context


def _has_braces(message: Text) -> bool:
    return any("{" in text for text in ([message] if isinstance(message, str) else message))


def written() -> Catalog:
    if not CATALOGUE.exists():
        return Catalog(locale="en", header_comment=HEADER, project="BukaPO", charset="utf-8", fuzzy=False)
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def extract() -> int:
    catalogue = written()
    found = found_texts()
    before = set(_keys(catalogue))
    for key, message in list(catalogue.obsolete.items()):
        if found.get(message.id, message.context):  # it came back, and so does its translation
            catalogue[message.id] = catalogue.obsolete.pop(key)
    catalogue.update(found, no_fuzzy_matching=True)
    catalogue.header_comment = HEADER
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=110, include_lineno=False, sort_output=True)
    _drop_dates()
    new = [key for key in _keys(catalogue) if key not in before]
    print(f"{len(catalogue)} texts, {len(new)} new, {len(catalogue.obsolete)} unused (kept as comments)")
    return 0


def _drop_dates() -> None:
    """Dates and tool versions would differ at every run and set two translators against each other."""
    text = CATALOGUE.read_text(encoding="utf-8")
    dated = r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|.*-Bugs-To).*\n'
    kept = re.sub(dated, "", text, flags=re.MULTILINE)
    CATALOGUE.write_text(kept, encoding="utf-8")


def complaints() -> list[str]:
    """One sentence for each text that an English reader would miss or misread."""
    here, there = found_texts(), written()
    said: list[str] = []
    for message in here:
        if message.id:
            said += _complaints_of(message, there.get(message.id, message.context))
    said += [
        f"unused: {message.id!r}"
        for message in there
        if message.id and not here.get(message.id, message.context)
    ]
    return said


def _complaints_of(source: Message, translated: Message | None) -> Iterator[str]:
    where = ", ".join(sorted({path for path, _line in source.locations}))
    strings = [] if translated is None else _strings(translated.string)
    if translated is None or not all(strings):
        yield f"missing: {source.id!r} ({where})"
    elif translated.fuzzy:
        yield f"doubtful: {source.id!r} ({where})"
    elif any(set(PLACEHOLDER.findall(text)) - _placeholders(source) for text in strings):
        yield f"unknown placeholder in the translation of {source.id!r} ({where})"
    elif _placeholders(source) - set(PLACEHOLDER.findall(strings[-1])):
        yield f"lost placeholder in the translation of {source.id!r} ({where})"


def _placeholders(message: Message) -> set[str]:
    return {found for text in _strings(message.id) for found in PLACEHOLDER.findall(text)}


def _strings(text: object) -> list[str]:
    return [text] if isinstance(text, str) else [str(part) for part in text]  # type: ignore[attr-defined]


def _keys(catalogue: Catalog) -> Iterator[tuple[object, str | None]]:
    return ((message.id, message.context) for message in catalogue if message.id)


def check() -> int:
    said = complaints()
    print("\n".join(said) or "every text has its English")
    return 1 if said else 0


def compile_catalogues() -> int:
    for source in PACKAGE.glob("locale/*/LC_MESSAGES/*.po"):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parent.parent.name)
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
    return 0


if __name__ == "__main__":
    deeds = {"extract": extract, "check": check, "compile": compile_catalogues}
    deed = deeds.get(sys.argv[1] if len(sys.argv) == 2 else "")
    if deed is None:
        print(__doc__)
        sys.exit(2)
    sys.exit(deed())
