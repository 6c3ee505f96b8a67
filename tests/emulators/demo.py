"""`make demo-gateway`: the demo with three emulated gateways, WhatsApp and two courier services, all to be clicked.

The product cannot import from the tests; so this starts the emulators here, tells the product their addresses by
BUKAPO_GATEWAY_URLS, gives the demo's shop their keys, and serves.
"""

import os
import subprocess
import sys
from contextlib import ExitStack

from tests.emulators import demo_couriers, midtrans, tripay, whatsapp, xendit
from tests.emulators.server import Emulator

PORTS = {"midtrans": 9101, "xendit": 9102, "tripay": 9103}
WHATSAPP_PORT = 9104
FORM = "Halo {{1}}, pesanan {{2}} di {{3}} sudah kami terima. Terima kasih."
KEYS = {
    "midtrans": {"server_key": midtrans.KEY},
    "xendit": {"secret_key": xendit.KEY, "callback_token": xendit.TOKEN},
    "tripay": {"merchant_code": tripay.CODE, "api_key": tripay.KEY, "private_key": tripay.PRIVATE},
}
METHODS = {
    "midtrans": ["qris", "va_bca", "va_bri", "va_mandiri", "snap"],
    "xendit": ["invoice"],
    "tripay": ["QRIS2", "BNIVA", "DANA"],
}
SET_UP = """
import django; django.setup()
from bukapo.journal import clock
from bukapo.kernel.actor import SYSTEM_ACTOR
from bukapo.payments.gateways.rows import GatewayAccount
from bukapo.payments.gateways.writes import save_gateway
from bukapo.messaging.whatsapp.rows import WhatsAppAccount
from bukapo.messaging.whatsapp.writes import map_form, save_whatsapp
from bukapo.stores.models import Store
store = Store.objects.get(slug="kota-kita")
for name, keys in {keys!r}.items():
    save_gateway(store_id=store.pk, gateway=name, mode="sandbox", keys=keys, methods={methods!r}[name],
                 actor=SYSTEM_ACTOR, at=clock.now())
who = dict(store_id=store.pk, actor=SYSTEM_ACTOR, at=clock.now())
save_whatsapp(**who, phone_number_id={number!r}, waba_id={waba!r}, keys={whatsapp!r})
map_form(**who, kind="order.placed", language="id", name="bukapo_order_placed", code="id", button=True, body={form!r},
         gaps=["nama", "nomor", "toko"], state="APPROVED")
print(WhatsAppAccount.objects.of(store).get().hook)
print(GatewayAccount.objects.of(store).get(gateway="xendit", mode="sandbox").token)
"""


def main() -> int:
    port = os.environ.get("PORT", "8000")
    urls = ",".join(
        f"{name}=http://127.0.0.1:{number}" for name, number in (PORTS | demo_couriers.PORTS).items()
    )
    own = {"BUKAPO_GATEWAY_URLS": urls, "DJANGO_SETTINGS_MODULE": "bukapo.config.settings", "PORT": port}
    own |= {"BUKAPO_WHATSAPP_URL": f"http://127.0.0.1:{WHATSAPP_PORT}"}
    environment = os.environ | own
    bukapo = [sys.executable, "-m", "bukapo"]
    for command in ("migrate", "demo"):
        subprocess.run([*bukapo, command], env=environment, check=True)
    code = SET_UP.format(
        keys=KEYS,
        methods=METHODS,
        number=whatsapp.PHONE_ID,
        waba=whatsapp.WABA,
        whatsapp=whatsapp.KEYS,
        form=FORM,
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    connected = subprocess.run(
        [sys.executable, "-c", demo_couriers.SET_UP],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    hook, token = done.stdout.split()[-2:]
    told = f"http://127.0.0.1:{port}/hooks/whatsapp/{hook}/"
    meta = whatsapp.WhatsAppEmulator(live=True, notify=told)
    meta.approve("bukapo_order_placed", "id", FORM, button=True)
    notify = f"http://127.0.0.1:{port}/hooks/xendit/{token}/"
    emulators: dict[str, Emulator] = {
        "midtrans": midtrans.MidtransEmulator(live=True),
        "xendit": xendit.XenditEmulator(live=True, notify=notify),
        "tripay": tripay.TripayEmulator(live=True),
    }
    with ExitStack() as stack:
        stack.enter_context(meta.running(WHATSAPP_PORT))
        for name, emulator in emulators.items():
            stack.enter_context(emulator.running(PORTS[name]))
            print(f"  {emulator.name}, emulated: QR and numbers are paid at {emulator.url}/", flush=True)  # noqa: T201
        for name, service in demo_couriers.emulators(connected.stdout.split()[-2:], port).items():
            stack.enter_context(service.running(demo_couriers.PORTS[name]))
            print(f"  {service.name}, emulated: parcels are moved at {service.url}/", flush=True)  # noqa: T201
        try:
            return subprocess.run([*bukapo, "serve"], env=environment).returncode
        except KeyboardInterrupt:
            return 0


if __name__ == "__main__":
    sys.exit(main())
