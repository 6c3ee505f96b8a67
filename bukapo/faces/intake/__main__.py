"""`bukapo intake` becomes this process: `python -m bukapo.faces.intake`, its configuration on standard input."""

import logging
import sys
import time

import msgspec
import uvicorn

from bukapo.faces.intake.app import App
from bukapo.faces.intake.config import Config, Database
from bukapo.faces.intake.door import Door
from bukapo.faces.intake.memory import rest_the_collector
from bukapo.faces.intake.snapshots import Snapshots
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.orders.intake import postgres, sqlite
from bukapo.orders.intake.desk import Connected, Desk
from bukapo.orders.intake.queue import Queue


def connect(database: Database) -> Connected:
    """A writer with its own connection."""
    if database.conninfo:
        return postgres.connected(database.conninfo)
    return sqlite.connected(database.path, pragmas=database.pragmas, timeout=database.timeout)


def main() -> None:
    config = msgspec.json.decode(sys.stdin.buffer.read(), type=Config)
    logging.Formatter.converter = time.gmtime
    logging.basicConfig(level=logging.INFO, format="%(asctime)sZ %(levelname)s %(name)s %(message)s")
    snapshots = Snapshots(config.reader)
    door = Door(snapshots, seal=config.seal)
    desk = Desk(
        lambda: connect(config.database), snapshots.reread, actor=BUYER_ACTOR, consumers=config.consumers
    )

    def queue_of() -> Queue:
        queue = Queue(desk.place, door.deliver)
        desk.meanwhile = queue.deliver_due
        return queue

    app = App(config, door, queue_of)
    known = snapshots.warm()
    logging.getLogger("bukapo.intake").info("ready at %s:%s, %s POs", config.host, config.port, known)
    rest_the_collector()
    uvicorn.run(
        app,
        host=config.host,
        port=config.port,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,  # posts.address trusts as many proxies as the settings say
        backlog=4096,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=10,
    )


if __name__ == "__main__":
    main()
