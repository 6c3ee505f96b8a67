"""A person pays a deposit through each gateway by clicking its page: real server, real worker, real wires."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.contracts.payments.gateways import CONTRACTS
from tests.emulators.server import Emulator
from tests.phone import PHONE
from tests.servers.machine import Machine
from tests.servers.processes import ROOT

SHOP = """
from tests.world import make_world
from bukapo.payments.gateways.writes import save_gateway
from bukapo.kernel.actor import SYSTEM_ACTOR
from datetime import UTC, datetime
world = make_world(slug="klik", pay_mode="deposit")
for name, keys, methods in {gateways!r}:
    save_gateway(store_id=world.store.pk, gateway=name, mode="sandbox", keys=keys, methods=methods,
                 actor=world.seller, at=datetime.now(UTC))
from bukapo.payments.gateways.rows import GatewayAccount
print(GatewayAccount.objects.of(world.store).get(gateway="xendit").token)
for number in range({orders}):
    print(world.place(world.line("L", qty=1 + number)).secret)
"""
STANDING = """
from bukapo.orders.models import Order
from bukapo.audit import audit
order = Order.objects.across_stores("a test looks").get(secret={secret!r})
found = [str(breach) for _, breaches in audit() for breach in breaches]
print(order.state, order.paid == order.charges.order_by("position")[0].total, found)
"""
METHODS = {"midtrans": ["snap", "qris", "va_bca"], "xendit": ["invoice"], "tripay": ["DANA", "BRIVA"]}
PRESSED = {
    "midtrans": ("Kartu, e-wallet, minimarket", "Bayar dengan GoPay"),
    "xendit": ("Semua cara di halaman Xendit", "Bayar dengan OVO"),
    "tripay": ("DANA", "Bayar dengan DANA"),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """A machine with web and worker, three emulators, a shop, and orders that wait for their deposit."""
    machine = Machine(tmp_path_factory.mktemp("klik"), server="")
    with ExitStack() as stack:
        stack.callback(machine.close)
        emulators: dict[str, Emulator] = {
            name: stack.enter_context(contract.emulator(live=True).running())
            for name, contract in CONTRACTS.items()
        }
        urls = ",".join(f"{name}={emulator.url}" for name, emulator in emulators.items())
        base = f"http://127.0.0.1:{machine.port}"
        own = {"BUKAPO_GATEWAY_URLS": urls, "BUKAPO_BASE_URL": base}
        machine.prepare()
        gateways = [(name, dict(contract.keys), METHODS[name]) for name, contract in CONTRACTS.items()]
        token, *secrets = machine.python(SHOP.format(gateways=gateways, orders=7)).split()
        emulators["xendit"].notify = f"{base}/hooks/xendit/{token}/"  # type: ignore[attr-defined]
        machine.start(**own)
        worker = _worker(machine.environment | own, machine.folder / "worker.log")
        stack.callback(worker.wait, 30)
        stack.callback(worker.terminate)
        yield {"machine": machine, "emulators": emulators, "secrets": secrets, "base": base, "token": token}


def _worker(environment: Any, log: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "bukapo", "work"]
    with log.open("ab") as file:
        return subprocess.Popen(command, env=os.environ | environment, cwd=ROOT, stdout=file, stderr=file)


@pytest.fixture
def phone(browser: Browser, place: dict[str, Any]) -> Iterator[Page]:
    """A phone whose pages may not break the policy nor throw."""
    context = browser.new_context(**(PHONE | {"base_url": place["base"]}))
    context.set_default_timeout(15_000)
    complaints: list[str] = []
    context.on(
        "console",
        lambda m: m.type == "error" and "Failed to load" not in m.text and complaints.append(m.text),
    )
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert not complaints, complaints


def confirmed(place: dict[str, Any], secret: str) -> None:
    assert place["machine"].python(STANDING.format(secret=secret)) == "confirmed True []"


@pytest.mark.parametrize("name", CONTRACTS)
def test_a_deposit_is_paid_by_clicking_through(
    name: str, place: dict[str, Any], phone: Page, shoot: Any
) -> None:
    secret = place["secrets"][list(CONTRACTS).index(name)]
    ours, theirs = PRESSED[name]
    phone.goto(f"/p/{secret}/")
    shoot(phone, f"gateway-pesanan-{name}")
    phone.get_by_role("button", name=ours).click()
    expect(phone.get_by_role("heading", name=f"Bayar dengan {ours}")).to_be_visible()
    shoot(phone, f"gateway-bayar-{name}")
    phone.get_by_role("link", name="Lanjut ke halaman bayar").click()
    expect(phone.get_by_text("tiruan, tanpa uang")).to_be_visible()
    phone.get_by_role("button", name=theirs).click()
    expect(phone.get_by_text("Pembayaran Anda sudah masuk")).to_be_visible(timeout=40_000)
    shoot(phone, f"gateway-lunas-{name}")
    confirmed(place, secret)


def test_by_qr_on_our_own_page_which_turns_to_paid_by_itself(
    place: dict[str, Any], phone: Page, shoot: Any
) -> None:
    secret = place["secrets"][3]
    phone.goto(f"/p/{secret}/")
    phone.get_by_role("button", name="QRIS").first.click()
    expect(phone.get_by_role("img", name="Kode QRIS")).to_be_visible()
    shoot(phone, "gateway-qris")
    picture = phone.request.get(
        phone.get_by_role("link", name="Simpan gambar QR").get_attribute("href") or ""
    )
    assert picture.status == 200 and picture.body()[:4] == b"\x89PNG"
    reference = phone.locator(".serial").inner_text().replace("No.", "").strip()
    place["emulators"]["midtrans"].pay(reference, method="qris")
    expect(phone.get_by_text("Pembayaran Anda sudah masuk")).to_be_visible(timeout=40_000)
    confirmed(place, secret)


def test_by_number_without_any_script(place: dict[str, Any], browser: Browser, shoot: Any) -> None:
    secret = place["secrets"][4]
    context = browser.new_context(**(PHONE | {"base_url": place["base"], "java_script_enabled": False}))
    page = context.new_page()
    page.goto(f"/p/{secret}/")
    page.locator("summary").filter(has_text="Virtual account").click()
    page.get_by_role("button", name="VA BRI").click()
    expect(page.locator(".account-number")).to_be_visible()
    shoot(page, "gateway-va")
    reference = page.locator(".serial").inner_text().replace("No.", "").strip()
    place["emulators"]["tripay"].pay(reference)
    expect(page.get_by_text("Pembayaran Anda sudah masuk")).to_be_visible(timeout=40_000)
    context.close()
    confirmed(place, secret)


def test_coming_back_unpaid_believes_nothing(place: dict[str, Any], phone: Page, shoot: Any) -> None:
    secret = place["secrets"][5]
    phone.goto(f"/p/{secret}/")
    phone.get_by_role("button", name="Kartu, e-wallet, minimarket").click()
    ours = phone.url
    phone.goto(f"{ours}?kembali=1&transaction_status=settlement&status_code=200")
    expect(phone.get_by_text("Menunggu konfirmasi.")).to_be_visible()
    shoot(phone, "gateway-menunggu")
    phone.goto(f"/p/{secret}/")
    expect(phone.get_by_role("link", name="Buka lagi cara bayarnya")).to_be_visible()
    assert place["machine"].python(STANDING.format(secret=secret)).startswith("placed False")


def test_no_key_and_no_address_of_a_callback_stands_in_the_logs(place: dict[str, Any], phone: Page) -> None:
    machine, secret = place["machine"], place["secrets"][6]
    phone.goto(f"/p/{secret}/")
    phone.get_by_role("button", name="QRIS").first.click()
    reference = phone.locator(".serial").inner_text().replace("No.", "").strip()
    place["emulators"]["midtrans"].pay(reference, method="qris")
    expect(phone.get_by_text("Pembayaran Anda sudah masuk")).to_be_visible(timeout=40_000)
    logs = machine.log.read_text() + (machine.folder / "worker.log").read_text()
    assert "/hooks/midtrans/***/" in logs
    keys = [key for contract in CONTRACTS.values() for key in contract.keys.values() if len(key) > 6]
    assert not [key for key in [*keys, place["token"], secret] if key in logs]
