"""Xendit, emulated: invoices with their page, lookup by id and by external id, `expire!`, refunds, notices."""

import base64
import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from tests.emulators.kinds import PAID, PENDING, Answer, News, Pay, Request
from tests.emulators.server import Emulator, bad_items, run_alone

KEY, TOKEN = "xnd_development_TESTKEY0123", "token-callback-tiruan"
WORDS = {PENDING: "PENDING", PAID: "PAID"}
ON_PAGE = (("QR_CODE:QRIS", "QRIS"), ("BANK_TRANSFER:BCA", "VA BCA"), ("EWALLET:OVO", "OVO"))


class XenditEmulator(Emulator):
    name: ClassVar[str] = "Xendit"
    table: ClassVar[tuple[float, ...]] = (900, 2700, 7200, 10800, 21600)
    routes: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("POST", "/v2/invoices/?", "do_begin"),
        ("GET", "/v2/invoices/?", "do_find"),
        ("GET", "/v2/invoices/(?P<name>[^/]+)", "do_look"),
        ("POST", "/invoices/(?P<name>[^/]+)/expire!", "do_expire"),
        ("POST", "/refunds", "do_refund"),
        ("GET", "/refunds/(?P<name>[^/]+)", "do_look_refund"),
    )

    def __init__(self, *, key: str = KEY, token: str = TOKEN, notify: str = "", **options: Any) -> None:
        super().__init__(**options)
        self.key, self.token, self.notify = key, token, notify
        self.refunds: dict[str, dict[str, Any]] = {}

    def do_begin(self, request: Request) -> Answer:
        if refused := self._stranger(request):
            return refused
        told = request.json() or {}
        if not 0 < len(str(told.get("external_id", ""))) <= 255:
            return _problem("external_id is required")
        if wrong := bad_items(told.get("items"), told.get("amount"), "price", "quantity"):
            return _problem(wrong)
        if not str(told.get("customer", {}).get("mobile_number", "")).startswith("+62"):
            return _problem("customer.mobile_number must be in E.164")
        identity = uuid.uuid4().hex[:24]
        key = (
            told["external_id"]
            if told["external_id"] not in self.pays
            else f"{told['external_id']}#{identity[:4]}"
        )
        pay = self.pays[key] = Pay(
            reference=key,
            external_id=identity,
            amount=told["amount"],
            method="",
            notify_url=self.notify,
            return_url=told.get("success_redirect_url", ""),
            expires_at=datetime.now(UTC) + timedelta(seconds=told.get("invoice_duration", 86400)),
            told=told,
        )
        return Answer(200, self._shape(pay))

    def do_find(self, request: Request) -> Answer:
        wanted = request.query.get("external_id", "")
        found = [self._shape(pay) for pay in self.pays.values() if pay.told["external_id"] == wanted]
        return self._stranger(request) or Answer(200, found)

    def do_look(self, request: Request, name: str) -> Answer:
        pay = self._by_id(name)
        return self._stranger(request) or (Answer(200, self._shape(pay)) if pay else _unknown())

    def do_expire(self, request: Request, name: str) -> Answer:
        pay = self._by_id(name)
        if refused := self._stranger(request):
            return refused
        if pay is None:
            return _unknown()
        if pay.state != PENDING:
            return Answer(400, {"error_code": "INVOICE_EXPIRE_ERROR", "message": "Invoice is not pending"})
        self.expire(pay.reference)
        return Answer(200, self._shape(pay))

    def do_refund(self, request: Request) -> Answer:
        if refused := self._stranger(request):
            return refused
        told, key = request.json() or {}, request.headers.get("idempotency-key", "")
        if key in self.refunds:
            return Answer(200, self.refunds[key])
        pay = self._by_id(told.get("invoice_id", ""))
        if pay is None:
            return _unknown()
        if pay.state != PAID or pay.method.startswith("BANK_TRANSFER") or self.faults.refunds_refused:
            return Answer(
                400, {"error_code": "REFUND_NOT_SUPPORTED", "message": "This channel cannot be refunded"}
            )
        if not 0 < told.get("amount", 0) <= pay.paid_amount - sum(pay.refunds.values()):
            return Answer(400, {"error_code": "MAXIMUM_REFUND_AMOUNT_REACHED", "message": "Too much"})
        row = self.refunds[key] = {
            "id": f"rfd-{uuid.uuid4()}", "invoice_id": pay.external_id, "reference_id": told["reference_id"],
            "amount": told["amount"], "currency": "IDR", "status": "PENDING", "failure_code": None,
        }  # fmt: skip
        answer = dict(row)
        pay.refunds[key] = told["amount"]
        if not self.faults.refunds_wait:
            self.finish_refund(key)
            answer = dict(row)
        return Answer(200, answer)

    def finish_refund(self, key: str) -> None:
        """The bank has sent it: the status turns, and the notice goes out."""
        row = self.refunds[key]
        row["status"] = "SUCCEEDED"
        body = {
            "event": "refund.succeeded",
            "business_id": "b",
            "created": _utc(datetime.now(UTC)),
            "data": row,
        }
        if not self.faults.silent:
            self.send_out([self._signed(body)])

    def do_look_refund(self, request: Request, name: str) -> Answer:
        rows = [row for row in self.refunds.values() if row["id"] == name]
        return self._stranger(request) or (Answer(200, rows[0]) if rows else _unknown())

    # -- pieces ----------------------------------------------------------------------------------------------------

    def _stranger(self, request: Request) -> Answer | None:
        expected = base64.b64encode(f"{self.key}:".encode()).decode()
        if request.headers.get("authorization") == f"Basic {expected}":
            return None
        return Answer(401, {"error_code": "INVALID_API_KEY", "message": "API key is not authorized"})

    def _by_id(self, name: str) -> Pay | None:
        return next((pay for pay in self.pays.values() if pay.external_id == name), None)

    def _shape(self, pay: Pay) -> dict[str, Any]:
        shape: dict[str, Any] = {
            "id": pay.external_id, "external_id": pay.told["external_id"], "user_id": "5848fdf860053555135587e7",
            "status": WORDS.get(pay.state, "EXPIRED"), "merchant_name": "Toko Tiruan", "amount": pay.amount,
            "expiry_date": _utc(pay.expires_at), "invoice_url": f"{self.url}/bayar/{pay.reference}".replace("#", "%23"),
            "currency": "IDR", "created": _utc(datetime.now(UTC)), "updated": _utc(datetime.now(UTC)),
            "available_banks": [], "available_ewallets": [], "should_send_email": False, "items": pay.told["items"],
        }  # fmt: skip
        if pay.state == PAID:
            method, _, channel = pay.method.partition(":")
            when = _utc(pay.paid_at or datetime.now(UTC))
            shape |= {"paid_amount": pay.paid_amount, "paid_at": when, "payment_id": f"py-{pay.external_id}"}
            shape |= {"payment_method": method, "payment_channel": channel}
        return shape

    def pay(self, reference: str, *, method: str = "", amount: int | None = None) -> Pay:
        return super().pay(
            reference, method=method or self.pays[reference].method or "QR_CODE:QRIS", amount=amount
        )

    def offered(self, pay: Pay) -> tuple[tuple[str, str], ...]:
        return ON_PAGE

    def news(self, pay: Pay) -> News:
        shape = self._shape(pay)
        if self.faults.wrong_amount:
            shape |= {"paid_amount": self.faults.wrong_amount}
        return self._signed(shape, pay)

    def _signed(self, body: dict[str, Any], pay: Pay | None = None) -> News:
        token = self.token[::-1] if self.faults.wrong_signature else self.token
        headers = {
            "Content-Type": "application/json",
            "x-callback-token": token,
            "webhook-id": uuid.uuid4().hex,
        }
        return News((pay and pay.notify_url) or self.notify, headers, json.dumps(body).encode())


def _problem(words: str) -> Answer:
    return Answer(400, {"error_code": "API_VALIDATION_ERROR", "message": words})


def _unknown() -> Answer:
    return Answer(404, {"error_code": "INVOICE_NOT_FOUND_ERROR", "message": "Could not find it"})


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


if __name__ == "__main__":
    run_alone(
        XenditEmulator(), 9102, {"key": "secret key", "token": "callback token", "notify": "where notices go"}
    )
