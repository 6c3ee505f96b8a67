"""One step of `bench.evaluation` in a process of its own: one line of JSON.

python -m bench.evaluated earlier STORE CAMPAIGN     another PO of the store, before it: its id
python -m bench.evaluated fill STORE CAMPAIGN        both are over: made, paid, sent, reviewed
python -m bench.evaluated read STORE CAMPAIGN ROUNDS
"""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

import django


def main() -> None:
    step, facts = sys.argv[1], [int(fact) for fact in sys.argv[2:]]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bukapo.config.settings")
    django.setup()
    from bench import evaluating  # models may only be imported now

    steps: dict[str, Callable[..., Any]] = {
        "earlier": evaluating.earlier,
        "fill": evaluating.fill,
        "read": evaluating.read,
    }
    print(json.dumps(steps[step](*facts)))


if __name__ == "__main__":
    main()
