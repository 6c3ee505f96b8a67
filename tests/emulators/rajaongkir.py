"""RajaOngkir and Komship by Komerce, emulated: destinations, fees, tracking, orders, pickup, labels, notices."""

import itertools
import json
from base64 import b64encode
from datetime import timedelta
from typing import Any, ClassVar

from tests.emulators.couriers import Box, CourierEmulator, as_news, distance
from tests.emulators.kinds import Answer, News, Request
from tests.emulators.server import run_alone

DELIVERY_KEY, COST_KEY = "KOMSHIP-UJI-0123456789", "RAJAONGKIR-UJI-0123456789"
PLACES = [
    (31555, "SINDUHARJO", "NGAGLIK", "SLEMAN", "DI YOGYAKARTA", "55581"),
    (4944, "DAGO", "COBLONG", "BANDUNG", "JAWA BARAT", "40135"),
    (4945, "LEBAK GEDE", "COBLONG", "BANDUNG", "JAWA BARAT", "40132"),
    (17473, "GAMBIR", "GAMBIR", "JAKARTA PUSAT", "DKI JAKARTA", "10110"),
]
SERVICES = {
    ("JNE", "REG23"): (9_000, "2-3 day"),
    ("JNE", "YES23"): (18_000, "1 day"),
    ("SICEPAT", "REG"): (8_500, "2-3 day"),
}
BACK = 10
"""Percent of the fee that Komship gives back."""


class RajaOngkirEmulator(CourierEmulator):
    name: ClassVar[str] = "RajaOngkir"
    table: ClassVar[tuple[float, ...]] = (60,)
    words: ClassVar[dict[str, str]] = {
        "booked": "Diajukan", "under_way": "Dikirim", "delivered": "Selesai", "cancelled": "Dibatalkan",
        "held": "Bermasalah", "returning": "Retur",
    }  # fmt: skip
    routes: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("GET", "/tariff/api/v1/destination/search", "do_places"),
        ("GET", "/tariff/api/v1/calculate", "do_quote"),
        ("POST", "/order/api/v1/orders/store", "do_book"),
        ("GET", "/order/api/v1/orders/detail", "do_look"),
        ("GET", "/order/api/v1/orders/history-airway-bill", "do_history"),
        ("PUT", "/order/api/v1/orders/cancel", "do_cancel"),
        ("POST", "/order/api/v1/orders/print-label", "do_label"),
        ("POST", "/order/api/v1/pickup/request", "do_pick_up"),
        ("GET", "/api/v1/destination/domestic-destination", "do_cost_places"),
        ("POST", "/api/v1/calculate/domestic-cost", "do_cost"),
        ("POST", "/api/v1/track/waybill", "do_track"),
    )

    def __init__(self, *, key: str = DELIVERY_KEY, cost_key: str = COST_KEY, **options: Any) -> None:
        super().__init__(**options)
        self.key, self.cost_key = key, cost_key
        self._numbers = itertools.count(1)

    # -- the cost API ----------------------------------------------------------------------------------------------

    def do_cost_places(self, request: Request) -> Answer:
        if refused := self._stranger(request, "key"):
            return refused
        rows = self._places(request.query.get("search", ""))
        return (
            _yes("Success Get Domestic Destinations", rows)
            if rows
            else _no(404, "Domestic destinations not found")
        )

    def do_cost(self, request: Request) -> Answer:
        if refused := self._stranger(request, "key"):
            return refused
        told = request.form()
        if not all(_zip(told.get(side, "")) for side in ("origin", "destination")):
            return _no(400, "origin and destination are required")
        wanted = told.get("courier", "").upper().split(":")
        far = _far(told["origin"], told["destination"])
        rows = [
            {"name": name, "code": name.lower(), "service": service, "description": service, "etd": etd,
             "cost": a_kg * self.kilograms(int(told["weight"])) * far}
            for (name, service), (a_kg, etd) in SERVICES.items() if name in wanted
        ]  # fmt: skip
        return _yes("Success Calculate Domestic Shipping cost", rows)

    def do_track(self, request: Request) -> Answer:
        if refused := self._stranger(request, "key"):
            return refused
        box = next((b for b in self.boxes.values() if b.waybill == request.query.get("awb")), None)
        if box is None or not box.waybill:
            return _no(404, "Invalid waybill. Resi yang anda masukkan salah atau belum terdaftar.")
        digits = request.query.get("last_phone_number")
        if request.query.get("courier") == "jne" and box.told["receiver_phone"][-5:] != digits:
            return _no(422, "last_phone_number is required for JNE")
        rows = [
            {"manifest_code": "", "manifest_description": words, "manifest_date": _wib(at)[:10],
             "manifest_time": _wib(at)[11:], "city_name": ""}
            for at, _status, words in box.history
        ]  # fmt: skip
        data = {"delivered": box.status == "Selesai", "summary": {}, "details": {}, "delivery_status": {}}
        return _yes("Success Track Waybill", {**data, "manifest": rows})

    # -- Komship ---------------------------------------------------------------------------------------------------

    def do_places(self, request: Request) -> Answer:
        rows = self._places(request.query.get("keyword", ""))
        return self._stranger(request) or _yes("Sucessfully Get Destination Data", rows)

    def do_quote(self, request: Request) -> Answer:
        if refused := self._stranger(request):
            return refused
        told = request.query
        start, end = told.get("shipper_destination_id", ""), told.get("receiver_destination_id", "")
        if not _zip(start) or not _zip(end):
            return _no(422, "destination not found")
        kilograms = self.kilograms(float(told["weight"]) * 1000)
        rows = [_tariff(name, service, kilograms * _far(start, end)) for name, service in SERVICES]
        data = {"calculate_reguler": rows, "calculate_cargo": [], "calculate_instant": []}
        return _yes("Success Calculate Shipping Price", data)

    def do_book(self, request: Request) -> Answer:
        if refused := self._stranger(request):
            return refused
        told = request.json() or {}
        if wrong := _wrong_order(told):
            return _no(400, wrong)
        number = f"KOM{next(self._numbers):08d}"
        reference = str(told.get("notes", "")).split(" ")[0]
        fee = told["shipping_cost"] - told["shipping_cashback"]
        self.boxes[number] = Box(number, reference, "Created", fee, told)
        return _yes("Success Create New Order", {"order_id": len(self.boxes), "order_no": number}, 201)

    def do_look(self, request: Request) -> Answer:
        box = self.boxes.get(request.query.get("order_no", ""))
        if refused := self._stranger(request):
            return refused
        if box is None:
            return Answer(
                400, {"meta": _meta("Get Order detail failed", 400), "data": {"errors": "Data not found"}}
            )
        detail = {
            "order_no": box.id,
            "awb": box.waybill or None,
            "order_status": box.status,
            "live_tracking_url": "",
        }
        return _yes("success get order detail", {**box.told, **detail})

    def do_history(self, request: Request) -> Answer:
        box = next((b for b in self.boxes.values() if b.waybill == request.query.get("airway_bill")), None)
        if refused := self._stranger(request) or (None if box else _no(400, "AWB not found")):
            return refused
        assert box is not None
        rows = [
            {"desc": words, "date": _wib(at), "code": "", "status": status}
            for at, status, words in box.history
        ]
        return _yes(
            "success get data", {"airway_bill": box.waybill, "last_status": box.status, "history": rows}
        )

    def do_cancel(self, request: Request) -> Answer:
        box = self.boxes.get(str((request.json() or {}).get("order_no")))
        if refused := self._stranger(request):
            return refused
        if box is None or box.status not in ("Created", "Packing", "Diajukan"):
            return _no(422, "Failed Cancel order, order status not eligible")
        self.enter(box, "Dibatalkan", "Dibatalkan")
        self.told(self.status_news(box))
        return _yes("success cancel order", None)

    def do_label(self, request: Request) -> Answer:
        box = self.boxes.get(request.query.get("order_no", ""))
        if refused := self._stranger(request):
            return refused
        if box is None or not box.waybill or request.query.get("page") != "page_6":
            return _no(422, "Generate print label failed")
        pdf = b64encode(b"%PDF-1.3 " + box.waybill.encode()).decode()
        return _yes("Generate Print Label success", {"path": "/storage/label.pdf", "base_64": pdf})

    def do_pick_up(self, request: Request) -> Answer:
        if refused := self._stranger(request):
            return refused
        told, rows = request.json() or {}, []
        for row in told.get("orders", []):
            box = self.boxes.get(str(row.get("order_no")))
            if box is None or box.status not in ("Created", "Packing"):
                return _no(422, "order status not eligible")
            box.waybill = f"{box.told['shipping'].replace('&', '')}{box.id[-6:]}{len(self.boxes):04d}"
            self.enter(box, "Diajukan", "Pickup sudah di-request")
            rows.append({"status": "success", "order_no": box.id, "awb": box.waybill})
            self.told(self.status_news(box))
        return _yes("Success Request Pickup", rows, 201)

    # -- notices ---------------------------------------------------------------------------------------------------

    def status_news(self, box: Box) -> News:
        """Nobody signs it."""
        return as_news(self.notify, {"order_no": box.id, "cnote": box.waybill, "status": box.status})

    def reweigh(self, reference: str, fee: int) -> None:
        """Told by no notice: it stands in the detail from then on."""
        box = self.by_reference(reference)
        box.fee, box.told["shipping_cost"], box.told["shipping_cashback"] = fee, fee, 0

    # -- pieces ----------------------------------------------------------------------------------------------------

    def _stranger(self, request: Request, header: str = "x-api-key") -> Answer | None:
        wanted = self.key if header == "x-api-key" else self.cost_key
        return None if request.headers.get(header) == wanted else _no(401, "Invalid API key")

    def _places(self, text: str) -> list[dict[str, Any]]:
        """Those we know by name; any other postal code is a place of its own."""
        code = text.strip()
        if len(code) == 5 and code.isdecimal() and not _places(code):
            known = (
                []
                if code.startswith(self.nowhere or "-")
                else [(f"9{code}", "PUSAT", "KOTA", "KOTA", "INDONESIA", code)]
            )
            return [_place(*row) for row in known]
        return _places(text)


def _places(text: str) -> list[dict[str, Any]]:
    words = text.upper().split()
    rows = []
    for number, *names, zip_code in PLACES:
        label = ", ".join([*names, zip_code])
        if words and all(word.strip(",") in label for word in words):
            rows.append(_place(number, *names, zip_code))
    return rows


def _place(
    number: Any, village: str, district: str, city: str, province: str, zip_code: str
) -> dict[str, Any]:
    return {"id": int(number), "label": ", ".join([village, district, city, province, zip_code]),
            "subdistrict_name": village, "district_name": district, "city_name": city, "province_name": province,
            "zip_code": zip_code}  # fmt: skip


def _zip(place: str) -> str:
    made = place[1:] if len(place) == 6 and place.startswith("9") else ""
    return next((row[-1] for row in PLACES if str(row[0]) == place), made)


def _far(start: str, end: str) -> int:
    return distance(_zip(start), _zip(end))


def _tariff(name: str, service: str, times: int) -> dict[str, Any]:
    a_kg, etd = SERVICES[name, service]
    cost = a_kg * times
    back = cost * BACK // 100
    return {
        "shipping_name": name, "service_name": service, "weight": 1, "is_cod": True, "shipping_cost": cost,
        "shipping_cashback": back, "shipping_cost_net": cost - back, "grandtotal": cost, "service_fee": 0,
        "net_income": 0, "etd": etd,
    }  # fmt: skip


def _wrong_order(told: dict[str, Any]) -> str:
    for side in ("shipper", "receiver"):
        for part in ("name", "phone", "address", "destination_id"):
            if not told.get(f"{side}_{part}"):
                return f"{side}_{part} is required"
        if not str(told[f"{side}_phone"]).startswith(("0", "62")):
            return "phone number must start with 0 or 62"
    if (told.get("shipping"), told.get("shipping_type")) not in SERVICES:
        return "shipping not available"
    if not told.get("order_details"):
        return "order_details is required"
    if told.get("payment_method") == "COD" and told.get("cod_value") != told.get("grand_total"):
        return "cod_value must match grand_total"
    return ""


def _wib(at: Any) -> str:
    return (at + timedelta(hours=7)).strftime("%Y-%m-%d %H:%M:%S")  # type: ignore[no-any-return]


def _meta(words: str, code: int) -> dict[str, Any]:
    return {"message": words, "code": code, "status": "success" if code < 300 else "error"}


def _yes(words: str, data: Any, code: int = 200) -> Answer:
    return Answer(code, {"meta": _meta(words, code), "data": json.loads(json.dumps(data))})


def _no(code: int, words: str) -> Answer:
    return Answer(code, {"meta": _meta("error", code), "data": {"errors": words}})


if __name__ == "__main__":
    run_alone(RajaOngkirEmulator(), 9112, {"key": "delivery key", "notify": "address of notices"})
