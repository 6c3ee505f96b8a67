"""What holds for a group that orders together: who pays, who receives, what happens when one leaves. Pure.

The facts are those of `orders.rosters`: docs/decisions/0035.
"""

from collections.abc import Iterator

from bukapo.campaigns.clause import Clause
from bukapo.campaigns.terms.facts import TermsFacts


def groups(facts: TermsFacts) -> Iterator[Clause]:
    """Nothing for a PO that takes no groups."""
    if not facts.groups:
        return
    yield from _list(facts)
    yield from _payers(facts)
    yield from _leaving()
    yield Clause(
        "groups.seen",
        "Koordinator melihat nama, pilihan, dan sudah bayar atau belum dari tiap anggota, tidak alamatnya.",
        "The coordinator sees each member's name, choices and whether they have paid, not their address.",
    )


def _list(facts: TermsFacts) -> Iterator[Clause]:
    yield Clause(
        "groups.list",
        "Mengisi daftar rombongan belum memesan. Kuota baru terambil waktu koordinator atau anggotanya memesan, dengan "
        "batas waktu dan batas jumlah yang sama seperti pembeli lain.",
        "Filling in a group's list is not ordering. Pieces are taken when the coordinator or the member orders, within "
        "the same times and limits as any buyer.",
    )
    if facts.draw_at:
        yield Clause(
            "groups.after_draw",
            "Rombongan tidak ikut undian; baru bisa dibuka setelah undian selesai.",
            "Groups take no part in the draw; they can be opened once it is over.",
        )
    if facts.group_least > 1:
        yield Clause(
            "groups.least",
            f"Rombongan baru bisa memesan kalau paling sedikit {facts.group_least} anggota sudah mengisi.",
            f"A group can order once at least {facts.group_least} members have filled in.",
            {"members": facts.group_least},
        )


def _payers(facts: TermsFacts) -> Iterator[Clause]:
    yield Clause(
        "groups.one",
        "Kalau koordinator yang membayar, seluruh daftar menjadi satu pesanan koordinator. Koordinator yang membayar, "
        "menerima barang, dan menerima uang yang kembali.",
        "If the coordinator pays, the whole list is one order of the coordinator's. The coordinator pays, receives the "
        "goods, and gets money that comes back.",
    )
    yield Clause(
        "groups.each",
        "Kalau tiap anggota membayar sendiri, pesanannya milik anggota itu, dengan semua hak dalam aturan ini. Pesanan "
        "yang batal atau tidak dibayar tidak mengubah pesanan anggota lain.",
        "If every member pays, the order is that member's, with all rights of these rules. An order that is cancelled "
        "or not paid does not change other members' orders.",
    )
    fee = " Ongkir paket itu dibayar koordinator langsung ke penjual." if facts.courier else ""
    cost = " The coordinator pays its shipping to the seller directly." if facts.courier else ""
    yield Clause(
        "groups.parcel",
        "Barang anggota yang membayar sendiri diserahkan bersama ke koordinator, tanpa ongkir di pesanan anggota."
        f"{fee} Yang belum lunas tidak ikut.",
        "Goods of members who pay for themselves are given to the coordinator together, with no shipping in the "
        f"members' orders.{cost} What is not paid in full stays behind.",
        {"courier": facts.courier},
    )


def _leaving() -> Iterator[Clause]:
    yield Clause(
        "groups.leaving",
        "Anggota yang mundur sebelum PO ditutup: kalau koordinator yang membayar, koordinator mengubah daftar lalu "
        "pesanannya; kalau bayar sendiri, anggota membatalkan pesanannya menurut bagian 7.",
        "A member who leaves before the PO closes: if the coordinator pays, the coordinator changes the list and then "
        "the order; who pays for themselves cancels their own order by part 7.",
    )
    yield Clause(
        "groups.after",
        "Setelah PO ditutup daftar yang sudah dipesan tidak berubah lagi; ukuran masih bisa ditukar seperti di bagian "
        "3. Pesanan rombongan diubah hanya lewat halaman rombongannya, dan yang ikut satu paket tidak bisa dioper.",
        "After the PO has closed a list that was ordered does not change any more; sizes can still be traded as in "
        "part 3. A group's order is changed only on the group's page, and one in the group's parcel can't be handed "
        "over.",
    )
