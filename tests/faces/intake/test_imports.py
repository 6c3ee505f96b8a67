"""The thin door stays thin: an import away from Django, it would start in seconds and take ten times the room."""

import subprocess
import sys

from tests.house.files import ROOT

ASKED = (
    "import sys, bukapo.faces.intake.__main__; print(*sorted({name.split('.')[0] for name in sys.modules}))"
)
HEAVY = {"django", "ninja", "csp", "pydantic", "pydantic_core", "structlog", "PIL", "fpdf"}


def test_a_process_that_takes_orders_loads_no_framework() -> None:
    ran = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(ran.stdout.split())
    assert {"bukapo", "uvicorn", "msgspec"} <= loaded
    assert not loaded & HEAVY
