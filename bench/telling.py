"""How a benchmark ends: its figures on the last line of stdout, or why there are none."""

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.say import say
from setup.postgres import Unavailable

UNAVAILABLE = 69
"""EX_UNAVAILABLE of sysexits.h."""


def tell(measure: Callable[[Path], dict[str, Any]], *, database: str, hint: str = "") -> int:
    """Measure in a folder that is thrown away, print what came of it as JSON. Returns the exit code."""
    folder = Path(tempfile.mkdtemp(prefix="bukapo-bench-"))
    try:
        told = measure(folder)
    except Unavailable as why:
        say(f"LEFT OUT: {database}: {why}{hint}", loud=True)
        print(json.dumps({"left_out": {database: str(why)}, "limits": {}}))
        return UNAVAILABLE
    except KeyboardInterrupt:
        say("stopped", loud=True)
        return 130
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps(told))
    return 0
