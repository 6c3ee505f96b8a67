"""Makes the shops that a run needs and prints them as one line of JSON.

    python -m bench.shops COUNT [--prepare] [--cap PIECES] [--first NUMBER] [--docs NUMBER ...]

Runs in a process of its own, because the bench itself stays free of Django.
"""

import json
import os
from argparse import ArgumentParser
from dataclasses import asdict

import django


def main() -> None:
    parser = ArgumentParser(prog="python -m bench.shops")
    parser.add_argument("count", type=int)
    parser.add_argument(
        "--prepare", action="store_true", help="make the tables and collect the static files first"
    )
    parser.add_argument("--cap", type=int, default=0, help="pieces; 0 = more than are ever ordered")
    parser.add_argument("--first", type=int, default=0, help="number of the first shop")
    parser.add_argument("--docs", type=int, nargs="*", default=[], help="numbers of shops pgbench orders in")
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bukapo.config.settings")
    django.setup()
    from bench import opening  # models may only be imported now

    if chosen.prepare:
        opening.prepare()
    shops = opening.make_shops(chosen.count, first=chosen.first, cap=chosen.cap or opening.CAP)
    opening.write_docs([shops[number - chosen.first] for number in chosen.docs])
    print(json.dumps([asdict(shop) for shop in shops]))


if __name__ == "__main__":
    main()
