"""One recap in its own process: `python -m bench.recapped prepare|product|alone STORE CAMPAIGN FILE`; JSON."""

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
    from bench import recapping  # models may only be imported now

    if who == "prepare":
        recapping.prepare(campaign_id)
        print("{}")
        return
    write = recapping.product if who == "product" else recapping.alone
    told = write(store_id, campaign_id, path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(told | {"peak_mb": round(peak)}))


if __name__ == "__main__":
    main()
