"""Tripay, emulated: closed payments by channel, detail and list, the checkout page, signed callbacks."""

import hmac
import json
import re
import uuid
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, ClassVar

from tests.emulators.kinds import DENIED, EXPIRED, PAID, PENDING, Answer, News, Pay, Request
from tests.emulators.qris import qr_text
from tests.emulators.server import Emulator, bad_items, run_alone

CODE, KEY, PRIVATE = "T0001", "DEV-TESTKEY0123456789", "TRIPAYPRIV-0123"
WORDS = {PENDING: "UNPAID", PAID: "PAID", EXPIRED: "EXPIRED", DENIED: "FAILED"}
WALLETS = ("OVO", "DANA", "SHOPEEPAY")
CHANNELS = ("QRIS", "QRIS2", "BCAVA", "BNIVA", "BRIVA", "MANDIRIVA", "ALFAMART", *WALLETS)


class TripayEmulator(Emulator):
    name: ClassVar[str] = "Tripay"
    table: ClassVar[tuple[float, ...]] = (120, 120, 120)
    routes: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("POST", "/transaction/create", "do_begin"),
        ("GET", "/transaction/detail", "do_look"),
        ("GET", "/merchant/transactions", "do_find"),
        ("GET", "/merchant/payment-channel", "do_channels"),
    )

    def __init__(self, *, key: str = KEY, private: str = PRIVATE, code: str = CODE, **options: Any) -> None:
        super().__init__(**options)
        self.key, self.private, self.code = key, private, code

    def do_begin(self, request: Request) -> Answer:
        if refused := self._stranger(request):
            return refused
        told = request.json() or {}
        signed = self._hmac(f"{self.code}{told.get('merchant_ref')}{told.get('amount')}".encode())
        if told.get("signature") != signed:
            return _no(403, "Invalid signature")
        if told.get("method") not in CHANNELS:
            return _no(400, "Payment channel is not available")
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", str(told.get("customer_email", ""))):
            return _no(400, "Customer email is invalid")
        if wrong := bad_items(told.get("order_items"), told.get("amount"), "price", "quantity"):
            return _no(400, wrong)
        pay = Pay(
            reference=told["merchant_ref"],
            external_id=f"DEV-T{uuid.uuid4().hex[:16].upper()}",
            amount=told["amount"],
            method=told["method"],
            notify_url=told.get("callback_url", ""),
            return_url=told.get("return_url", ""),
            expires_at=datetime.fromtimestamp(told["expired_time"], UTC),
            told=told,
        )
        self.pays[pay.reference] = pay
        return Answer(200, {"success": True, "message": "", "data": self._shape(pay)})

    def do_look(self, request: Request) -> Answer:
        pay = next((p for p in self.pays.values() if p.external_id == request.query.get("reference")), None)
        if refused := self._stranger(request):
            return refused
        return (
            Answer(200, {"success": True, "message": "", "data": self._shape(pay)})
            if pay
            else _no(404, "Not found")
        )

    def do_find(self, request: Request) -> Answer:
        rows = [
            self._shape(p) for p in self.pays.values() if p.reference == request.query.get("merchant_ref")
        ]
        for row in rows:
            row.pop("instructions"), row.pop("qr_string")  # the list is shorter than the detail
        return self._stranger(request) or Answer(200, {"success": True, "message": "Success", "data": rows})

    def do_channels(self, request: Request) -> Answer:
        rows = [{"code": code, "name": code, "active": True} for code in CHANNELS]
        return self._stranger(request) or Answer(200, {"success": True, "message": "Success", "data": rows})

    # -- pieces ----------------------------------------------------------------------------------------------------

    def _stranger(self, request: Request) -> Answer | None:
        return (
            None
            if request.headers.get("authorization") == f"Bearer {self.key}"
            else _no(401, "Invalid API Key")
        )

    def _hmac(self, text: bytes) -> str:
        return hmac.new(self.private.encode(), text, sha256).hexdigest()

    def _fee(self, pay: Pay) -> int:
        if pay.method.startswith("QRIS"):
            return 750 + pay.amount * 7 // 1000
        return pay.amount * 3 // 100 if pay.method in WALLETS else 4_250

    def _shape(self, pay: Pay) -> dict[str, Any]:
        fee, direct = self._fee(pay), pay.method not in WALLETS
        amount = pay.paid_amount if pay.state == PAID else pay.amount
        qr = pay.method.startswith("QRIS")
        steps = [
            {"title": "Aplikasi", "steps": ["Buka aplikasi", "Masukkan kode <b>1234</b> lalu <b>Bayar</b>"]}
        ]
        return {
            "reference": pay.external_id, "merchant_ref": pay.reference, "payment_selection_type": "static",
            "payment_method": pay.method, "payment_name": pay.method, "customer_name": pay.told["customer_name"],
            "amount": amount, "fee_merchant": fee, "fee_customer": 0, "total_fee": fee, "amount_received": amount - fee,
            "pay_code": "8808" + str(int(pay.external_id[-8:], 16)) if direct and not qr else None,
            "pay_url": None if direct else f"{self.url}/bayar/{pay.reference}",
            "checkout_url": f"{self.url}/bayar/{pay.reference}", "status": WORDS.get(pay.state, "FAILED"),
            "expired_time": int(pay.expires_at.timestamp()), "order_items": pay.told["order_items"],
            "paid_at": int(pay.paid_at.timestamp()) if pay.paid_at else None, "instructions": steps,
            "qr_string": qr_text(pay.amount, pay.reference) if qr else None,
        }  # fmt: skip

    def offered(self, pay: Pay) -> tuple[tuple[str, str], ...]:
        return ((pay.method, pay.method),)

    def news(self, pay: Pay) -> News:
        shape = self._shape(pay)
        body = {
            "reference": pay.external_id, "merchant_ref": pay.reference, "payment_method": pay.method,
            "payment_method_code": pay.method, "total_amount": self.faults.wrong_amount or shape["amount"],
            "fee_merchant": shape["fee_merchant"], "fee_customer": 0, "total_fee": shape["total_fee"],
            "amount_received": shape["amount_received"], "is_closed_payment": 1, "status": shape["status"],
            "paid_at": shape["paid_at"], "note": None,
        }  # fmt: skip
        raw = json.dumps(body).encode()
        signature = self._hmac(raw)
        headers = {
            "Content-Type": "application/json", "X-Callback-Event": "payment_status",
            "X-Callback-Signature": signature[::-1] if self.faults.wrong_signature else signature,
        }  # fmt: skip
        return News(pay.notify_url, headers, raw)


def _no(status: int, words: str) -> Answer:
    return Answer(status, {"success": False, "message": words})


if __name__ == "__main__":
    run_alone(TripayEmulator(), 9103, {"key": "API key", "private": "private key", "code": "merchant code"})
