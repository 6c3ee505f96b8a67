"""The rule of the terms under which a shipping fee follows the scale. Only POs that ask it with the balance have it."""

MOST_KILOGRAMS_UP = 1
"""By so many kilograms a fee may rise beyond what was seen when ordering."""

WEIGHED = (
    "Ongkir ditagih bersama pelunasan menurut tabel wilayah dan berat paket setelah ditimbang, dibulatkan ke atas per "
    "kg. Kalau lebih berat dari perkiraan, naiknya paling banyak harga 1 kg berikutnya di wilayah itu; kalau lebih "
    "ringan, ongkirnya turun."
)
"""Word for word what an order's own terms must say before its fee may rise."""


def courier_rules(shipping_with: str) -> list[str]:
    """How a PO's goods travel by courier, and how the fee is reckoned: `order` or `balance`."""
    told = "Dikirim kurir ke alamat di pesanan; ongkir menurut wilayah dan berat, terlihat sebelum memesan."
    return [told, WEIGHED] if shipping_with == "balance" else [told]


def but_for_the_scale(courier: bool, shipping_with: str) -> str:
    """What the promise that no price rises leaves out."""
    if not courier or shipping_with != "balance":
        return ""
    return ", kecuali ongkir setelah paket ditimbang, dalam batas yang tertulis di bagian pengiriman"
