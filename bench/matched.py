"""Imports one statement and prints, as one line of JSON, how long it took and how big this process became.

    python -m bench.matched FILE STORE_ID [--opponent]

From the bytes of the file to the last commit. Runs in a process of its own, so that its memory is the import's.
"""

import json
import os
import resource
import time
from argparse import ArgumentParser
from pathlib import Path

import django


def main() -> None:
    parser = ArgumentParser(prog="python -m bench.matched")
    parser.add_argument("file", type=Path)
    parser.add_argument("store", type=int)
    parser.add_argument("--opponent", action="store_true", help="one by one, as others do it")
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bukapo.config.settings")
    django.setup()
    from django.db import connection

    from bench import booking  # models may only be imported now

    connection.ensure_connection()
    began = time.monotonic()
    told = (booking.one_by_one if chosen.opponent else booking.product)(
        chosen.file.read_bytes(), chosen.store
    )
    told["seconds"] = round(time.monotonic() - began, 3)
    told["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
