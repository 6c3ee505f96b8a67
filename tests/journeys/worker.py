"""The worker, in this process: everything that is due is done when this returns."""

from bukapo.config.reactions import DUE, OUTSIDE_DUE
from bukapo.faces.cli.worker import Worker


def work() -> int:
    """Rounds until one finds nothing to do; how much was done. A deed that fails fails the test."""
    worker, done = Worker(due=(*DUE, *OUTSIDE_DUE)), 0
    while now := worker.round():
        done += now
    failed = [deed.name for deed in worker.deeds if deed.failures]
    assert not failed, failed
    return done
