"""Prepares this checkout: `.venv` with the pinned packages, the `bukapo` command, translations, static files.

    python3 setup/prepare.py          what running needs
    python3 setup/prepare.py --dev    and what testing needs

Needs nothing but Python 3.11 with venv. Every step is skipped while what it was made from is unchanged
(`.venv/prepared.json` remembers), so a second run is quick and works without a network. uv installs; where
uv cannot (an index that only pip is configured for), pip does.
"""

import fcntl
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REMEMBERED = VENV / "prepared.json"
TOOLS = ROOT / "setup" / "tools.txt"
# A user's pip settings may send packages elsewhere; inside .venv they must stay inside.
QUIET_PIP = {
    "PIP_USER": "0",
    "PIP_REQUIRE_VIRTUALENV": "0",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_RETRIES": "2",
}
QUICK_UV = {"UV_HTTP_TIMEOUT": "20", "UV_HTTP_RETRIES": "2", "UV_NO_PROGRESS": "1", "UV_LINK_MODE": "copy"}


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036
        stop(f"BukaPO needs Python 3.11 or newer, this is {sys.version.split()[0]}.")
    os.chdir(ROOT)
    lock = os.open(ROOT / "setup", os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)  # two runs at once would install over each other
    done = remembered()
    make_venv(done)
    install_packages(done, "requirements-dev.txt" if "--dev" in sys.argv else "requirements.txt")
    install_project(done)
    compile_translations()
    collect_static(done)
    say("ready: .venv/bin/bukapo")


def make_venv(done: dict[str, str]) -> None:
    """A virtual environment cannot be moved or outlive its Python: then it is made anew."""
    works = PYTHON.exists() and subprocess.run([PYTHON, "-c", "import pip"]).returncode == 0
    if works and done.get("root", str(ROOT)) == str(ROOT):
        done["root"] = str(ROOT)
        return
    say(f"making .venv with Python {sys.version.split()[0]}")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True)
    if made.returncode:
        stop(made.stdout + made.stderr + "\nOn Debian: apt-get install python3-venv")
    done.clear()
    remember(done, root=str(ROOT))


def install_packages(done: dict[str, str], wanted: str) -> None:
    tools = fingerprint([TOOLS])
    if done.get("tools") != tools:
        say("installing uv and the build tools")
        pip("--require-hashes", "-r", TOOLS)
        remember(done, tools=tools)
    pinned = fingerprint([ROOT / wanted])
    if done.get(wanted) == pinned:
        return
    say(f"installing the packages of {wanted}")
    install("--require-hashes", "-r", ROOT / wanted)
    remember(done, **{wanted: pinned})
    if wanted == "requirements-dev.txt":  # it holds all of the smaller list
        remember(done, **{"requirements.txt": fingerprint([ROOT / "requirements.txt"])})


def install_project(done: dict[str, str]) -> None:
    made_from = fingerprint([ROOT / "pyproject.toml"])
    if done.get("project") == made_from and (VENV / "bin" / "bukapo").exists():
        return
    say("installing the bukapo command")
    install("--no-deps", "--no-build-isolation", "--editable", ROOT)
    remember(done, project=made_from)


def compile_translations() -> None:
    catalogues = list((ROOT / "bukapo" / "locale").glob("*/LC_MESSAGES/*.po"))
    stale = [po for po in catalogues if newest([po]) > newest([po.with_suffix(".mo")])]
    if stale:
        say("compiling translations")
        run([PYTHON, "setup/translations.py", "compile"])


def collect_static(done: dict[str, str]) -> None:
    """Hashed and compressed static files, where the settings want them (BUKAPO_DATA may move that place)."""
    sources = sorted(path for path in ROOT.glob("bukapo/**/static/**/*") if path.is_file())
    key = fingerprint([ROOT / "requirements.txt", *sources])
    data = os.environ.get("BUKAPO_DATA") or "var"
    collected_for, place = done.get(f"static of {data}", " ").split(" ", 1)
    if collected_for == key and Path(place).is_dir():
        return
    say("collecting static files")
    collected = run([PYTHON, "setup/static.py"], stdout=subprocess.PIPE, text=True)
    remember(done, **{f"static of {data}": f"{key} {collected.stdout.strip()}"})


def install(*what: str | Path) -> None:
    """Into .venv: by uv, or else by pip."""
    uv = VENV / "bin" / "uv"
    if uv.exists():
        command = [uv, "pip", "install", "--quiet", "--python", PYTHON, *what]
        if subprocess.run(command, env=QUICK_UV | os.environ | index_of_pip()).returncode == 0:
            return
    say("uv could not; trying with pip")
    pip(*what)


def pip(*what: str | Path) -> None:
    run([PYTHON, "-m", "pip", "install", "-qq", *what], env=os.environ | QUIET_PIP)


def index_of_pip() -> dict[str, str]:
    """uv does not read pip's settings: hand it the mirror that pip is told of."""
    listed = subprocess.run([PYTHON, "-m", "pip", "config", "list"], capture_output=True, text=True).stdout
    told = {}
    for line in listed.splitlines():
        name, _, value = line.partition("=")
        told[name.rpartition(".")[2]] = value.strip("'\"")
    asked = {"UV_DEFAULT_INDEX": told.get("index-url"), "SSL_CERT_FILE": told.get("cert")}
    return {name: value for name, value in asked.items() if value and name not in os.environ}


def run(command: list[str | Path], **how: Any) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(command, check=True, **how)
    except subprocess.CalledProcessError as failed:
        stop(f"this failed with exit code {failed.returncode}: {' '.join(map(str, command))}")


def fingerprint(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()


def newest(paths: Iterable[Path]) -> float:
    return max((path.stat().st_mtime for path in paths if path.exists()), default=0)


def remembered() -> dict[str, str]:
    try:
        return dict(json.loads(REMEMBERED.read_text()))
    except (OSError, ValueError):
        return {}


def remember(done: dict[str, str], **facts: str) -> None:
    done.update(facts)
    REMEMBERED.write_text(json.dumps(done, indent=1))


def say(words: str) -> None:
    print(f"setup [{time.monotonic() - STARTED:4.1f} s] {words}", flush=True)


def stop(words: str) -> NoReturn:
    print(f"setup: {words}", file=sys.stderr)
    sys.exit(1)


STARTED = time.monotonic()

if __name__ == "__main__":
    main()
