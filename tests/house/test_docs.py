"""Documents that can go stale are tested."""

import re
import subprocess
import sys

from tests.house.files import ROOT, name, with_suffix

LINK = re.compile(r"\[[^\]]*\]\((?!https?://|mailto:|#)([^)#\s]+)")


def test_every_link_in_a_document_leads_somewhere() -> None:
    dead = [
        f"{name(path)}: {target}"
        for path in with_suffix(".md")
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert not dead, "\n".join(dead)


def test_every_make_target_that_is_told_of_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    told = {
        target
        for path in with_suffix(".md")
        for target in re.findall(r"(?:`|^    )(?:\w+=\S+ )*make ([a-z-]+)", path.read_text(), re.MULTILINE)
    }
    assert told <= targets, f"no such target: {told - targets}"


def test_every_command_that_is_told_of_exists() -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "bukapo", "help", "--commands"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    told = {
        command
        for path in with_suffix(".md")
        for command in re.findall(r"(?:`|\.venv/bin/)bukapo ([a-z][a-z-]+)", path.read_text(), re.MULTILINE)
    }
    missing = told - set(listed.stdout.split())
    assert not missing, f"no such command: {missing}"


MAPPED = re.compile(r"^\| (?:`(\w+)`)? ?\| `(\w+)/` \| \S", re.MULTILINE)


def test_the_map_names_every_part_of_a_room_once() -> None:
    there = {
        f"{path.parent.parent.name}/{path.parent.name}"
        for path in (ROOT / "bukapo").glob("*/*/__init__.py")
        if path.parent.name not in ("migrations", "templatetags")
    }
    room, told = "", []
    for named, part in MAPPED.findall((ROOT / "docs" / "map.md").read_text()):
        room = named or room
        told.append(f"{room}/{part}")
    assert sorted(told) == sorted(there), set(told) ^ there
