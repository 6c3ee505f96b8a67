"""No process outlives the one that started it: an orphan would hold the port and answer for a dead server.

Linux only; elsewhere nothing happens. Knows no Django.
"""

import ctypes
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def die_with_parent(number: signal.Signals) -> Callable[[], object]:
    """To be called in a child: it gets this signal when its parent is gone, however that ended."""
    if not sys.platform.startswith("linux"):
        return lambda: None
    libc = ctypes.CDLL(None, use_errno=True)
    return lambda: libc.prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)
