"""How many orders the doors take at a drop, beside what others would write and what PostgreSQL itself takes.

python -m bench.intake                                    all of it
python -m bench.intake --only postgres --doors intake --connections 64 --rounds 1
    python -m bench.intake --scenario million                 the doors with a million orders before
"""

import json
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from bench import load, options, rounds, scenarios
from bench.report import report
from bench.rounds import Results
from bench.say import hush, say
from bench.stage import stage
from setup.postgres import Unavailable


def main(arguments: list[str]) -> int:
    chosen = options.read(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if chosen.json_only:
        hush()
    if not load.found():
        say("LEFT OUT: everything. There is no wrk. On Debian: apt-get install wrk", loud=True)
        print(json.dumps({"left_out": {"everything": "there is no wrk"}, "limits": {}}))
        return 69  # EX_UNAVAILABLE
    folder = Path(tempfile.mkdtemp(prefix="bukapo-bench-"))
    folder.chmod(0o711)  # PostgreSQL may run as somebody else, and reads the slow disk from here
    try:
        if chosen.scenario == options.PLAIN:
            told = report(measure(chosen, folder), chosen)
        else:
            told = scenarios.measure(chosen, folder)
    except KeyboardInterrupt:
        say("stopped", loud=True)
        return 130
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for name, limit in told["limits"].items():
        say(
            f"{'ok' if limit['met'] else 'MISSED':>6}  {name}: {limit['measured']} (limit {limit['required']})"
        )
    print(json.dumps(told))
    return 0


def measure(chosen: options.Options, folder: Path) -> dict[str, Results]:
    """Every database that this machine has."""
    results: dict[str, Results] = {}
    for name in chosen.databases:
        try:
            with stage(name, chosen, folder / name) as made:
                results[name] = rounds.run(made, chosen)
        except Unavailable as why:
            say(f"LEFT OUT: {name}: {why}", loud=True)
            results[name] = Results(missing={"everything": str(why)})
    return results


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
