"""What `bukapo intake` hands to the process that it becomes: one JSON document on standard input.

Not the command line, which every user of the machine can read.
"""

import msgspec


class Database(msgspec.Struct, frozen=True):
    """`conninfo` of PostgreSQL; else the `path` of SQLite with its `pragmas` and `timeout` (seconds)."""

    conninfo: str = ""
    path: str = ""
    pragmas: str = ""
    timeout: float = 20.0


class Config(msgspec.Struct, frozen=True):
    """`headers` go with every page. `reader` is a command that prints snapshots (orders.intake.snapshot) to be read.

    `consumers` are told of placed orders. `seal`: settings.CHECKOUT_SEAL. `catalogue` is the compiled English catalogue. `proxies`: see settings.
    """

    host: str
    port: int
    database: Database
    base_url: str
    headers: dict[str, str]
    reader: tuple[str, ...]
    consumers: tuple[str, ...]
    seal: bytes
    catalogue: str = ""
    proxies: int = 0
