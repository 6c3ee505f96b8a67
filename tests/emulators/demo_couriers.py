"""The courier services of `make demo-gateway`: what connects the demo's shop to them, and where they listen."""

from tests.emulators import biteship, rajaongkir
from tests.emulators.couriers import CourierEmulator

PORTS = {"biteship": 9111, "rajaongkir": 9112}
KEYS = {
    "biteship": {
        "api_key": biteship.KEY,
        "webhook_header": biteship.HEADER,
        "webhook_secret": biteship.SECRET,
    },
    "rajaongkir": {"delivery_key": rajaongkir.DELIVERY_KEY, "cost_key": rajaongkir.COST_KEY},
}
READY = 4
"""Orders of the demo that are paid in full, so that there are parcels to send."""
SET_UP = f"""
import django; django.setup()
from bukapo.journal import clock
from bukapo.orders.models import Order
from bukapo.orders.writes.pay import record_payment
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.couriers.writes import Origin, note_check, save_courier
from bukapo.stores.models import Store
store = Store.objects.get(slug="kota-kita")
who = dict(store_id=store.pk, actor=SYSTEM_ACTOR, at=clock.now())
rows = Order.objects.of(store).filter(campaign__slug="kaos-vol-2", state="confirmed", fulfilment="courier")
for order in rows.order_by("pk")[:{READY}]:
    if order.outstanding > 0:
        record_payment(**who, order_id=order.pk, amount=order.outstanding, method="cash", bank_account_id=None, note="")
origin = Origin(store.name, store.phone, store.address or "Jl. Contoh 1", "Coblong, Bandung", "40132")
for service, keys in {KEYS!r}.items():
    saved = save_courier(**who, service=service, mode="sandbox", keys=keys, couriers=["jne", "sicepat", "anteraja"],
                         origin=origin)
    note_check(**who, account_id=saved.account_id, trouble="", place="4945" if service == "rajaongkir" else "")
    print(CourierAccount.objects.of(store).get(service=service).token)
"""
"""Run with the product's settings; prints the token of each service's notices, in the order of KEYS."""


def emulators(tokens: list[str], port: str) -> dict[str, CourierEmulator]:
    """Both, live, with the addresses of their notices."""
    hooks = [f"http://127.0.0.1:{port}/hooks/kurir/{token}/" for token in tokens]
    return {
        "biteship": biteship.BiteshipEmulator(live=True, notify=hooks[0]),
        "rajaongkir": rajaongkir.RajaOngkirEmulator(live=True, notify=hooks[1]),
    }
