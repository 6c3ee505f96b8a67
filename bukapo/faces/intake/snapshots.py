"""Offers in memory, read by a short-lived Django process: this one stays small."""

import logging
import subprocess
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence

import msgspec

from bukapo.campaigns.offer import Offer
from bukapo.faces.storefront.shown.shell import Shell
from bukapo.kernel.refusal import NotFound
from bukapo.kernel.windows import Buckets
from bukapo.orders.intake.snapshot import Snapshot, unpack

log = logging.getLogger("bukapo.intake")
Address = tuple[str, str]
REMEMBERED = 256
"""POs kept; the one unused for the longest time is forgotten first."""
UNKNOWN_FOR = 10.0
"""Seconds for which an address that leads nowhere is not asked for again."""
READS = 20
"""A minute, of POs that are not in memory: each costs as much as some thousand orders, and any stranger may ask."""
PATIENCE = 20.0
"""Seconds within which a read must be over."""


class Unreachable(Exception):
    """The PO could not be read: no database, or no Django to read it with."""


class Snapshots:
    """Safe for several threads. `reader` prints the snapshots of the addresses given to it, of open POs without any."""

    def __init__(self, reader: Sequence[str]) -> None:
        self.reader = reader
        self._known: OrderedDict[Address, tuple[Offer, dict[str, Shell]]] = OrderedDict()
        self._unknown: dict[Address, float] = {}
        self._reads = Buckets(most=READS, seconds=60)
        self._reading = threading.Lock()
        self._keeping = threading.Lock()

    def known(self, address: Address) -> Offer | None:
        """From memory."""
        with self._keeping:
            found = self._known.get(address)
            if found is None:
                return None
            self._known.move_to_end(address)
        return found[0]

    def shell(self, address: Address, language: str) -> Shell | None:
        """The page that keeps a form; None when the PO has been forgotten since."""
        found = self._known.get(address)
        return found[1][language] if found else None

    def read(self, address: Address) -> Offer:
        """From memory, else read now; takes up to a second. Raises NotFound, Unreachable."""
        with self._reading:  # a crowd at an unknown PO causes one read
            if (offer := self.known(address)) is not None:
                return offer
            now = time.monotonic()
            if self._unknown.get(address, 0.0) > now:
                raise NotFound()
            if not self._reads.take("", 1, now):
                raise Unreachable("too many POs were asked for that are not in memory")
            return self._read_now(address)

    def reread(self, offer: Offer) -> Offer:
        """The PO changed: read it again, not behind strangers at unknown addresses. NotFound, Unreachable."""
        return self._read_now((offer.store_slug, offer.slug))

    def warm(self) -> int:
        """Read what is open or opens soon; returns how many POs there are. 0 when they can't be read now."""
        try:
            snapshots = self._run([])
        except Unreachable as error:
            log.warning("nothing could be read beforehand: %s", error)
            return 0
        for snapshot in snapshots:
            self._keep(snapshot)
        return len(snapshots)

    def _read_now(self, address: Address) -> Offer:
        for snapshot in self._run(["/".join(address)]):
            return self._keep(snapshot)
        with self._keeping:
            if len(self._unknown) > 10_000:
                self._unknown.clear()
            self._unknown[address] = time.monotonic() + UNKNOWN_FOR
            self._known.pop(address, None)
        raise NotFound()

    def _run(self, arguments: Sequence[str]) -> list[Snapshot]:
        command = [*self.reader, *arguments]
        try:
            ran = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=PATIENCE, check=True
            )
            return unpack(ran.stdout)
        except (OSError, subprocess.SubprocessError, msgspec.DecodeError) as error:
            raise Unreachable(str(error)) from error

    def _keep(self, snapshot: Snapshot) -> Offer:
        offer = snapshot.offer
        shells = {language: Shell(parts) for language, parts in snapshot.shells.items()}
        address = (offer.store_slug, offer.slug)
        with self._keeping:
            self._known[address] = (offer, shells)
            self._known.move_to_end(address)
            self._unknown.pop(address, None)
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return offer
