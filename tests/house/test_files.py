"""House rules about files. Each failure names the file and what to do instead."""

import re

from tests.house.files import ROOT, lines_matching, name, project_files, with_suffix

MOST_LINES = 400
DRAWERS = re.compile(r"^(utils?|helpers?|common|misc)$")
REGISTRY = r"(pypi|pythonhosted|npmjs|debian)[.](org|com)"
HOMES = r"(?<![\w/.])/(home|Users)/[a-z]\w*/"


def test_no_file_outgrows_one_sitting() -> None:
    lines = {
        name(path): len(path.read_text().splitlines()) for path in with_suffix(".py", ".html", ".css", ".js")
    }
    grown = {path: count for path, count in lines.items() if count > MOST_LINES}
    assert not grown, f"over {MOST_LINES} lines; which part belongs in a room of its own? {grown}"


def test_no_folder_or_module_is_a_drawer() -> None:
    drawers = [
        name(path)
        for path in with_suffix(".py", ".html", ".css", ".js")
        if any(DRAWERS.match(part) for part in (*path.relative_to(ROOT).parent.parts, path.stem))
    ]
    assert not drawers, f"name them after what they own: {drawers}"


def test_no_file_names_a_package_host_or_somebodys_machine() -> None:
    texts = [path for path in project_files() if _is_text(path)]
    found = lines_matching(f"{REGISTRY}|{HOMES}|{re.escape(str(ROOT))}/", texts)
    assert not found, "\n".join(["take these out; any host and any folder must do:", *found])


def test_every_decision_has_its_own_number_and_a_title_that_repeats_it() -> None:
    decisions = [path for path in project_files() if path.parent == ROOT / "docs" / "decisions"]
    numbers = [path.name[:4] for path in decisions]
    assert numbers == [f"{number:04}" for number in range(1, len(decisions) + 1)], numbers
    for path in decisions:
        first = path.read_text().splitlines()[0]
        assert re.match(rf"# {int(path.name[:4])}\. \S", first), f"{name(path)} begins with {first!r}"


def _is_text(path: object) -> bool:
    with open(str(path), "rb") as file:
        return b"\0" not in file.read(4096)
