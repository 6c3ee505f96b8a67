"""Tripay: closed payments, one channel each. Codes to pay and QR on our own page, e-wallets on theirs.

Source: tripay.co.id/developer. Answers are `{"success", "message", "data"}`; there is no way to call a payment off and
none to send money back.
"""

import hmac
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from bukapo.payments import port
from bukapo.providers.payments.wire import Reply, call, plain, whole_rupiah

HOSTS = {port.SANDBOX: "https://tripay.co.id/api-sandbox", port.LIVE: "https://tripay.co.id/api"}
STATES = {
    "UNPAID": port.PENDING, "PAID": port.PAID, "REFUND": port.PAID, "EXPIRED": port.EXPIRED, "FAILED": port.FAILED,
}  # fmt: skip
BANKS = {
    "BCAVA": "BCA", "BNIVA": "BNI", "BRIVA": "BRI", "MANDIRIVA": "Mandiri", "PERMATAVA": "Permata", "BSIVA": "BSI",
    "CIMBVA": "CIMB Niaga", "DANAMONVA": "Danamon", "MUAMALATVA": "Muamalat", "MYBVA": "Maybank", "OCBCVA": "OCBC",
}  # fmt: skip
SHOPS = {"ALFAMART": "Alfamart", "INDOMARET": "Indomaret", "ALFAMIDI": "Alfamidi"}
WALLETS = {"OVO": "OVO", "DANA": "DANA", "SHOPEEPAY": "ShopeePay"}


class Tripay:
    name: ClassVar[str] = "tripay"
    title: ClassVar[str] = "Tripay"
    keys: ClassVar[tuple[port.KeyField, ...]] = (
        port.KeyField("merchant_code", "Kode Merchant", secret=False),
        port.KeyField("api_key", "API Key"),
        port.KeyField("private_key", "Private Key"),
    )
    headers: ClassVar[tuple[str, ...]] = ("x-callback-event",)
    tells_where: ClassVar[bool] = True
    took: ClassVar[port.Answer] = port.Answer(b'{"success": true}', "application/json")

    def __init__(self, keys: Mapping[str, str], mode: str, base: str = "") -> None:
        self._code, self._key = keys.get("merchant_code", ""), keys.get("api_key", "")
        self._private, self._base = keys.get("private_key", ""), base or HOSTS[mode]

    def methods(self) -> tuple[port.Method, ...]:
        qris = [
            port.Method("QRIS", "QRIS", "qris", 1_000, 5_000_000),
            port.Method("QRIS2", "QRIS 2", "qris", 1_000, 5_000_000),
        ]
        banks = [port.Method(code, f"VA {name}", "va", 10_000) for code, name in BANKS.items()]
        shops = [port.Method(code, name, "va", 10_000, 2_500_000) for code, name in SHOPS.items()]
        short = timedelta(hours=1)
        wallets = [
            port.Method(code, name, "page", 1_000, 10_000_000, short) for code, name in WALLETS.items()
        ]
        return (*qris, *banks, *shops, *wallets)

    def check(self) -> None:
        reply = self._call("GET", "/merchant/payment-channel")
        if not reply.get("success", False):
            raise port.Refused(_said(reply))

    def begin(self, ask: port.Ask) -> port.Begun:
        items = [{"sku": f"{ask.order_number}-{n}", "name": item.name, "price": item.price, "quantity": item.qty}
                 for n, item in enumerate(ask.items, start=1)]  # fmt: skip
        body = {
            "method": ask.method,
            "merchant_ref": ask.reference,
            "amount": ask.amount,
            "customer_name": ask.buyer_name,
            "customer_email": ask.email,
            "customer_phone": ask.phone,
            "order_items": items,
            "callback_url": ask.notify_url,
            "return_url": ask.return_url,
            "expired_time": int(ask.expires_at.timestamp()),
            "signature": signed(self._private, f"{self._code}{ask.reference}{ask.amount}"),
        }
        reply = self._call("POST", "/transaction/create", body)
        if not reply.get("success", False) or not isinstance(reply.get("data"), dict):
            raise port.Refused(_said(reply))
        return _begun(reply.get("data"))

    def verify(self, headers: Mapping[str, str], body: bytes) -> port.NoticeRead:
        """`x-callback-signature` = HMAC-SHA256 of the raw body under the private key."""
        given = headers.get("x-callback-signature", "")
        expected = hmac.new(self._private.encode(), body, sha256).hexdigest()
        if not self._private or not hmac.compare_digest(given.lower().encode(), expected.encode()):
            raise port.BadSignature()
        try:
            told = json.loads(body)
            reference, ours, status = told["reference"], told["merchant_ref"], told["status"]
        except (ValueError, KeyError, TypeError):
            raise port.Malformed() from None
        if headers.get("x-callback-event") != "payment_status" or not all(
            isinstance(part, str) for part in (reference, ours, status)
        ):
            raise port.Malformed()
        return port.NoticeRead(
            key=f"{reference}:{status}:{told.get('paid_at') or ''}",
            reference=ours,
            external_id=reference,
            claims=STATES.get(status, port.UNKNOWN),
        )

    def look(self, reference: str, external_id: str) -> port.Standing:
        if external_id:
            reply = self._call("GET", "/transaction/detail", params={"reference": external_id})
            rows = [reply.get("data")] if reply.get("success", False) else []
        else:
            reply = self._call("GET", "/merchant/transactions", params={"merchant_ref": reference})
            rows = list(reply.get("data", [])) if reply.get("success", False) else []
        if not reply.get("success", False) and reply.status != 404:
            raise port.Refused(_said(reply))
        rows = [row for row in rows if isinstance(row, dict) and row.get("merchant_ref") == reference]
        rows.sort(key=lambda row: row.get("status") != "PAID")
        return _standing(rows[0]) if rows else port.Standing(port.UNKNOWN)

    def call_off(self, reference: str, external_id: str) -> None:
        raise port.Refused(
            _("Tripay tidak bisa membatalkan kode bayar. Kodenya mati sendiri pada batas waktunya.")
        )

    def refund(self, ask: port.RefundAsk) -> port.Refunded:
        return port.Refunded(port.REFUSED, why=_("Tripay tidak bisa mengembalikan uang."))

    def may_refund(self, method: str, paid_at: datetime, now: datetime) -> str:
        return _("Tripay tidak bisa mengembalikan uang. Kirim lewat transfer.")

    def _call(
        self, method: str, path: str, body: Any = None, *, params: Mapping[str, str] | None = None
    ) -> Reply:
        headers = {"Authorization": f"Bearer {self._key}"}
        reply = call(method, f"{self._base}{path}", headers=headers, json=body, params=params)
        if reply.status in (401, 403):
            raise port.Refused(_said(reply))
        return reply


def signed(private_key: str, text: str) -> str:
    """HMAC-SHA256 as hex: of merchant code + reference + amount for a request, of the raw body for a notice."""
    return hmac.new(private_key.encode(), text.encode(), sha256).hexdigest()


def _said(reply: Reply) -> str:
    return plain(reply.get("message")) or f"HTTP {reply.status}"


def _begun(row: Mapping[str, Any]) -> port.Begun:
    code, name = str(row.get("payment_method") or ""), plain(row.get("payment_name"), 40)
    number = str(row.get("pay_code") or "")
    steps = [plain(step, 200) for way in row.get("instructions") or [] for step in way.get("steps", [])]
    page = row.get("pay_url") or ("" if number or row.get("qr_string") else row.get("checkout_url"))
    return port.Begun(
        external_id=str(row.get("reference") or ""),
        url=str(page or ""),
        qr=str(row.get("qr_string") or ""),
        va=port.Va(BANKS.get(code) or SHOPS.get(code) or name, number) if number else None,
        steps=tuple(steps[:10]),
        expires_at=_when(row.get("expired_time") or row.get("expired_at")),
    )


def _standing(row: Mapping[str, Any]) -> port.Standing:
    """What the customer paid on top as a fee of their own (`fee_customer`) is not ours."""
    begun = _begun(row)
    return port.Standing(
        state=STATES.get(str(row.get("status")), port.UNKNOWN),
        external_id=begun.external_id,
        amount=whole_rupiah(row.get("amount")) - whole_rupiah(row.get("fee_customer") or 0),
        fee=whole_rupiah(row.get("fee_merchant") or 0),
        method=str(row.get("payment_method") or "")[:30],
        paid_at=_when(row.get("paid_at")),
        refunded=whole_rupiah(row.get("amount")) if row.get("status") == "REFUND" else 0,
        begun=begun if begun.url or begun.qr or begun.va else None,
    )


def _when(seconds: object) -> datetime | None:
    return (
        datetime.fromtimestamp(int(str(seconds)), UTC) if re.fullmatch(r"[0-9]{9,11}", str(seconds)) else None
    )
