"""The gateways under contract: each adapter with its emulator, and what differs. A new one is one entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bukapo.payments.port import Gateway
from bukapo.providers.payments.midtrans import Midtrans
from bukapo.providers.payments.tripay import Tripay
from bukapo.providers.payments.xendit import Xendit
from tests.emulators import midtrans, tripay, xendit
from tests.emulators.midtrans import MidtransEmulator
from tests.emulators.server import Emulator
from tests.emulators.tripay import TripayEmulator
from tests.emulators.xendit import XenditEmulator


@dataclass(frozen=True)
class Contract:
    """`page`: a method paid on the gateway's own page; `here`: one whose QR or number our page shows ("" = none)."""

    adapter: type[Gateway]
    emulator: type[Emulator]
    keys: Mapping[str, str]
    wrong: Mapping[str, str]
    page: str
    here: str
    refunds: bool
    calls_off: bool
    refuses_twice: bool
    refundable: str = ""
    not_refundable: str = ""


CONTRACTS = {
    "midtrans": Contract(
        adapter=Midtrans,
        emulator=MidtransEmulator,
        keys={"server_key": midtrans.KEY},
        wrong={"server_key": "SB-Mid-server-WRONG"},
        page="snap",
        here="qris",
        refunds=True,
        calls_off=True,
        refuses_twice=True,
        refundable="qris",
        not_refundable="va_bca",
    ),
    "xendit": Contract(
        adapter=Xendit,
        emulator=XenditEmulator,
        keys={"secret_key": xendit.KEY, "callback_token": xendit.TOKEN},
        wrong={"secret_key": "xnd_wrong", "callback_token": "wrong"},
        page="invoice",
        here="",
        refunds=True,
        calls_off=True,
        refuses_twice=False,
        refundable="invoice",
        not_refundable="BANK_TRANSFER:BCA",
    ),
    "tripay": Contract(
        adapter=Tripay,
        emulator=TripayEmulator,
        keys={"merchant_code": tripay.CODE, "api_key": tripay.KEY, "private_key": tripay.PRIVATE},
        wrong={"merchant_code": tripay.CODE, "api_key": "wrong", "private_key": "wrong"},
        page="DANA",
        here="BCAVA",
        refunds=False,
        calls_off=False,
        refuses_twice=False,
        not_refundable="DANA",
    ),
}


def made(contract: Contract, emulator: Emulator, keys: Mapping[str, str] | None = None) -> Any:
    """The adapter, speaking to the emulator."""
    return contract.adapter(keys or contract.keys, "sandbox", emulator.url)
