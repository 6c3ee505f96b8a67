"""Midtrans, emulated: Core charge (QRIS, VA, Mandiri bill), Snap and its page, status, cancel, expire, refund, notices.

What it answers follows docs.midtrans.com: HTTP 200 with the real code inside for Core, HTTP codes for Snap; a Snap
token has no transaction until a method is chosen; one order id, one payment (406).
"""

import base64
import json
import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha512
from typing import Any, ClassVar

from tests.emulators.kinds import CANCELLED, DENIED, EXPIRED, PAID, PENDING, Answer, News, Pay, Request
from tests.emulators.qris import qr_text
from tests.emulators.server import Emulator, bad_items, run_alone

WIB = timezone(timedelta(hours=7))
KEY = "SB-Mid-server-TESTKEY"
WORDS = {PENDING: "pending", PAID: "settlement", DENIED: "deny", EXPIRED: "expire", CANCELLED: "cancel"}
CODES = {PENDING: "201", PAID: "200", DENIED: "202", EXPIRED: "202", CANCELLED: "202"}
ON_PAGE = (("gopay", "GoPay"), ("qris", "QRIS"), ("credit_card", "kartu"), ("alfamart", "Alfamart"))
REFUNDABLE = ("qris", "gopay", "shopeepay", "credit_card", "dana", "ovo")
DENIED_WORDS = ["Access denied due to unauthorized transaction, please check client or server key"]


@dataclass
class Token:
    """A Snap page that nobody has chosen a method on yet is no transaction."""

    pay: Pay
    chosen: bool = False


class MidtransEmulator(Emulator):
    name: ClassVar[str] = "Midtrans"
    table: ClassVar[tuple[float, ...]] = (120, 600, 1800, 5400, 12600)
    routes: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("POST", "/snap/v1/transactions", "do_begin_page"),
        ("POST", "/v2/charge", "do_begin"),
        ("GET", "/v2/(?P<name>[^/]+)/status", "do_look"),
        ("POST", "/v2/(?P<name>[^/]+)/cancel", "do_cancel"),
        ("POST", "/v2/(?P<name>[^/]+)/expire", "do_expire"),
        ("POST", "/v2/(?P<name>[^/]+)/refund", "do_refund"),
        ("POST", "/v2/(?P<name>[^/]+)/refund/online/direct", "do_refund"),
    )

    def __init__(self, *, key: str = KEY, **options: Any) -> None:
        super().__init__(**options)
        self.key = key
        self.tokens: dict[str, Token] = {}

    # -- calls -----------------------------------------------------------------------------------------------------

    def do_begin_page(self, request: Request) -> Answer:
        if not self._knows(request):
            return Answer(401, {"error_messages": DENIED_WORDS})
        told = request.json() or {}
        if wrong := self._wrong(told):
            return Answer(400, {"error_messages": [wrong]})
        minutes = told.get("expiry", {}).get("duration", 24 * 60)
        pay = self._new(request, told, "snap", minutes)
        pay.return_url = told.get("callbacks", {}).get("finish", "")
        if pay.reference in self.pays:
            return Answer(400, {"error_messages": ["transaction_details.order_id has already been taken"]})
        self.pays[pay.reference] = pay
        self.tokens[pay.reference] = Token(pay)
        token = str(uuid.uuid4())
        return Answer(201, {"token": token, "redirect_url": f"{self.url}/bayar/{pay.reference}"})

    def do_begin(self, request: Request) -> Answer:
        if not self._knows(request):
            return Answer(200, _problem(401, DENIED_WORDS[0]))
        told = request.json() or {}
        if wrong := self._wrong(told):
            return Answer(200, _problem(400, "One or more parameters in the payload is invalid.", [wrong]))
        pay = self._new(
            request,
            told,
            told.get("payment_type", ""),
            told.get("custom_expiry", {}).get("expiry_duration", 15),
        )
        if pay.reference in self.pays:
            return Answer(200, _problem(406, "The order_id has been used before"))
        if pay.method not in ("qris", "bank_transfer", "echannel"):
            return Answer(200, _problem(402, "Payment channel is not activated."))
        self.pays[pay.reference] = pay
        return Answer(200, self._shape(pay, "transaction is created", first=True))

    def do_look(self, request: Request, name: str) -> Answer:
        pay = self._found(request, name)
        return (
            pay if isinstance(pay, Answer) else Answer(200, self._shape(pay, "Success, transaction is found"))
        )

    def do_cancel(self, request: Request, name: str) -> Answer:
        return self._ended(request, name, CANCELLED, "200", "Success, transaction is canceled")

    def do_expire(self, request: Request, name: str) -> Answer:
        return self._ended(request, name, EXPIRED, "407", "Success, transaction has expired")

    def do_refund(self, request: Request, name: str) -> Answer:
        pay = self._found(request, name)
        if isinstance(pay, Answer):
            return pay
        told = request.json() or {}
        key, amount = told.get("refund_key", ""), told.get("amount", 0)
        left = pay.paid_amount - sum(pay.refunds.values())
        if key in pay.refunds:
            return Answer(200, _problem(406, "Duplicate refund key"))
        if pay.state != PAID or pay.method not in REFUNDABLE or self.faults.refunds_refused:
            return Answer(200, _problem(412, "Merchant cannot modify the status of the transaction"))
        if not 0 < amount <= left:
            return Answer(200, _problem(414, "Refund amount is invalid"))
        pay.refunds[key] = amount
        self.tell(pay)
        shape = self._shape(pay, "Success, refund request is approved")
        more = {"refund_chargeback_id": len(pay.refunds), "refund_amount": f"{amount}.00", "refund_key": key}
        return Answer(200, shape | more)

    # -- pieces ----------------------------------------------------------------------------------------------------

    def _knows(self, request: Request) -> bool:
        expected = base64.b64encode(f"{self.key}:".encode()).decode()
        return request.headers.get("authorization") == f"Basic {expected}"

    def _wrong(self, told: dict[str, Any]) -> str:
        details = told.get("transaction_details", {})
        if not re.fullmatch(r"[A-Za-z0-9\-_~.]{1,50}", str(details.get("order_id", ""))):
            return "transaction_details.order_id is required"
        names = [item.get("name", "") for item in told.get("item_details", [])]
        if any(len(name) > 50 or not name for name in names):
            return "item_details name too long"
        return bad_items(told.get("item_details"), details.get("gross_amount"), "price", "quantity")

    def _new(self, request: Request, told: dict[str, Any], method: str, minutes: int) -> Pay:
        details = told["transaction_details"]
        return Pay(
            reference=details["order_id"],
            external_id=str(uuid.uuid4()),
            amount=details["gross_amount"],
            method=method,
            notify_url=request.headers.get("x-override-notification", ""),
            return_url="",
            expires_at=datetime.now(UTC) + timedelta(minutes=minutes),
            told=told,
        )

    def _found(self, request: Request, name: str) -> Pay | Answer:
        if not self._knows(request):
            return Answer(200, _problem(401, DENIED_WORDS[0]))
        for pay in self.pays.values():
            token = self.tokens.get(pay.reference)
            if name in (pay.reference, pay.external_id) and (token is None or token.chosen):
                return pay
        return Answer(200, _problem(404, "Transaction doesn't exist."))

    def _ended(self, request: Request, name: str, state: str, code: str, words: str) -> Answer:
        pay = self._found(request, name)
        if isinstance(pay, Answer):
            return pay
        if pay.state != PENDING:
            return Answer(200, _problem(412, "Merchant cannot modify the status of the transaction"))
        self._ends(pay.reference, state)
        return Answer(200, self._shape(pay, words) | {"status_code": code})

    def _status(self, pay: Pay) -> str:
        gone = sum(pay.refunds.values())
        if not gone:
            return WORDS[pay.state]
        return "refund" if gone == pay.paid_amount else "partial_refund"

    def _shape(self, pay: Pay, words: str, *, first: bool = False) -> dict[str, Any]:
        said = pay.paid_amount if pay.state == PAID else pay.amount
        shape: dict[str, Any] = {
            "status_code": CODES[pay.state], "status_message": words, "transaction_id": pay.external_id,
            "order_id": pay.reference, "merchant_id": "G000000001", "gross_amount": f"{said}.00", "currency": "IDR",
            "payment_type": pay.method, "transaction_time": _wib(datetime.now(UTC)),
            "transaction_status": self._status(pay), "fraud_status": "accept", "expiry_time": _wib(pay.expires_at),
        }  # fmt: skip
        bank = pay.told.get("bank_transfer", {}).get("bank")
        if bank == "permata":
            shape |= {"permata_va_number": "8562000012345678"}
        elif bank:
            shape |= {
                "va_numbers": [{"bank": bank, "va_number": "81234" + str(int(pay.external_id[:8], 16))}]
            }
        if pay.method == "echannel":
            shape |= {"bill_key": "990000000260", "biller_code": "70012"}
        if pay.method == "qris" and first:  # only the answer to the charge has it
            shape |= {"acquirer": "gopay", "qr_string": qr_text(pay.amount, pay.reference)}
        if pay.paid_at:
            shape |= {"settlement_time": _wib(pay.paid_at)}
        if pay.refunds:
            rows = [{"refund_key": k, "refund_amount": f"{a}.00"} for k, a in pay.refunds.items()]
            shape |= {"refund_amount": f"{sum(pay.refunds.values())}.00", "refunds": rows}
        return shape

    def pay(self, reference: str, *, method: str = "", amount: int | None = None) -> Pay:
        if token := self.tokens.get(reference):
            token.chosen, method = True, method or "gopay"
        return super().pay(reference, method=method, amount=amount)

    def offered(self, pay: Pay) -> tuple[tuple[str, str], ...]:
        return ON_PAGE if pay.reference in self.tokens else ((pay.method, pay.method),)

    def news(self, pay: Pay) -> News:
        shape = self._shape(pay, "midtrans payment notification") | {"transaction_type": "on-us"}
        if self.faults.wrong_amount:
            shape["gross_amount"] = f"{self.faults.wrong_amount}.00"
        text = f"{shape['order_id']}{shape['status_code']}{shape['gross_amount']}{self.key}"
        signature = sha512(text.encode()).hexdigest()
        shape["signature_key"] = signature[::-1] if self.faults.wrong_signature else signature
        headers = {"Content-Type": "application/json", "User-Agent": "Veritrans"}
        return News(pay.notify_url, headers, json.dumps(shape).encode())


def _problem(code: int, words: str, more: list[str] | None = None) -> dict[str, Any]:
    told: dict[str, Any] = {"status_code": str(code), "status_message": words, "id": str(uuid.uuid4())}
    return told | ({"validation_messages": more} if more else {})


def _wib(at: datetime) -> str:
    return at.astimezone(WIB).strftime("%Y-%m-%d %H:%M:%S")


if __name__ == "__main__":
    run_alone(MidtransEmulator(), 9101, {"key": f"server key (default {KEY})"})
