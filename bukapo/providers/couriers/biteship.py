"""Biteship: rates, orders and tracking of many couriers behind one key.

Source: biteship.com/id/docs as of 2026 (paths, bodies, status words, code 40002060 with its details). A waybill may
come later than the order. Notices have no signature: a header and its value, chosen in the dashboard, come with each.
"""

import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, ClassVar
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

from bukapo.providers.couriers.wire import Reply, call, plain, rupiah_of
from bukapo.shipping import port
from bukapo.shipping.couriers.codes import courier_name, days_of, kind_of, service_code

HOST = "https://api.biteship.com"
USED = 40002060
"""The reference was used before; `details.order_id` is whose."""
OURS = {
    "jne": "jne", "jnt": "jnt", "sicepat": "sicepat", "anteraja": "anteraja", "pos": "pos", "tiki": "tiki",
    "lion": "lion", "ninja": "ninja", "idexpress": "idexpress", "sap": "sap", "rpx": "rpx", "wahana": "wahana",
    "paxel": "paxel", "gojek": "gojek", "grab": "grab", "lalamove": "lalamove", "borzo": "borzo",
}  # fmt: skip
"""Canonical code -> theirs."""
STATES = {
    "confirmed": port.BOOKED, "scheduled": port.BOOKED, "allocated": port.BOOKED, "pickingup": port.BOOKED,
    "picked": port.UNDER_WAY, "droppingoff": port.UNDER_WAY, "delivered": port.DELIVERED, "onhold": port.HELD,
    "returnintransit": port.RETURNING, "returned": port.RETURNED, "rejected": port.RETURNED,
    "disposed": port.GONE, "couriernotfound": port.FAILED, "cancelled": port.CANCELLED,
}  # fmt: skip
"""Their words, written in either way (picking_up, pickingUp), without underscores in lower case."""
MOST_TRACKS = 60


class Biteship:
    name: ClassVar[str] = "biteship"
    title: ClassVar[str] = "Biteship"
    keys: ClassVar[tuple[port.KeyField, ...]] = (
        port.KeyField("api_key", "API Key"),
        port.KeyField("webhook_header", _("Nama header webhook"), secret=False, needed=False),  # type: ignore[arg-type]
        port.KeyField("webhook_secret", _("Isi header webhook"), needed=False),  # type: ignore[arg-type]
    )
    repeats: ClassVar[bool] = True
    labels: ClassVar[bool] = False
    picks_up: ClassVar[bool] = False
    needs_place: ClassVar[bool] = False
    books = True

    def __init__(self, keys: Mapping[str, str], mode: str, base: str = "", wait: float = 0) -> None:
        # Sandbox and live are one host: the key tells which.
        self._key, self._base, self._wait = keys.get("api_key", ""), base or HOST, wait
        self._header = keys.get("webhook_header", "").strip().lower()
        self._secret = keys.get("webhook_secret", "")

    def check(self) -> None:
        self._call("GET", "/v1/couriers")

    def couriers(self) -> tuple[str, ...]:
        return tuple(OURS)

    def places(self, text: str) -> tuple[port.Place, ...]:
        asked = {"countries": "ID", "input": text, "type": "single"}
        rows = _rows(self._call("GET", "/v1/maps/areas", params=asked).get("areas", []))
        return tuple(
            port.Place(str(row.get("id", "")), plain(row.get("name")), str(row.get("postal_code") or ""))
            for row in rows
        )

    def quote(self, ask: port.RateAsk) -> tuple[port.Rate, ...]:
        names = ",".join(OURS[code] for code in ask.couriers if code in OURS)
        body: dict[str, Any] = {
            **_at("origin", ask.origin), **_at("destination", ask.destination), "couriers": names,
            "items": _items(ask.pieces, ask.grams),
        }  # fmt: skip
        if ask.cod:
            body["destination_cash_on_delivery"] = ask.cod
        found = [
            _rate(row) for row in _rows(self._call("POST", "/v1/rates/couriers", body).get("pricing", []))
        ]
        return tuple(sorted((rate for rate in found if rate.fee), key=lambda rate: (rate.fee, rate.name)))

    def book(self, ask: port.BookAsk) -> port.Standing:
        body: dict[str, Any] = {
            **_contact("origin", ask.origin), **_contact("destination", ask.destination),
            "shipper_contact_name": ask.origin.name, "shipper_contact_phone": ask.origin.phone,
            "shipper_organization": ask.origin.name, "origin_collection_method": ask.by,
            "courier_company": OURS.get(ask.rate.courier, ask.rate.courier),
            "courier_type": ask.rate.token or ask.rate.service, "delivery_type": "now",
            "order_note": ask.note[:200], "reference_id": ask.reference, "items": _items(ask.pieces, ask.grams),
        }  # fmt: skip
        if ask.cod:
            body |= {"destination_cash_on_delivery": ask.cod, "destination_cash_on_delivery_type": "7_days"}
        reply = self._call("POST", "/v1/orders", body, may=(USED,))
        if reply.get("code") == USED:
            details = reply.get("details", {})
            known = str(details.get("order_id", "")) if isinstance(details, dict) else ""
            return self.look(port.Parcel(ask.reference, known, "", ask.rate.courier))
        return _standing(reply)

    def look(self, parcel: port.Parcel) -> port.Standing:
        if not parcel.external_id:
            return port.Standing(port.UNKNOWN)
        reply = self._call("GET", f"/v1/orders/{quote(parcel.external_id, safe='')}", may=(404,))
        if reply.status == 404:
            return port.Standing(port.UNKNOWN)
        courier = reply.get("courier", {})
        tracking = courier.get("tracking_id") if isinstance(courier, dict) else None
        return _standing(reply, self._history(str(tracking)) if tracking else ())

    def _history(self, tracking_id: str) -> tuple[port.Track, ...]:
        """Nice to have: a standing without it is as true."""
        try:
            reply = self._call("GET", f"/v1/trackings/{quote(tracking_id, safe='')}")
        except (port.Unavailable, port.Refused):
            return ()
        lines = (
            (_when(row.get("updated_at")), plain(row.get("note"), 200))
            for row in _rows(reply.get("history", []))
        )
        return tuple(port.Track(at, words) for at, words in lines if at)[-MOST_TRACKS:]

    def cancel(self, parcel: port.Parcel) -> None:
        body = {"cancellation_reason_code": "others", "cancellation_reason": "Dibatalkan penjual"}
        self._call("POST", f"/v1/orders/{quote(parcel.external_id, safe='')}/cancel", body)

    def label(self, parcel: port.Parcel) -> port.Label:
        raise port.CannotTell(
            str(_("Biteship tidak mencetak label. Pakai label BukaPO, resinya sudah di situ."))
        )

    def pick_up(self, parcels: tuple[port.Parcel, ...], at: datetime) -> None:
        raise port.CannotTell(str(_("Penjemputan sudah diminta waktu paket dipesankan.")))

    def read(self, headers: Mapping[str, str], body: bytes) -> port.NoticeRead | None:
        """Flat or with a `courier` inside. Registering the address sends nothing at all and wants a 200."""
        if not body.strip():
            return None
        if self._secret and not hmac.compare_digest(
            headers.get(self._header, "").encode(), self._secret.encode()
        ):
            raise port.BadSecret()
        try:
            told = json.loads(body)
        except ValueError:
            raise port.Malformed() from None
        if not isinstance(told, dict) or not isinstance(told.get("order_id"), str):
            raise port.Malformed()
        return port.NoticeRead(
            key=sha256(json.dumps(told, sort_keys=True).encode()).hexdigest(),
            external_id=told["order_id"],
            claims=STATES.get(_word(told.get("status")), ""),
        )

    def _call(
        self, method: str, path: str, body: Any = None, *, params: Mapping[str, str] | None = None,
        may: tuple[int, ...] = (),
    ) -> Reply:  # fmt: skip
        """The answer when it says yes, or one of the codes (theirs or HTTP's) in `may`. Raises Refused otherwise."""
        headers = {"authorization": self._key}
        reply = call(
            method, f"{self._base}{path}", headers=headers, wait=self._wait, json=body, params=params
        )
        fine = reply.status < 300 and reply.get("success", True)
        if not fine and reply.status not in may and reply.get("code") not in may:
            raise port.Refused(plain(reply.get("error") or reply.get("message")) or f"HTTP {reply.status}")
        return reply


def _rows(told: object) -> list[Mapping[str, Any]]:
    return [row for row in told if isinstance(row, dict)] if isinstance(told, list) else []


def _at(side: str, point: port.Point) -> dict[str, Any]:
    """By their own area where it is known, else by postal code. Raises Refused where there is neither."""
    if point.place:
        return {f"{side}_area_id": point.place}
    if not point.postal_code.isdigit():
        raise port.Refused(str(_("Kode pos belum ada di alamatnya.")))
    return {f"{side}_postal_code": int(point.postal_code)}


def _contact(side: str, point: port.Point) -> dict[str, Any]:
    address = ", ".join(part for part in (point.address, point.city, point.postal_code) if part)
    told = {
        f"{side}_contact_name": point.name, f"{side}_contact_phone": point.phone.replace("+62", "0", 1),
        f"{side}_address": address, **_at(side, point),
    }  # fmt: skip
    return told | ({f"{side}_contact_email": point.email} if point.email else {})


def _items(pieces: tuple[port.Piece, ...], grams: int) -> list[dict[str, Any]]:
    """Theirs weigh per piece; what the parcel weighs beside its pieces is the packing's."""
    items = [
        {"name": piece.name[:100], "value": piece.price, "quantity": piece.qty, "weight": max(1, piece.grams)}
        for piece in pieces
    ]
    rest = grams - sum(max(1, piece.grams) * piece.qty for piece in pieces)
    if rest > 0:
        items.append({"name": "Kemasan", "value": 0, "quantity": 1, "weight": rest})
    elif rest < 0:  # the scales say less than the products' own weights
        worth = sum(piece.price * piece.qty for piece in pieces)
        items = [{"name": pieces[0].name[:100], "value": worth, "quantity": 1, "weight": max(1, grams)}]
    return items


def _rate(row: Mapping[str, Any]) -> port.Rate:
    theirs = str(row.get("courier_code", ""))
    courier = next((code for code, name in OURS.items() if name == theirs), theirs)
    told = str(row.get("courier_service_code") or row.get("type") or "")
    service = service_code(told)
    kind = kind_of(service, str(row.get("service_type") or row.get("type") or ""))
    name = f"{courier_name(courier)} {plain(row.get('courier_service_name'), 30)}".strip()
    days = days_of(row.get("shipment_duration_range") or row.get("duration"))
    cod = bool(row.get("available_for_cash_on_delivery"))
    return port.Rate(courier, service, name, kind, rupiah_of(row.get("price")), days, cod, token=told[:30])


def _standing(reply: Reply, history: tuple[port.Track, ...] = ()) -> port.Standing:
    courier = reply.get("courier", {})
    courier = courier if isinstance(courier, dict) else {}
    status = reply.get("status")
    return port.Standing(
        state=STATES.get(_word(status), port.UNKNOWN),
        external_id=str(reply.get("id")),
        reference=str(reply.get("reference_id")),
        waybill=str(courier.get("waybill_id") or ""),
        fee=rupiah_of(reply.get("price")),
        words=history[-1].words if history else "",
        link=_link(courier.get("link")),
        history=history,
    )


def _word(status: object) -> str:
    return str(status or "").replace("_", "").replace(" ", "").lower()


def _link(text: object) -> str:
    return str(text) if str(text or "").startswith("https://") else ""


def _when(text: object) -> datetime | None:
    try:
        told = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return told.astimezone(UTC) if told.tzinfo else None
