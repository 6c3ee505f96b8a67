"""The rules of a PO made to order, in plain Indonesian: what differs from a PO with one run for all. Pure."""

from bukapo.campaigns.clause import Clause
from bukapo.campaigns.made.rules import Pace


def days_words(least: int, most: int) -> str:
    """`3–5 hari kerja`, `4 hari kerja`."""
    return f"{least} hari kerja" if least == most else f"{least}–{most} hari kerja"


def delivery_rules(pace: Pace) -> list[Clause]:
    """What is promised instead of three days for everybody."""
    many = "satu pesanan" if pace.at_once == 1 else f"{pace.at_once} pesanan sekaligus"
    at_once = "one order" if pace.at_once == 1 else f"{pace.at_once} orders at once"
    days = days_words(pace.least_days, pace.most_days)
    return [
        Clause(
            "delivery.one_by_one",
            "Tiap pesanan dibuat sendiri-sendiri, mulai setelah pesanan dikonfirmasi (pembayaran pertamanya diterima), "
            "urut menurut waktu dikonfirmasi.",
            "Each order is made by itself, beginning after it is confirmed (its first payment received), in the order "
            "of confirmation.",
        ),
        Clause(
            "delivery.pace",
            f"Satu pesanan dikerjakan {days} setelah gilirannya tiba; pembuatnya "
            f"mengerjakan {many}. Minggu dan hari libur nasional tidak dihitung.",
            f"An order takes {days.replace('hari kerja', 'working days')} once its turn has come; the maker works on "
            f"{at_once}. Sundays and national holidays do not count.",
            {"least": pace.least_days, "most": pace.most_days, "at_once": pace.at_once},
        ),
        Clause(
            "delivery.own_promise",
            "Begitu dikonfirmasi, pesanan mendapat janji tanggalnya sendiri menurut antrean saat itu: kapan jadi dan "
            "paling lambat kapan dikirim. Janji itu tertulis di halaman pesanan.",
            "Once confirmed an order gets its own promised dates by the queue of that moment: when it is made and by "
            "when it is sent at the latest. That promise is written on the order's page.",
        ),
        _sent(pace.ship_days),
    ]


def _sent(days: int) -> Clause:
    if not days:
        return Clause(
            "delivery.after_made",
            "Dikirim atau siap diambil di hari barangnya jadi dan lunas.",
            "Sent or ready for pickup on the day it is made and paid.",
            {"days": 0},
        )
    return Clause(
        "delivery.after_made",
        f"Dikirim atau siap diambil paling lambat {days} hari kerja setelah jadi dan lunas.",
        f"Sent or ready for pickup at the latest {days} working days after it is made and paid.",
        {"days": days},
    )


MOVED = (
    "Kalau tanggal sebuah pesanan harus bergeser, pembelinya diberi tahu alasannya dan tanggal barunya, dan tanggal "
    "lama tetap tercatat di halaman pesanannya."
)
MOVED_ENGLISH = (
    "If an order's date must move, its buyer is told why and the new date, and the old one stays on record on the "
    "order's page."
)
CHANGING = (
    "Sebelum pesanan masuk antrean pengerjaan, pilihannya masih bisa diubah lewat halaman pesanan. Setelah itu barang "
    "dan tulisannya dikunci; alamat masih bisa diubah sampai barangnya dikemas."
)
CHANGING_ENGLISH = (
    "Until the order is in the queue its choices can be changed on its page. After that the goods and what is written "
    "on them are locked; the address can be changed until they are packed."
)
CANCELLING = Clause(
    "cancelling.before",
    "Pesanan yang belum masuk antrean pengerjaan boleh dibatalkan. Setelah itu barang dibuat khusus untuk pembeli; "
    "pembatalan hanya lewat bagian 6 dan 8.",
    "An order that is not in the queue yet may be cancelled. After that the goods are made for that buyer; it can only "
    "be cancelled by parts 6 and 8.",
    {"allowed": True, "fee_percent": 0, "until": "queue"},
)


def late_limit(days: int) -> str:
    """From when on a late order may be given back."""
    if not days:
        return "Barang yang belum dikirim atau belum siap diambil lewat dari janji pesanannya boleh dibatalkan pembeli."
    return (
        f"Barang yang belum dikirim atau belum siap diambil {days} hari setelah janji paling lambat pesanannya boleh "
        "dibatalkan pembeli."
    )


def late_limit_english(days: int) -> str:
    """The same as a reading aid."""
    if not days:
        return (
            "Goods not sent or not ready for pickup after the order's promise may be cancelled by the buyer."
        )
    return (
        f"Goods not sent or not ready for pickup {days} days after the last promised day of the order may be "
        "cancelled by the buyer."
    )
