"""What is imported is declared, what is declared is needed, and what is installed is pinned by hash."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from tests.house.files import ROOT, with_suffix

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = ["requirements.txt", "requirements-dev.txt", "setup/tools.txt", "setup/postgres.txt"]
REACHED_BY_NAME = {
    "django-anymail",
    "psycopg",
    "argon2-cffi",
    "tzdata",
    "whitenoise",
    "granian",
    "uvloop",
    "httptools",
}


def declared() -> set[str]:
    return {normal(re.split(r"[\[<>=~! ]", line)[0]) for line in PROJECT["project"]["dependencies"]}


def normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def imported() -> set[str]:
    found = set()
    for path in with_suffix(".py", under="bukapo"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found - sys.stdlib_module_names - {"bukapo"}


def test_every_imported_package_is_declared() -> None:
    known = packages_distributions()
    missing = {
        module for module in imported() if not {normal(each) for each in known.get(module, [])} & declared()
    }
    assert not missing, f"add to pyproject.toml, then `make lock`: {missing}"


def test_every_declared_package_is_needed() -> None:
    known = packages_distributions()
    used = {normal(each) for module in imported() for each in known.get(module, [])}
    assert not declared() - used - REACHED_BY_NAME


def test_every_pin_has_its_hashes_and_names_no_place() -> None:
    for lock in LOCKS:
        text = (ROOT / lock).read_text()
        for line in text.splitlines():
            assert re.match(r"\S+==\S+( ;.*)? \\$|    --hash=sha256:[0-9a-f]{64}( \\)?$", line), (
                f"{lock}: {line}"
            )


def test_every_declared_package_is_pinned() -> None:
    pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text(), re.MULTILINE))
    assert declared() <= pinned, "run `make lock`"
