"""The project's own files, as git sees them (tracked, or new and not ignored)."""

import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def project_files() -> tuple[Path, ...]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(sorted(path for path in found if path.is_file()))


def with_suffix(*suffixes: str, under: str = "") -> list[Path]:
    """Migrations are left out: they are written by a program and never rewritten by hand."""
    return [
        path
        for path in project_files()
        if path.suffix in suffixes and path.is_relative_to(ROOT / under) and "migrations" not in path.parts
    ]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines_matching(pattern: str, paths: list[Path]) -> list[str]:
    """`file:line: text` for every line in which the regular expression is found."""
    wanted = re.compile(pattern)
    return [
        f"{name(path)}:{number}: {line.strip()[:120]}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if wanted.search(line)
    ]
