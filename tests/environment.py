"""Where the tests live: a folder of their own, and the database that BUKAPO_TEST_DB names (sqlite or postgres).

pyproject.toml loads this as pytest's first plugin, because it must be settled before Django reads its settings. Never
the developer's own data: DATABASE_URL and BUKAPO_DATA are replaced.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from setup import postgres


def settle() -> None:
    """Set the environment of this process (of each process, when the tests run on several)."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "bukapo.config.settings",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # Playwright's sync API runs an event loop in the test's thread
        "BUKAPO_TEST": "1",
        "BUKAPO_DATA": str(_folder()),
        "DATABASE_URL": _database_url(),
    }


def _folder() -> Path:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not worker:
        shared = tempfile.mkdtemp(prefix="bukapo-test-")
        atexit.register(shutil.rmtree, shared, ignore_errors=True)
        os.environ["BUKAPO_TEST_FOLDER"] = shared
    return Path(os.environ["BUKAPO_TEST_FOLDER"]) / (worker or "alone")


def _database_url() -> str:
    if os.environ.get("BUKAPO_TEST_DB", "sqlite") == "sqlite":
        return ""
    if "BUKAPO_TEST_DATABASE_URL" not in os.environ:
        os.environ |= postgres.keep_running().environment()
    return os.environ["BUKAPO_TEST_DATABASE_URL"]


settle()
