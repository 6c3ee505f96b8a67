"""Xendit: Invoice v2. The buyer pays on Xendit's page; notices go to the address set in the dashboard.

Source: docs.xendit.co and the official SDKs 7.0 (paths, fields, `expire!` with its exclamation mark). An `external_id`
is not unique there: the invoice's own id is kept, and found again by the list where an answer was lost.
"""

import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, ClassVar
from urllib.parse import quote

from django.utils.translation import gettext as _

from bukapo.payments import port
from bukapo.providers.payments.wire import Reply, call, plain, whole_rupiah

HOST = "https://api.xendit.co"
STATES = {
    "PENDING": port.PENDING, "PAID": port.PAID, "SETTLED": port.PAID, "EXPIRED": port.EXPIRED,
}  # fmt: skip
ONLY = {"qris": ["QRIS"], "va": ["BCA", "BNI", "BRI", "MANDIRI", "PERMATA", "BSI", "CIMB"]}
"""What the page offers, per method of ours; everything the account has where nothing is said."""
NO_WAY_BACK = ("BANK_TRANSFER", "CALLBACK_VIRTUAL_ACCOUNT", "RETAIL_OUTLET", "POOL")
REFUNDS = {"SUCCEEDED": port.DONE, "PENDING": port.WAITING, "FAILED": port.REFUSED, "CANCELLED": port.REFUSED}


class Xendit:
    name: ClassVar[str] = "xendit"
    title: ClassVar[str] = "Xendit"
    keys: ClassVar[tuple[port.KeyField, ...]] = (
        port.KeyField("secret_key", "Secret API Key"),
        port.KeyField("callback_token", "Webhook Verification Token"),
    )
    headers: ClassVar[tuple[str, ...]] = ("webhook-id",)
    tells_where: ClassVar[bool] = False
    took: ClassVar[port.Answer] = port.Answer()

    def __init__(self, keys: Mapping[str, str], mode: str, base: str = "") -> None:
        # Sandbox and live are one host: the key tells which.
        self._key, self._token, self._base = (
            keys.get("secret_key", ""),
            keys.get("callback_token", ""),
            base or HOST,
        )

    def methods(self) -> tuple[port.Method, ...]:
        return (
            port.Method("qris", "QRIS", "page", most=10_000_000),
            port.Method("va", _("Virtual account bank"), "page", least=10_000),
            port.Method("invoice", _("Semua cara di halaman Xendit"), "page", least=1_000),
        )

    def check(self) -> None:
        """Invoices of nobody: an empty list when the key is right."""
        reply = self._call("GET", "/v2/invoices", params={"external_id": "bukapo-uji"})
        if reply.status != 200:
            raise port.Refused(_said(reply))

    def begin(self, ask: port.Ask) -> port.Begun:
        body: dict[str, Any] = {
            "external_id": ask.reference,
            "amount": ask.amount,
            "currency": "IDR",
            "description": ask.order_number,
            "invoice_duration": max(60, int((ask.expires_at - ask.begun_at).total_seconds())),
            "customer": {"given_names": ask.buyer_name[:255], "mobile_number": ask.phone},
            "items": [{"name": i.name[:255], "price": i.price, "quantity": i.qty} for i in ask.items[:75]],
            "success_redirect_url": ask.return_url,
            "failure_redirect_url": ask.return_url,
            "locale": "id",
        }
        if ask.email:
            body |= {"payer_email": ask.email}
        if ask.method in ONLY:
            body |= {"payment_methods": ONLY[ask.method]}
        reply = self._call("POST", "/v2/invoices/", body)
        begun = _begun(reply.data)
        if reply.status not in (200, 201) or not begun.url.startswith(("https://", "http://")):
            raise port.Refused(_said(reply))
        return begun

    def verify(self, headers: Mapping[str, str], body: bytes) -> port.NoticeRead:
        """`x-callback-token` is a fixed word, the same every time: it says who speaks, not that it is true."""
        given = headers.get("x-callback-token", "")
        if not self._token or not hmac.compare_digest(given.encode(), self._token.encode()):
            raise port.BadSignature()
        try:
            told = json.loads(body)
            data = told["data"] if "event" in told else told
            invoice = data["invoice_id"] if "event" in told else data["id"]
        except (ValueError, KeyError, TypeError):
            raise port.Malformed() from None
        if not isinstance(invoice, str) or not isinstance(data, dict):
            raise port.Malformed()
        status = str(told.get("event") or data.get("status"))
        news = [invoice, status, str(data.get("payment_id", "")), str(data.get("reference_id", ""))]
        return port.NoticeRead(
            key=sha256("\n".join(news).encode()).hexdigest(),
            reference=str(data.get("external_id") or ""),
            external_id=invoice,
            claims=STATES.get(status, port.UNKNOWN),
        )

    def look(self, reference: str, external_id: str) -> port.Standing:
        if external_id:
            reply = self._call("GET", f"/v2/invoices/{quote(external_id, safe='')}")
            found = [reply.data] if reply.status == 200 else []
        else:
            reply = self._call("GET", "/v2/invoices", params={"external_id": reference})
            found = (
                [row for row in reply.data if row.get("external_id") == reference]
                if reply.status == 200
                else []
            )
        if reply.status not in (200, 404):
            raise port.Refused(_said(reply))
        ranks = {port.PAID: 0, port.PENDING: 1}
        found.sort(key=lambda row: ranks.get(STATES.get(str(row.get("status")), ""), 2))
        return _standing(found[0]) if found else port.Standing(port.UNKNOWN)

    def call_off(self, reference: str, external_id: str) -> None:
        invoice = external_id or self.look(reference, "").external_id
        reply = self._call("POST", f"/invoices/{quote(invoice, safe='')}/expire!")
        if not invoice or reply.status != 200:
            raise port.Refused(_said(reply))

    def refund(self, ask: port.RefundAsk) -> port.Refunded:
        """Safe to ask again: the same `idempotency-key` is the same refund; once its id is known it is read back."""
        if ask.refund_id:
            reply = self._call("GET", f"/refunds/{quote(ask.refund_id, safe='')}")
        else:
            body = {
                "invoice_id": ask.external_id,
                "reference_id": ask.key,
                "amount": ask.amount,
                "currency": "IDR",
                "reason": "REQUESTED_BY_CUSTOMER",
            }
            reply = self._call("POST", "/refunds", body, headers={"idempotency-key": ask.key})
        if reply.status not in (200, 201):
            return port.Refunded(port.REFUSED, why=_said(reply))
        state = REFUNDS.get(str(reply.get("status")), port.WAITING)
        return port.Refunded(state, str(reply.get("id")), plain(reply.get("failure_code")))

    def may_refund(self, method: str, paid_at: datetime, now: datetime) -> str:
        if method.split(":")[0] in NO_WAY_BACK:
            return _("Xendit tidak bisa mengembalikan pembayaran lewat virtual account atau gerai.")
        return ""

    def _call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        url = f"{self._base}{path}"
        reply = call(method, url, auth=(self._key, ""), json=body, params=params, headers=headers)
        if reply.status in (401, 403):
            raise port.Refused(_said(reply))
        return reply


def _said(reply: Reply) -> str:
    return plain(f"{reply.get('error_code')} {reply.get('message')}") or f"HTTP {reply.status}"


def _begun(row: Any) -> port.Begun:
    told = row if isinstance(row, dict) else {}
    return port.Begun(
        external_id=str(told.get("id") or ""),
        url=str(told.get("invoice_url") or ""),
        expires_at=_when(told.get("expiry_date")),
    )


def _standing(row: Mapping[str, Any]) -> port.Standing:
    begun = _begun(row)
    state = STATES.get(str(row.get("status")), port.UNKNOWN)
    return port.Standing(
        state=state,
        external_id=begun.external_id,
        amount=whole_rupiah(row.get("paid_amount") or row.get("amount")),
        currency=str(row.get("currency") or "IDR"),
        method=":".join(str(row[name]) for name in ("payment_method", "payment_channel") if row.get(name))[
            :30
        ],
        paid_at=_when(row.get("paid_at")),
        begun=begun if state == port.PENDING else None,
    )


def _when(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text)).astimezone(UTC)
    except ValueError:
        return None
