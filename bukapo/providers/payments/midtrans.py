"""Midtrans: Core API for QRIS and virtual accounts (our own page), Snap for everything else (theirs).

Source: docs.midtrans.com as of 2026 (hosts, fields, status words, refund rules). HTTP answers are mostly 200; the real
code is the JSON's `status_code`, a string. Times are GMT+7 without saying so.
"""

import hmac
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha512
from typing import Any, ClassVar
from urllib.parse import quote

from django.utils.translation import gettext as _

from bukapo.payments import port
from bukapo.providers.payments.wire import Reply, call, plain, whole_rupiah

WIB = timezone(timedelta(hours=7))
CORE = {port.SANDBOX: "https://api.sandbox.midtrans.com", port.LIVE: "https://api.midtrans.com"}
SNAP = {
    port.SANDBOX: "https://app.sandbox.midtrans.com/snap/v1",
    port.LIVE: "https://app.midtrans.com/snap/v1",
}
BANKS = {"bca": "BCA", "bni": "BNI", "bri": "BRI", "permata": "Permata", "cimb": "CIMB Niaga"}
ON_SNAP = ["credit_card", "gopay", "shopeepay", "dana", "ovo", "alfamart", "indomaret", "akulaku", "kredivo"]
STATES = {
    "pending": port.PENDING, "authorize": port.PENDING, "capture": port.PAID, "settlement": port.PAID,
    "refund": port.PAID, "partial_refund": port.PAID, "chargeback": port.PAID, "partial_chargeback": port.PAID,
    "deny": port.FAILED, "cancel": port.FAILED, "failure": port.FAILED, "expire": port.EXPIRED,
}  # fmt: skip
REFUND_DAYS = {
    # The shortest window there is: an off-us QRIS payment can go back for 7 days only, and nobody tells which it was.
    "qris": 7, "gopay": 45, "shopeepay": 365, "dana": 45, "ovo": 7, "credit_card": 180, "kredivo": 14, "akulaku": 14,
}  # fmt: skip


class Midtrans:
    name: ClassVar[str] = "midtrans"
    title: ClassVar[str] = "Midtrans"
    keys: ClassVar[tuple[port.KeyField, ...]] = (port.KeyField("server_key", "Server Key"),)
    headers: ClassVar[tuple[str, ...]] = ()
    tells_where: ClassVar[bool] = True
    took: ClassVar[port.Answer] = port.Answer()

    def __init__(self, keys: Mapping[str, str], mode: str, base: str = "") -> None:
        self._key = keys.get("server_key", "")
        self._core = base or CORE[mode]
        self._snap = f"{base}/snap/v1" if base else SNAP[mode]

    def methods(self) -> tuple[port.Method, ...]:
        banks = [port.Method(f"va_{code}", f"VA {name}", "va", least=10_000) for code, name in BANKS.items()]
        return (
            port.Method("qris", "QRIS", "qris", most=10_000_000, refund_days=REFUND_DAYS["qris"]),
            *banks,
            port.Method("va_mandiri", "Mandiri Bill", "va", least=10_000),
            port.Method("snap", _("Kartu, e-wallet, minimarket"), "page", least=10_000, refund_days=7),
        )

    def check(self) -> None:
        """A payment nobody has: 404 when the key is right."""
        reply = self._call("GET", f"{self._core}/v2/bukapo-uji/status")
        if _code(reply) not in (200, 404):
            raise port.Refused(_said(reply))

    def begin(self, ask: port.Ask) -> port.Begun:
        if ask.method == "snap":
            return self._begin_snap(ask)
        reply = self._call(
            "POST", f"{self._core}/v2/charge", {**_what(ask), **_how(ask)}, notify=ask.notify_url
        )
        if _code(reply) == 406:
            raise port.Duplicate(_said(reply))
        if _code(reply) not in (200, 201) or reply.get("transaction_status") != "pending":
            raise port.Refused(_said(reply))
        return _begun(reply)

    def _begin_snap(self, ask: port.Ask) -> port.Begun:
        minutes = max(1, int((ask.expires_at - ask.begun_at).total_seconds() // 60))
        lasts = {"unit": "minute", "duration": minutes}
        body = {
            **_what(ask),
            "enabled_payments": ON_SNAP,
            "callbacks": {"finish": ask.return_url, "error": ask.return_url},
            "expiry": {"start_time": _wib(ask.begun_at), **lasts},
            "page_expiry": lasts,
        }
        reply = self._call("POST", f"{self._snap}/transactions", body, notify=ask.notify_url)
        if reply.status == 406 or "already been taken" in _said(reply) or "sudah digunakan" in _said(reply):
            raise port.Duplicate(_said(reply))
        url = str(reply.get("redirect_url"))
        if reply.status != 201 or not url.startswith(("https://", "http://")):
            raise port.Refused(_said(reply))
        # The transaction gets its id when the payer chooses a method; until then our reference is its only name.
        return port.Begun(external_id="", url=url, expires_at=ask.expires_at)

    def verify(self, headers: Mapping[str, str], body: bytes) -> port.NoticeRead:
        """`signature_key` = SHA-512 over order_id + status_code + gross_amount (as written) + server key."""
        try:
            told = json.loads(body)
            parts = [told[name] for name in ("order_id", "status_code", "gross_amount", "signature_key")]
            status, transaction = told["transaction_status"], told["transaction_id"]
        except (ValueError, KeyError, TypeError):
            raise port.Malformed() from None
        if not all(isinstance(part, str) for part in (*parts, status, transaction)):
            raise port.Malformed()
        order, code, amount, signature = parts
        if not hmac.compare_digest(signed(order, code, amount, self._key), signature.lower()):
            raise port.BadSignature()
        news = [transaction, code, status, str(told.get("fraud_status", "")), _refund_news(told)]
        return port.NoticeRead(
            key=sha512("\n".join(news).encode()).hexdigest()[:64],
            reference=order,
            external_id=transaction,
            claims=STATES.get(status, port.UNKNOWN),
        )

    def look(self, reference: str, external_id: str) -> port.Standing:
        reply = self._call("GET", f"{self._core}/v2/{quote(reference, safe='')}/status")
        if _code(reply) == 404:
            return port.Standing(port.UNKNOWN)
        if _code(reply) not in (200, 201, 202, 407) or "transaction_status" not in reply.data:
            raise port.Refused(_said(reply))
        return _standing(reply)

    def call_off(self, reference: str, external_id: str) -> None:
        reply = self._call("POST", f"{self._core}/v2/{quote(reference, safe='')}/cancel")
        if _code(reply) not in (200, 202):
            raise port.Refused(_said(reply))

    def refund(self, ask: port.RefundAsk) -> port.Refunded:
        """Safe to ask again: the same `refund_key` is the same refund (406, and the status lists it)."""
        body = {"refund_key": ask.key, "amount": ask.amount, "reason": ask.reason[:255]}
        reply = self._call("POST", f"{self._core}/v2/{quote(ask.reference, safe='')}/refund", body)
        if _code(reply) == 200:
            return port.Refunded(port.DONE, str(reply.get("refund_chargeback_id")))
        if _code(reply) == 406:
            sent = self.look(ask.reference, ask.external_id).refunds.get(ask.key, 0)
            return port.Refunded(port.DONE if sent == ask.amount else port.WAITING)
        return port.Refunded(port.REFUSED, why=_said(reply))

    def may_refund(self, method: str, paid_at: datetime, now: datetime) -> str:
        days = REFUND_DAYS.get(method)
        if days is None:
            return _("Midtrans tidak bisa mengembalikan pembayaran dengan cara ini.")
        if now - paid_at > timedelta(days=days):
            return _("Sudah lewat %(days)s hari, Midtrans tidak bisa mengembalikannya lagi.") % {"days": days}
        return ""

    def _call(self, method: str, url: str, body: Any = None, notify: str = "") -> Reply:
        headers = {"X-Override-Notification": notify} if notify else None
        reply = call(method, url, auth=(self._key, ""), headers=headers, json=body)
        if _code(reply) == 401:
            raise port.Refused(_said(reply))
        if _code(reply) >= 500:
            raise port.Unavailable(_said(reply))
        return reply


def signed(order_id: str, status_code: str, gross_amount: str, server_key: str) -> str:
    """The signature of a notification, 128 hex digits."""
    return sha512(f"{order_id}{status_code}{gross_amount}{server_key}".encode()).hexdigest()


def _code(reply: Reply) -> int:
    told = str(reply.get("status_code", reply.status))
    return int(told) if re.fullmatch(r"[0-9]{3}", told) else reply.status


def _said(reply: Reply) -> str:
    words = reply.get("error_messages") or reply.get("validation_messages") or [reply.get("status_message")]
    return plain("; ".join(map(str, words)) if isinstance(words, list) else words) or f"HTTP {reply.status}"


def _what(ask: port.Ask) -> dict[str, Any]:
    """The parts that Snap and Core share. `|` breaks some of their partners."""
    items = [
        {"id": f"{ask.order_number}-{number}", "price": item.price, "quantity": item.qty,
         "name": item.name.replace("|", "/")[:50]}
        for number, item in enumerate(ask.items, start=1)
    ]  # fmt: skip
    customer = {"first_name": ask.buyer_name[:255], "phone": ask.phone}
    return {
        "transaction_details": {"order_id": ask.reference, "gross_amount": ask.amount},
        "item_details": items,
        "customer_details": customer | ({"email": ask.email} if ask.email else {}),
    }


def _how(ask: port.Ask) -> dict[str, Any]:
    """The block of the method, and until when (whole minutes)."""
    minutes = max(1, int((ask.expires_at - ask.begun_at).total_seconds() // 60))
    expiry = {"order_time": _wib(ask.begun_at), "expiry_duration": minutes, "unit": "minute"}
    bank = ask.method.removeprefix("va_")
    block: dict[str, Any]
    if ask.method == "qris":
        block = {"payment_type": "qris", "qris": {"acquirer": "gopay"}}
    elif bank == "mandiri":
        bill = {"bill_info1": "Pesanan", "bill_info2": ask.order_number[:30]}
        block = {"payment_type": "echannel", "echannel": bill}
    elif bank in BANKS:
        block = {"payment_type": "bank_transfer", "bank_transfer": {"bank": bank}}
    else:
        raise port.Refused(ask.method)
    return {**block, "custom_expiry": expiry}


def _begun(reply: Reply) -> port.Begun:
    va = _va(reply)
    return port.Begun(
        external_id=str(reply.get("transaction_id")),
        qr=str(reply.get("qr_string")),
        va=va,
        expires_at=_when(reply.get("expiry_time")),
    )


def _va(reply: Reply) -> port.Va | None:
    if numbers := reply.get("va_numbers", []):
        return port.Va(BANKS.get(numbers[0]["bank"], numbers[0]["bank"].upper()), numbers[0]["va_number"])
    if number := reply.get("permata_va_number"):
        return port.Va("Permata", str(number))
    if key := reply.get("bill_key"):
        return port.Va("Mandiri", str(key), biller=str(reply.get("biller_code")))
    return None


def _standing(reply: Reply) -> port.Standing:
    status, paid = (
        reply.get("transaction_status"),
        reply.get("transaction_status") in ("settlement", "capture"),
    )
    state = STATES.get(status, port.UNKNOWN)
    if paid and (_code(reply) != 200 or reply.get("fraud_status", "accept") != "accept"):
        state = port.PENDING  # a card under review is not money yet
    begun = _begun(reply)
    rows = [row for row in reply.get("refunds", []) if isinstance(row, dict)]
    return port.Standing(
        state=state,
        external_id=begun.external_id,
        amount=whole_rupiah(reply.get("gross_amount")),
        currency=str(reply.get("currency", "IDR")),
        method=_method(reply),
        paid_at=_when(reply.get("settlement_time") or reply.get("transaction_time"))
        if state == port.PAID
        else None,
        refunded=whole_rupiah(reply.get("refund_amount", 0)),
        refunds={str(row.get("refund_key")): whole_rupiah(row.get("refund_amount", 0)) for row in rows},
        begun=begun if begun.qr or begun.va else None,
    )


def _method(reply: Reply) -> str:
    kind = str(reply.get("payment_type"))
    va = _va(reply)
    if kind == "echannel":
        return "va_mandiri"
    return f"va_{next((c for c, n in BANKS.items() if va and n == va.bank), kind)}" if va else kind


def _refund_news(told: Mapping[str, Any]) -> str:
    """A refund is told twice, the second time with the bank's confirmation: two pieces of news."""
    return json.dumps(told.get("refunds"), sort_keys=True) if told.get("refunds") else ""


def _wib(at: datetime) -> str:
    return at.astimezone(WIB).strftime("%Y-%m-%d %H:%M:%S +0700")


def _when(text: object) -> datetime | None:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", str(text)):
        return None
    return datetime.fromisoformat(str(text)).replace(tzinfo=WIB).astimezone(UTC)
