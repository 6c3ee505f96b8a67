"""RajaOngkir by Komerce: fees and tracking with one key, parcels taken on by Komship with another.

Source: rajaongkir.com/docs as of 2026 (v2 of the shipping cost API; the delivery order API, called Komship). With the
delivery key everything goes through Komship, whose fees are the ones a parcel can be booked at; with the cost key
alone it tells fees and follows waybills. Nothing there knows a reference of ours, so it stands in the order's `notes`;
notices carry no signature at all. A waybill is given when the pickup is asked for.
"""

import json
from base64 import b64decode
from binascii import Error as BadBase64
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from bukapo.providers.couriers.wire import Reply, call, plain, rupiah_of
from bukapo.shipping import port
from bukapo.shipping.couriers.codes import courier_name, days_of, kind_of, service_code

COST = "https://rajaongkir.komerce.id/api/v1"
DELIVERY = {
    port.SANDBOX: "https://api-sandbox.collaborator.komerce.id",
    port.LIVE: "https://api.collaborator.komerce.id",
}
OURS = {
    "jne": "jne", "jnt": "jnt", "sicepat": "sicepat", "anteraja": "anteraja", "pos": "pos", "tiki": "tiki",
    "lion": "lion", "ninja": "ninja", "idexpress": "ide", "sap": "sap", "rpx": "rpx", "wahana": "wahana",
}  # fmt: skip
"""Canonical code -> theirs in the cost API; Komship writes names in capitals."""
SHOUTED = {
    "J&T": "jnt",
    "IDEXPRESS": "idexpress",
    "ID EXPRESS": "idexpress",
    "LION PARCEL": "lion",
    "POS INDONESIA": "pos",
}
STATES = {
    "created": port.BOOKED, "packing": port.BOOKED, "diajukan": port.BOOKED, "dijemput": port.UNDER_WAY,
    "dikirim": port.UNDER_WAY, "selesai": port.DELIVERED, "dibatalkan": port.CANCELLED,
    "bermasalah": port.HELD, "retur": port.RETURNING, "diretur": port.RETURNED,
}  # fmt: skip
WIB = timezone(timedelta(hours=7))
MOST_TRACKS = 60
A6 = "page_6"
"""Their name of the thermal label 100 x 150 mm."""


class RajaOngkir:
    name: ClassVar[str] = "rajaongkir"
    title: ClassVar[str] = "RajaOngkir (Komerce)"
    keys: ClassVar[tuple[port.KeyField, ...]] = (
        port.KeyField("delivery_key", _("API Key Shipping Delivery"), needed=False),  # type: ignore[arg-type]
        port.KeyField("cost_key", _("API Key Shipping Cost"), needed=False),  # type: ignore[arg-type]
    )
    repeats: ClassVar[bool] = False
    labels: ClassVar[bool] = True
    picks_up: ClassVar[bool] = True
    needs_place: ClassVar[bool] = True

    def __init__(self, keys: Mapping[str, str], mode: str, base: str = "", wait: float = 0) -> None:
        self._delivery_key, self._cost_key, self._wait = (
            keys.get("delivery_key", ""),
            keys.get("cost_key", ""),
            wait,
        )
        self._delivery, self._cost = base or DELIVERY[mode], f"{base}/api/v1" if base else COST

    @property
    def books(self) -> bool:
        return bool(self._delivery_key)

    def check(self) -> None:
        if not (self._delivery_key or self._cost_key):
            raise port.Refused(str(_("Isi paling sedikit satu kunci.")))
        for asked in (self._deliver if self._delivery_key else None, self._costs if self._cost_key else None):
            if asked == self._deliver:
                asked("GET", "/tariff/api/v1/destination/search", params={"keyword": "10110"})
            elif asked is not None:
                asked(
                    "GET",
                    "/destination/domestic-destination",
                    params={"search": "10110", "limit": "1", "offset": "0"},
                )

    def couriers(self) -> tuple[str, ...]:
        return tuple(OURS)

    def places(self, text: str) -> tuple[port.Place, ...]:
        if self.books:
            reply = self._deliver(
                "GET", "/tariff/api/v1/destination/search", params={"keyword": text}, none=(404,)
            )
        else:
            asked = {"search": text, "limit": "10", "offset": "0"}
            reply = self._costs("GET", "/destination/domestic-destination", params=asked, none=(404,))
        return tuple(
            port.Place(str(row.get("id", "")), plain(row.get("label")), str(row.get("zip_code") or ""))
            for row in _rows(reply.get("data", []))
        )

    def quote(self, ask: port.RateAsk) -> tuple[port.Rate, ...]:
        _named(ask.origin, ask.destination)
        rates = self._tariff(ask) if self.books else self._domestic(ask)
        wanted = [rate for rate in rates if rate.fee and rate.courier in ask.couriers]
        return tuple(sorted(wanted, key=lambda rate: (rate.fee, rate.name)))

    def _tariff(self, ask: port.RateAsk) -> list[port.Rate]:
        asked = {
            "shipper_destination_id": ask.origin.place, "receiver_destination_id": ask.destination.place,
            "weight": f"{ask.grams / 1000:g}", "item_value": str(ask.value), "cod": "yes" if ask.cod else "no",
        }  # fmt: skip
        data = self._deliver("GET", "/tariff/api/v1/calculate", params=asked, none=(404,)).get("data", {})
        told = data if isinstance(data, dict) else {}
        kinds = (("calculate_reguler", ""), ("calculate_cargo", "cargo"), ("calculate_instant", "instant"))
        return [_komship(row, kind) for name, kind in kinds for row in _rows(told.get(name))]

    def _domestic(self, ask: port.RateAsk) -> list[port.Rate]:
        form = {
            "origin": ask.origin.place, "destination": ask.destination.place, "weight": str(max(1, ask.grams)),
            "courier": ":".join(OURS[code] for code in ask.couriers if code in OURS), "price": "lowest",
        }  # fmt: skip
        return [
            _domestic(row)
            for row in _rows(self._costs("POST", "/calculate/domestic-cost", form=form).get("data"))
        ]

    def book(self, ask: port.BookAsk) -> port.Standing:
        """Taken on; the waybill comes with `pick_up`. The fee is taken from the balance there."""
        _named(ask.origin, ask.destination)
        self._may_book()
        data = self._deliver("POST", "/order/api/v1/orders/store", _order(ask)).get("data", {})
        number = str(data.get("order_no") or "") if isinstance(data, dict) else ""
        if not number:
            raise port.Unavailable("no order_no")
        return port.Standing(port.BOOKED, number, ask.reference, fee=ask.rate.fee)

    def look(self, parcel: port.Parcel) -> port.Standing:
        if not (parcel.external_id and self.books):
            return self._follow(parcel)
        asked = {"order_no": parcel.external_id}
        data = self._deliver("GET", "/order/api/v1/orders/detail", params=asked, none=(400, 404)).get("data")
        if not isinstance(data, dict) or not data.get("order_status"):
            return port.Standing(port.UNKNOWN)
        waybill = str(data.get("awb") or "")
        history = self._history(str(data.get("shipping") or ""), waybill) if waybill else ()
        return port.Standing(
            state=STATES.get(str(data["order_status"]).strip().lower(), port.UNKNOWN),
            external_id=parcel.external_id,
            reference=str(data.get("notes") or "").split(" ")[0],
            waybill=waybill,
            fee=max(0, rupiah_of(data.get("shipping_cost")) - rupiah_of(data.get("shipping_cashback"))),
            words=history[-1].words if history else "",
            link=url if (url := str(data.get("live_tracking_url") or "")).startswith("https://") else "",
            history=history,
        )

    def _history(self, shipping: str, waybill: str) -> tuple[port.Track, ...]:
        """Nice to have: a standing without it is as true."""
        try:
            asked = {"shipping": shipping, "airway_bill": waybill}
            data = self._deliver("GET", "/order/api/v1/orders/history-airway-bill", params=asked).get("data")
        except (port.Unavailable, port.Refused):
            return ()
        rows = _rows(data.get("history")) if isinstance(data, dict) else []
        return _tracks((_when(row.get("date")), row.get("desc")) for row in rows)

    def _follow(self, parcel: port.Parcel) -> port.Standing:
        """By waybill, with the cost key: whoever carries it. JNE wants the last five digits of the receiver's phone."""
        if not (parcel.waybill and self._cost_key):
            return port.Standing(port.UNKNOWN)
        asked = {"awb": parcel.waybill, "courier": OURS.get(parcel.courier, parcel.courier)}
        if parcel.courier == "jne":
            asked["last_phone_number"] = parcel.phone[-5:]
        data = self._costs("POST", "/track/waybill", params=asked, none=(400, 404)).get("data")
        if not isinstance(data, dict) or not data:
            return port.Standing(port.UNKNOWN)
        rows = _rows(data.get("manifest"))
        history = _tracks(
            (_when(f"{row.get('manifest_date')} {row.get('manifest_time')}"), row.get("manifest_description"))
            for row in rows
        )
        state = port.DELIVERED if data.get("delivered") is True else port.UNDER_WAY
        return port.Standing(
            state, waybill=parcel.waybill, words=history[-1].words if history else "", history=history
        )

    def cancel(self, parcel: port.Parcel) -> None:
        self._may_book()
        self._deliver("PUT", "/order/api/v1/orders/cancel", {"order_no": parcel.external_id})

    def label(self, parcel: port.Parcel) -> port.Label:
        self._may_book()
        asked = {"order_no": parcel.external_id, "page": A6}
        data = self._deliver("POST", "/order/api/v1/orders/print-label", params=asked).get("data")
        try:
            pdf = b64decode(str(data.get("base_64") or ""), validate=True) if isinstance(data, dict) else b""
        except BadBase64:
            pdf = b""
        if not pdf.startswith(b"%PDF"):
            raise port.Refused(str(_("Labelnya belum jadi. Minta penjemputan dulu.")))
        return port.Label(pdf=pdf)

    def pick_up(self, parcels: tuple[port.Parcel, ...], at: datetime) -> None:
        self._may_book()
        when = at.astimezone(WIB)
        body = {
            "pickup_date": f"{when:%Y-%m-%d}", "pickup_time": f"{when:%H:%M}", "pickup_vehicle": "Motor",
            "orders": [{"order_no": parcel.external_id} for parcel in parcels],
        }  # fmt: skip
        self._deliver("POST", "/order/api/v1/pickup/request", body)

    def read(self, headers: Mapping[str, str], body: bytes) -> port.NoticeRead | None:
        if not body.strip():
            return None
        try:
            told = json.loads(body)
        except ValueError:
            raise port.Malformed() from None
        if not isinstance(told, dict) or not isinstance(told.get("order_no"), str):
            raise port.Malformed()
        return port.NoticeRead(
            key=sha256(json.dumps(told, sort_keys=True).encode()).hexdigest(),
            external_id=told["order_no"],
            claims=STATES.get(str(told.get("status")).strip().lower(), ""),
        )

    def _may_book(self) -> None:
        if not self.books:
            raise port.CannotTell(str(_("Isi API Key Shipping Delivery untuk memesan kurir.")))

    def _deliver(self, method: str, path: str, body: Any = None, **how: Any) -> Reply:
        return self._asked(
            method, f"{self._delivery}{path}", {"x-api-key": self._delivery_key}, json=body, **how
        )

    def _costs(self, method: str, path: str, **how: Any) -> Reply:
        return self._asked(method, f"{self._cost}{path}", {"key": self._cost_key}, **how)

    def _asked(
        self, method: str, url: str, headers: Mapping[str, str], *, none: tuple[int, ...] = (), **how: Any
    ) -> Reply:
        """The answer when it says yes; an empty one for a status in `none`. Raises Refused otherwise."""
        reply = call(method, url, headers=headers, wait=self._wait, **how)
        if reply.status in none:
            return Reply(reply.status, {})
        if reply.status >= 300:
            data, meta = reply.get("data"), reply.get("meta", {})
            why = (
                data.get("errors")
                if isinstance(data, dict)
                else meta.get("message")
                if isinstance(meta, dict)
                else ""
            )
            raise port.Refused(plain(why) or f"HTTP {reply.status}")
        return reply


def _rows(told: object) -> list[Mapping[str, Any]]:
    return [row for row in told if isinstance(row, dict)] if isinstance(told, list) else []


def _tracks(lines: Iterable[tuple[datetime | None, object]]) -> tuple[port.Track, ...]:
    """Oldest first; lines of the same second stay as they came."""
    known = [port.Track(at, plain(words, 200)) for at, words in lines if at]
    return tuple(sorted(known, key=lambda track: track.at))[-MOST_TRACKS:]


def _named(*points: port.Point) -> None:
    if not all(point.place.isdigit() for point in points):
        raise port.Refused(str(_("Pilih dulu daerahnya menurut RajaOngkir.")))


def _komship(row: Mapping[str, Any], told: str) -> port.Rate:
    """`token` is what `book` must repeat: the service as they write it, their gross fee and what they give back."""
    shouted = str(row.get("shipping_name", "")).strip().upper()
    courier, theirs = SHOUTED.get(shouted, shouted.lower()), str(row.get("service_name", ""))
    gross, back = rupiah_of(row.get("shipping_cost")), rupiah_of(row.get("shipping_cashback"))
    service = service_code(theirs)
    return port.Rate(
        courier, service, f"{courier_name(courier)} {plain(theirs, 30)}", kind_of(service, told), max(0, gross - back),
        days_of(row.get("etd")), bool(row.get("is_cod")), token=f"{shouted}|{theirs[:30]}|{gross}|{back}",
    )  # fmt: skip


def _domestic(row: Mapping[str, Any]) -> port.Rate:
    theirs, told = str(row.get("code", "")), str(row.get("service", ""))
    courier = next((code for code, name in OURS.items() if name == theirs), theirs)
    service = service_code(told)
    name = f"{courier_name(courier)} {plain(told, 30)}"
    return port.Rate(
        courier, service, name, kind_of(service), rupiah_of(row.get("cost")), days_of(row.get("etd"))
    )


def _order(ask: port.BookAsk) -> dict[str, Any]:
    """Phones there begin with 0 or 62; the goods' own sum is what insurance and COD are reckoned from."""
    shouted, service, gross, back = (*ask.rate.token.split("|"), "", "", "", "")[:4]
    details = [
        {"product_name": piece.name[:100], "product_variant_name": "-", "product_price": piece.price, "qty": piece.qty,
         "product_weight": max(1, piece.grams), "product_width": 1, "product_height": 1, "product_length": 1,
         "subtotal": piece.price * piece.qty}
        for piece in ask.pieces
    ]  # fmt: skip
    goods = sum(piece.price * piece.qty for piece in ask.pieces)
    total = ask.cod or goods + rupiah_of(gross)
    return {
        "order_date": f"{ask.asked_at.astimezone(WIB):%Y-%m-%d}", "brand_name": ask.origin.name,
        "shipper_name": ask.origin.name, "shipper_phone": _phone(ask.origin.phone), "shipper_email": ask.origin.email,
        "shipper_destination_id": int(ask.origin.place), "shipper_address": ask.origin.address,
        "receiver_name": ask.destination.name, "receiver_phone": _phone(ask.destination.phone),
        "receiver_destination_id": int(ask.destination.place),
        "receiver_address": ", ".join(part for part in (ask.destination.address, ask.destination.city) if part),
        "shipping": shouted, "shipping_type": service, "payment_method": "COD" if ask.cod else "BANK TRANSFER",
        "shipping_cost": rupiah_of(gross), "shipping_cashback": rupiah_of(back), "service_fee": 0,
        "additional_cost": 0, "grand_total": total, "cod_value": ask.cod, "insurance_value": 0,
        "notes": f"{ask.reference} {ask.note}".strip()[:200], "order_details": details,
    }  # fmt: skip


def _phone(text: str) -> str:
    return text.replace("+62", "0", 1)


def _when(text: object) -> datetime | None:
    """Their times are WIB without saying so."""
    try:
        told = datetime.fromisoformat(str(text).strip())
    except ValueError:
        return None
    return (told if told.tzinfo else told.replace(tzinfo=WIB)).astimezone(UTC)
