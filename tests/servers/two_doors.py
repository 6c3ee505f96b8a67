"""A machine with both doors open onto shops that both of them know."""

from dataclasses import dataclass

from tests.servers.machine import Machine
from tests.servers.orders import Line, Order
from tests.servers.shopping import Shop, open_shops

CAPS = {"dua-pintu": 1_000, "habis": 1, "aneh": None, "dua-kunci": None}
CAPS |= {f"{what}-{kind}": None for what in ("delapan", "beda", "tutup") for kind in ("json", "form")}


@dataclass(frozen=True)
class TwoDoors:
    """`shops` by slug; the ports of the two doors."""

    machine: Machine
    shops: dict[str, Shop]

    @property
    def ordinary(self) -> int:
        return self.machine.port

    @property
    def thin(self) -> int:
        return self.machine.intake.port


def open_both(machine: Machine) -> TwoDoors:
    """The pages' server runs already. Nobody's first order has to wait while a PO is read."""
    shops = open_shops(machine, CAPS)
    machine.start_intake()
    for shop in shops.values():
        assert Line(machine.port).send(Order(shop, "json", qty=1_000)).status == 422
    return TwoDoors(machine, shops)
