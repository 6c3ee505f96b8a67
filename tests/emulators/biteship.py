"""Biteship, emulated: areas, rates by zone and weight, orders, tracking, notices of three kinds."""

import itertools
from datetime import UTC, datetime
from typing import Any, ClassVar

from tests.emulators.couriers import WIB_HOURS, Box, CourierEmulator, as_news, distance
from tests.emulators.kinds import Answer, News, Request
from tests.emulators.server import run_alone

KEY, HEADER, SECRET = "biteship_test.UJI0123456789", "X-Bukapo-Secret", "kata-sandi-webhook"
SERVICES = {
    ("jne", "reg"): ("JNE", "Reguler", "regular", "2 - 3", 9_000),
    ("jne", "yes"): ("JNE", "Yakin Esok Sampai", "overnight", "1 - 1", 18_000),
    ("sicepat", "reg"): ("SiCepat", "Reguler", "regular", "2 - 3", 8_500),
    ("anteraja", "next_day"): ("AnterAja", "Next Day", "overnight", "1 - 1", 16_500),
    ("tiki", "reg"): ("TIKI", "Reguler", "regular", "3 - 4", 9_500),
}
"""(code, service) -> names, type, days, rupiah a kilogram within the same first digit of the postal code."""
AREAS = [
    ("IDNP9IDNC22IDND133IDNZ40135", "Coblong", "Kota Bandung", "Jawa Barat", 40135),
    ("IDNP6IDNC147IDND835IDNZ10110", "Gambir", "Jakarta Pusat", "DKI Jakarta", 10110),
]
MAY_CANCEL = ("confirmed", "scheduled", "allocated")


class BiteshipEmulator(CourierEmulator):
    name: ClassVar[str] = "Biteship"
    table: ClassVar[tuple[float, ...]] = (60, 300)
    words: ClassVar[dict[str, str]] = {
        "booked": "allocated", "under_way": "picked", "held": "on_hold", "delivered": "delivered",
        "returning": "return_in_transit", "returned": "returned", "gone": "disposed", "failed": "courier_not_found",
        "cancelled": "cancelled",
    }  # fmt: skip
    routes: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("GET", "/v1/couriers", "do_check"),
        ("GET", "/v1/maps/areas", "do_places"),
        ("POST", "/v1/rates/couriers", "do_quote"),
        ("POST", "/v1/orders", "do_book"),
        ("GET", "/v1/orders/(?P<number>[^/]+)", "do_look"),
        ("POST", "/v1/orders/(?P<number>[^/]+)/cancel", "do_cancel"),
        ("GET", "/v1/trackings/(?P<number>[^/]+)", "do_track"),
    )

    def __init__(self, *, key: str = KEY, secret: str = SECRET, nested: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.key, self.secret, self.nested, self.waybill_late = key, secret, nested, False
        self._numbers = itertools.count(1)

    def do_check(self, request: Request) -> Answer:
        rows = [{"courier_code": code, "courier_service_code": service} for code, service in SERVICES]
        return self._stranger(request) or Answer(
            200, {"success": True, "object": "courier", "couriers": rows}
        )

    def do_places(self, request: Request) -> Answer:
        text = request.query.get("input", "").lower()
        rows = [
            {"id": area, "name": f"{district}, {city}, {province}. {zip_code}", "country_code": "ID",
             "administrative_division_level_1_name": province, "administrative_division_level_2_name": city,
             "administrative_division_level_3_name": district, "postal_code": zip_code}
            for area, district, city, province, zip_code in AREAS
            if text and (text in f"{district} {city} {province} {zip_code}".lower())
        ]  # fmt: skip
        return self._stranger(request) or Answer(200, {"success": True, "areas": rows})

    def do_quote(self, request: Request) -> Answer:
        told = request.json() or {}
        if refused := self._stranger(request) or self._wrong(told):
            return refused
        grams = sum(item["weight"] * item["quantity"] for item in told["items"])
        wanted = str(told.get("couriers", "")).split(",")
        rows = [self._priced(told, code, service, grams) for code, service in SERVICES if code in wanted]
        if not rows or self._zip(told, "destination").startswith(self.nowhere or "-"):
            return _no(400, 40001010, "No courier available for the requested location")
        body = {"success": True, "object": "courier_pricing", "code": 20001003, "pricing": rows}
        return Answer(200, {**body, "message": "Success to retrieve courier pricing"})

    def _priced(self, told: dict[str, Any], code: str, service: str, grams: float) -> dict[str, Any]:
        courier, name, kind, days, a_kg = SERVICES[code, service]
        return {
            "courier_name": courier, "courier_code": code, "courier_service_name": name,
            "courier_service_code": service, "type": service, "service_type": kind, "shipping_type": "parcel",
            "description": name, "duration": f"{days} Days", "shipment_duration_range": days,
            "shipment_duration_unit": "days", "price": a_kg * self.kilograms(grams) * self._far(told),
            "available_for_cash_on_delivery": code != "tiki", "available_collection_method": ["pickup", "drop_off"],
        }  # fmt: skip

    def _far(self, told: dict[str, Any]) -> int:
        return distance(self._zip(told, "origin"), self._zip(told, "destination"))

    def _zip(self, told: dict[str, Any], side: str) -> str:
        area = {row[0]: str(row[4]) for row in AREAS}.get(told.get(f"{side}_area_id", ""), "")
        return area or str(told.get(f"{side}_postal_code") or "")

    def do_book(self, request: Request) -> Answer:
        told = request.json() or {}
        if refused := self._stranger(request) or self._wrong(told) or _unnamed(told):
            return refused
        courier, service = str(told.get("courier_company")), str(told.get("courier_type")).lower()
        if (courier, service) not in SERVICES:
            return _no(400, 40002002, "Courier is not available for the requested service")
        for box in self.boxes.values():
            if box.reference == told.get("reference_id"):
                words = "Failed to create order due to existing reference id. Please use another reference id"
                details = {
                    "order_id": box.id,
                    "reference_id": box.reference,
                    "waybill_id": box.waybill or None,
                }
                return _no(400, 40002060, words, details)
        grams = sum(item["weight"] * item["quantity"] for item in told["items"])
        number = next(self._numbers)
        fee = self._priced(told, courier, service, grams)["price"]
        box = Box(f"6251863341aa{number:012d}", str(told.get("reference_id") or ""), "confirmed", fee, told)
        box.waybill = "" if self.waybill_late else f"WYB-{number:013d}"
        self.enter(box, "confirmed", "Order has been confirmed.")
        self.boxes[box.id] = box
        return Answer(200, {**self._shape(box), "message": "Order successfully created"})

    def do_look(self, request: Request, number: str) -> Answer:
        return self._stranger(request) or self._found(number) or Answer(200, self._shape(self.boxes[number]))

    def do_cancel(self, request: Request, number: str) -> Answer:
        if refused := self._stranger(request) or self._found(number):
            return refused
        box = self.boxes[number]
        if box.status not in MAY_CANCEL:
            return _no(400, 40002025, "Order cannot be cancelled because it is already picked up")
        self.enter(box, "cancelled", "Order has been cancelled.")
        self.told(self.status_news(box))
        body = {"success": True, "message": "Order successfully cancelled", "id": box.id}
        return Answer(200, {**body, "status": "cancelled"})

    def do_track(self, request: Request, number: str) -> Answer:
        number = number.removeprefix("trk-")
        if refused := self._stranger(request) or self._found(number):
            return refused
        box = self.boxes[number]
        rows = [
            {"note": words, "service_type": "regular", "status": status,
             "updated_at": (at + WIB_HOURS).replace(tzinfo=None).isoformat(timespec="seconds") + "+07:00"}
            for at, status, words in box.history
        ]  # fmt: skip
        body = {
            "success": True,
            "object": "tracking",
            "id": f"trk-{box.id}",
            "waybill_id": box.waybill or None,
        }
        return Answer(200, {**body, "history": rows, "order_id": box.id, "status": box.status})

    # -- notices ---------------------------------------------------------------------------------------------------

    def give_waybill(self, reference: str) -> None:
        box = self.by_reference(reference)
        box.waybill = f"WYB-{box.id[-13:]}"
        self.told(
            self._news({"event": "order.waybill_id", "order_id": box.id, "courier_waybill_id": box.waybill})
        )

    def reweigh(self, reference: str, fee: int) -> None:
        """The courier put it on its own scales: another fee, and a notice of it."""
        box = self.by_reference(reference)
        box.fee = fee
        self.told(
            self._news({"event": "order.price", "order_id": box.id, "order_price": fee, "insurance_fee": 0})
        )

    def registered(self) -> News:
        """What comes when the address is entered in the dashboard: nothing at all."""
        return as_news(self.notify, b"")

    def status_news(self, box: Box) -> News:
        told = {
            "event": "order.status", "order_id": box.id, "order_price": box.fee, "status": box.status,
            "updated_at": datetime.now(UTC).isoformat(),
        }  # fmt: skip
        courier = {
            "company": box.told["courier_company"],
            "type": box.told["courier_type"],
            "waybill_id": box.waybill,
        }
        flat = {f"courier_{name}": value for name, value in courier.items()}
        return self._news({**told, "courier": courier} if self.nested else {**told, **flat})

    def _news(self, body: dict[str, Any]) -> News:
        secret = self.secret[::-1] if self.faults.wrong_signature else self.secret
        return as_news(self.notify, body, {HEADER: secret})

    # -- pieces ----------------------------------------------------------------------------------------------------

    def _stranger(self, request: Request) -> Answer | None:
        if request.headers.get("authorization") == self.key:
            return None
        return _no(401, 40101001, "Authorization failed")

    def _found(self, number: str) -> Answer | None:
        return None if number in self.boxes else _no(404, 40402001, "Order not found")

    def _wrong(self, told: dict[str, Any]) -> Answer | None:
        for side in ("origin", "destination"):
            if len(self._zip(told, side)) != 5:
                return _no(400, 40001002, f"{side} postal code is invalid")
        items = told.get("items") or []
        fine = [i for i in items if isinstance(i.get("weight"), int) and i["weight"] > 0 and i.get("name")]
        if not items or len(fine) < len(items):
            return _no(400, 40001006, "Items must have a name and a weight of at least 1 gram")
        return None

    def _shape(self, box: Box) -> dict[str, Any]:
        return {
            "success": True, "object": "order", "id": box.id, "status": box.status, "price": box.fee,
            "reference_id": box.reference, "note": box.told.get("order_note"), "items": box.told["items"],
            "courier": {
                "tracking_id": f"trk-{box.id}", "waybill_id": box.waybill or None, "link": f"https://track.example/{box.id}",
                "company": box.told["courier_company"], "type": box.told["courier_type"],
                "insurance": {"amount": 0, "fee": 0}, "routing_code": None,
            },
            "delivery": {"datetime": datetime.now(UTC).isoformat(), "type": "now"},
        }  # fmt: skip


def _unnamed(told: dict[str, Any]) -> Answer | None:
    for side in ("origin", "destination"):
        for part in ("contact_name", "contact_phone", "address"):
            if not str(told.get(f"{side}_{part}") or "").strip():
                return _no(400, 40002001, f"{side}_{part} is required")
        if str(told[f"{side}_contact_phone"]).startswith("+"):
            return _no(400, 40002003, f"{side}_contact_phone is invalid")
    return None


def _no(status: int, code: int, words: str, details: dict[str, Any] | None = None) -> Answer:
    return Answer(
        status, {"success": False, "error": words, "code": code, **({"details": details} if details else {})}
    )


if __name__ == "__main__":
    run_alone(BiteshipEmulator(), 9111, {"key": "API key", "notify": "address of notices"})
