"""Finds a Chromium for the browser tests, and installs Debian's where this user may."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGE = "chromium"
MINUTES = 5


def find() -> Path | None:
    """The browser's program: CHROMIUM says where, else PATH. None where there is none."""
    told = os.environ.get("CHROMIUM")
    if told:
        return Path(told) if Path(told).exists() else None
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    return None


def install() -> bool:
    """By apt, as root only; False otherwise. Package lists are fetched when they are absent or too old to use."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    return _apt("install", "-y", "--no-install-recommends", PACKAGE) or (
        _apt("update") and _apt("install", "-y", "--no-install-recommends", PACKAGE)
    )


def _apt(*arguments: str) -> bool:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0", *arguments]
    try:
        ran = subprocess.run(command, env=quiet, timeout=MINUTES * 60, capture_output=True, text=True)
    except subprocess.TimeoutExpired:
        print(f"apt-get {arguments[0]} took more than {MINUTES} minutes", file=sys.stderr)
        return False
    if ran.returncode:
        print(ran.stderr.strip()[-500:], file=sys.stderr)
    return ran.returncode == 0 and (arguments[0] == "update" or find() is not None)
