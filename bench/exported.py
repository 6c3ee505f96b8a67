"""One export in its own process: `python -m bench.exported product|alone STORE CAMPAIGN FILE`, one line of JSON."""

import json
import os
import resource
import sys
from pathlib import Path

import django


def main() -> None:
    who, store_id, campaign_id, path = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bukapo.config.settings")
    django.setup()
    from bench import exporting  # models may only be imported now

    write = exporting.product if who == "product" else exporting.alone
    seconds, cells = write(store_id, campaign_id, path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"seconds": seconds, "cells": cells, "peak_mb": round(peak), "bytes": path.stat().st_size}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
