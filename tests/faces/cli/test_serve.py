"""`bukapo serve`: one command that serves, and that ends when any part of it does."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faces.cli.conftest import ROOT, Installation

Serve = Callable[..., "subprocess.Popen[str]"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(port: int, path: str) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return int(answer.status)


def children(pid: int) -> dict[str, int]:
    """Process ids of web and worker under `pid`, by what they are."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    named = {int(child): Path(f"/proc/{child}/cmdline").read_text() for child in listed}
    return {("web" if "granian" in line else "work"): child for child, line in named.items()}


@pytest.fixture
def serve(installation: Installation) -> Iterator[Serve]:
    started: list[subprocess.Popen[str]] = []

    def start(port: int, *, prepared: bool = True) -> "subprocess.Popen[str]":
        if prepared:
            installation.prepare()
        process = subprocess.Popen(
            installation.command("serve"), env=installation.environment | {"PORT": str(port)}, cwd=ROOT,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        started.append(process)
        for line in process.stdout or ():
            if line.startswith("BukaPO is ready"):
                assert line.strip() == f"BukaPO is ready: http://127.0.0.1:{port}"
                return process
        raise AssertionError(process.stderr.read() if process.stderr else "")

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
            process.wait()


def test_it_migrates_serves_and_stops_in_peace_when_told_to(serve: Serve) -> None:
    port = free_port()
    process = serve(port, prepared=False)
    assert get(port, "/healthz") == 200
    assert get(port, "/readyz") == 200
    parts = children(process.pid)
    assert set(parts) == {"web", "work"}
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in parts.values())
    with pytest.raises(OSError):
        get(port, "/healthz")


@pytest.mark.parametrize("victim", ["web", "work"])
def test_when_one_part_dies_all_of_it_ends_and_says_so(serve: Serve, victim: str) -> None:
    process = serve(free_port())
    parts = children(process.pid)
    os.kill(parts[victim], signal.SIGKILL)
    _, said = process.communicate(timeout=30)
    assert process.returncode != 0
    assert "ended by itself (killed by SIGKILL)" in said
    assert not any(Path(f"/proc/{pid}").exists() for pid in parts.values())


def test_a_killed_parent_leaves_nobody_on_its_port(serve: Serve) -> None:
    port = free_port()
    process = serve(port)
    process.kill()
    process.wait()
    for _ in range(150):
        try:
            get(port, "/healthz")
        except OSError:
            break
        time.sleep(0.1)
    else:
        raise AssertionError("somebody still answers")


def test_a_taken_port_is_said_at_once_and_in_words(installation: Installation) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        ran = installation.run("serve", "--port", str(port))
    assert ran.returncode == 1
    assert f"Port {port} on 127.0.0.1 can't be used" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_the_worker_says_loudly_which_name_leads_nowhere(installation: Installation) -> None:
    code = textwrap.dedent("""
        from django.conf import settings
        from django.core.management import CommandError, call_command
        import bukapo.config.reactions as reactions
        reactions.DUE = ("bukapo.nowhere.to_be_found",)
        try:
            call_command("work")
        except CommandError as error:
            print(error)
    """)
    assert "bukapo.nowhere.to_be_found" in installation.python(code)


SCRIPT = """
import sys
from bukapo.faces.cli.supervisor import Supervisor
py = [sys.executable, "-c"]
children = {children}
sys.exit(Supervisor(children, grace=1, announce=lambda: print("up", flush=True)).run())
"""


def supervise(children: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT.replace("{children}", children)], cwd=ROOT,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


class TestTheSupervisor:
    def test_passes_on_the_exit_code_of_a_child(self) -> None:
        process = supervise('{"a": [*py, "import time; time.sleep(60)"], "b": [*py, "raise SystemExit(7)"]}')
        _, said = process.communicate(timeout=20)
        assert process.returncode == 7
        assert "b ended by itself (exit code 7)" in said

    def test_calls_a_child_that_ends_well_a_failure_too(self) -> None:
        process = supervise('{"a": [*py, "import time; time.sleep(60)"], "b": [*py, ""]}')
        process.communicate(timeout=20)
        assert process.returncode == 1

    def test_kills_a_child_that_does_not_listen(self) -> None:
        deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
        process = supervise(f'{{"deaf": [*py, "{deaf}"]}}')
        assert process.stdout
        assert process.stdout.readline() == "up\n"
        time.sleep(0.5)  # until the child has stopped listening
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
        assert process.returncode == 0
        assert "did not stop within 1 s" in said

    def test_knows_no_django(self) -> None:
        code = "import bukapo.faces.cli.supervisor, sys; print('django' in sys.modules)"
        ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
        assert ran.stdout.strip() == "False"
