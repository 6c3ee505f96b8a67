"""A reward that had paid for an order is a reward again: in both languages."""

INDONESIAN: dict[str, tuple[str, str]] = {
    "order.gift_returned": (
        "Saldo hadiah Anda kembali: {jumlah}",
        """Halo {nama}, bagian pesanan {nomor} yang dibayar dengan saldo hadiah, {jumlah}, kembali jadi saldo hadiah.

Kodenya {kode_saldo}: untuk pesanan mana pun di {toko}, nomor WhatsApp sama, tanpa batas waktu, tak bisa diuangkan.

{tautan}

{toko}""",
    ),
}

ENGLISH: dict[str, tuple[str, str]] = {
    "order.gift_returned": (
        "Your gift credit is back: {jumlah}",
        """Hi {nama}, the part of order {nomor} that gift credit had paid, {jumlah}, is gift credit again.

The code is {kode_saldo}: for any order at {toko}, same WhatsApp number, at any time; it is not paid out as money.

{tautan}

{toko}""",
    ),
}
