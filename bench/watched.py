"""Makes the store that `bench.live` looks at, and prints what to look with.

    python -m bench.watched open STORE      more POs beside its first one; prints [campaign id, slug] of each
    python -m bench.watched spread STORE    spreads the orders over days, adds them up, prints what to look with
    python -m bench.watched due STORE       its PO must be sent in three days, and none of it is
    python -m bench.watched closed STORE    its PO is closed, counted, and what its recap's page shows is kept
    python -m bench.watched behind STORE    as if the worker had not counted the last 300 events yet

Runs in a process of its own, because the bench itself stays free of Django.
"""

import json
import os
import sys

import django


def main() -> None:
    deed, store_id = sys.argv[1], int(sys.argv[2])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bukapo.config.settings")
    django.setup()
    from bench import watching  # models may only be imported now

    deeds = {
        "open": watching.more_pos,
        "spread": watching.spread,
        "due": watching.nearly_due,
        "closed": watching.closed,
        "behind": watching.fall_behind,
    }
    print(json.dumps(deeds[deed](store_id)))


if __name__ == "__main__":
    main()
