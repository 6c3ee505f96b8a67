"""The rules of a PO made to order, in plain Indonesian: what differs from a PO with one run for all. Pure."""

from bukapo.campaigns.made.rules import Pace


def days_words(least: int, most: int) -> str:
    """`3–5 hari kerja`, `4 hari kerja`."""
    return f"{least} hari kerja" if least == most else f"{least}–{most} hari kerja"


def delivery_rules(pace: Pace) -> list[str]:
    """What is promised instead of three days for everybody."""
    many = "satu pesanan" if pace.at_once == 1 else f"{pace.at_once} pesanan sekaligus"
    return [
        "Tiap pesanan dibuat sendiri-sendiri, mulai setelah pesanan dikonfirmasi (pembayaran pertamanya diterima), "
        "urut menurut waktu dikonfirmasi.",
        f"Satu pesanan dikerjakan {days_words(pace.least_days, pace.most_days)} setelah gilirannya tiba; pembuatnya "
        f"mengerjakan {many}. Minggu dan hari libur nasional tidak dihitung.",
        "Begitu dikonfirmasi, pesanan mendapat janji tanggalnya sendiri menurut antrean saat itu: kapan jadi dan "
        "paling lambat kapan dikirim. Janji itu tertulis di halaman pesanan.",
        f"Dikirim atau siap diambil paling lambat {pace.ship_days} hari kerja setelah jadi dan lunas."
        if pace.ship_days
        else "Dikirim atau siap diambil di hari barangnya jadi dan lunas.",
    ]


MOVED = (
    "Kalau tanggal sebuah pesanan harus bergeser, pembelinya diberi tahu alasannya dan tanggal barunya, dan tanggal "
    "lama tetap tercatat di halaman pesanannya."
)
CHANGING = (
    "Sebelum pesanan masuk antrean pengerjaan, pilihannya masih bisa diubah lewat halaman pesanan. Setelah itu barang "
    "dan tulisannya dikunci; alamat masih bisa diubah sampai barangnya dikemas."
)
CANCELLING = [
    "Pesanan yang belum masuk antrean pengerjaan boleh dibatalkan. Setelah itu barang dibuat khusus untuk pembeli; "
    "pembatalan hanya lewat bagian 6 dan 8."
]


def late_limit(days: int) -> str:
    """From when on a late order may be given back."""
    if not days:
        return "Barang yang belum dikirim atau belum siap diambil lewat dari janji pesanannya boleh dibatalkan pembeli."
    return (
        f"Barang yang belum dikirim atau belum siap diambil {days} hari setelah janji paling lambat pesanannya boleh "
        "dibatalkan pembeli."
    )
