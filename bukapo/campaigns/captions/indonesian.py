"""Captions as Indonesian sellers write them. Pure."""

from dataclasses import dataclass

from bukapo.campaigns.captions import days
from bukapo.campaigns.captions.facts import Stairs
from bukapo.campaigns.captions.rules import CLOSED, FEW, GONE, NOW, SOON, TONIGHT
from bukapo.campaigns.captions.voice import Voice
from bukapo.kernel.money import rupiah
from bukapo.payments.plans import BEFORE_SHIPPING, DAY, PRODUCED
from bukapo.payments.rules import COD, DEPOSIT, INSTALMENT

PART_OF_DAY = {"morning": "pagi ini", "noon": "siang ini", "afternoon": "sore ini", "night": "malam ini"}


@dataclass(frozen=True)
class Indonesian(Voice):
    language: str = "id"

    @property
    def _tonight(self) -> str:
        return PART_OF_DAY[days.part_of_day(self.facts.closes_at, self.facts.zone)]

    def hook(self, mood: str, *, greet: bool) -> str:
        title = self.facts.title
        said = {
            SOON: f"Sebentar lagi buka PO: {title} 👀",
            NOW: f"Open PO! {title} 🙌",
            TONIGHT: f"PO {title} tutup {self._tonight} ⏰",
            FEW: f"Tinggal {self.count(self.facts.left or 0)} pcs lagi: {title} ⚡",
            GONE: f"Kuota PO {title} habis, terima kasih banyak 🙏",
            CLOSED: f"PO {title} sudah ditutup. Terima kasih banyak 🙏",
        }[mood]
        if self.drawing and mood == NOW:
            said = f"Pendaftaran undian PO {title} sudah dibuka 🙌"
        return f"Halo kak, info dari {self.facts.store} ya.\n\n{said}" if greet else said

    def deadline(self, mood: str, *, brief: bool) -> str:
        opens, closes = self.when(self.facts.opens_at), self.when(self.facts.closes_at)
        batch = f"Gelombang {self.facts.batch}. " if self.facts.batch else ""
        if mood == CLOSED:
            return f"{batch}Pesanan ditutup {self.when(self.facts.ended_at)}."
        if mood == SOON:
            return f"{batch}Buka: {opens}.\nTutup: {closes}."
        if mood == TONIGHT:
            more = "" if brief else " Lewat dari itu sistem menutup sendiri, ya."
            return f"{batch}Pesanan terakhir sebelum {closes}.{more}"
        if mood == GONE:
            more = "" if brief else " Kalau ada yang batal, giliranmu."
            return f"{batch}Masih boleh masuk daftar tunggu sampai {closes}.{more}"
        return f"{batch}Pesan sebelum {closes}."

    def price(self) -> str:
        facts = self.facts
        start = "mulai " if facts.varies else ""
        normal = f" (harga normal {rupiah(facts.normal_price)})" if facts.normal_price > facts.price else ""
        if facts.early_until:
            later = f" Setelah itu {start}{rupiah(facts.later_price)}." if facts.later_price else ""
            until = self.when(facts.early_until)
            return f"Harga early bird {start}{rupiah(facts.price)}{normal} sampai {until}.{later}"
        return f"Harga PO {start}{rupiah(facts.price)}{normal}."

    def stairs(self, *, brief: bool) -> str:
        if brief and self.lowest:
            most = (
                f"sampai {rupiah(self.lowest.price)} kalau tembus {self.count(self.lowest.from_pieces)} pcs"
            )
            return f"Makin banyak yang ikut makin murah, bisa {most}. Berlaku buat semua."
        named = len(self.facts.stairs) > 1
        return "\n".join(self._stair(one, named=named) for one in self.facts.stairs)

    def _stair(self, stairs: Stairs, *, named: bool) -> str:
        steps = ", ".join(f"{self.count(t.from_pieces)} pcs jadi {rupiah(t.price)}" for t in stairs.tiers)
        what = f"{stairs.name}: makin" if named else "Makin"
        return f"{what} banyak yang ikut makin murah: tembus {steps}. Berlaku buat semua yang pesan."

    def paying(self) -> str:
        plan = self.facts.paying
        if plan.mode == COD:
            return "Bayar di tempat (COD), tanpa DP."
        if plan.mode == INSTALMENT:
            return f"Bisa dicicil {plan.terms}x, cicilan pertama saat pesan."
        if plan.mode != DEPOSIT:
            return "Bayarnya langsung lunas saat pesan."
        share = (
            f"{rupiah(plan.deposit_fixed)} per pcs"
            if plan.deposit_fixed
            else days.percent(plan.deposit_bp, "id")
        )
        rest = {
            PRODUCED: "sisanya setelah barang jadi",
            BEFORE_SHIPPING: "sisanya sebelum barang dikirim atau diambil",
            COD: "sisanya tunai saat barang diterima",
            DAY: f"pelunasan paling lambat {self.day(plan.balance_day)}"
            if plan.balance_day
            else "sisanya nanti",
        }[plan.balance_due]
        return f"DP {share} dulu, {rest}."

    def dates(self) -> str:
        facts = self.facts
        if facts.work_days:
            least, most = facts.work_days
            span = str(most) if least == most else f"{least}–{most}"
            return f"Dibuat satu per satu setelah pesanan dikonfirmasi: {span} hari kerja, sesuai antrean."
        leaves = "Bisa diambil" if facts.pickup and not facts.courier else "Dikirim"
        if facts.pickup and facts.courier:
            leaves = "Dikirim atau bisa diambil"
        told = [f"Selesai produksi {self.day(facts.produced)}."] if facts.produced else []
        told += [f"{leaves} {self.shipping}."] if self.shipping else []
        return " ".join(told)

    def rules(self) -> str:
        facts, told = self.facts, []
        if facts.draw_at and facts.phase in ("teaser", "open"):
            told.append(
                f"Pakai undian: daftar sebelum {self.when(facts.draw_at)}. Tidak perlu rebutan, "
                "daftar lebih cepat tidak menambah peluang."
            )
        if facts.minimum:
            told.append(
                f"PO ini jalan kalau terkumpul minimal {self.count(facts.minimum)} pcs yang sudah dibayar."
            )
        return "\n".join(told)

    def thanks(self) -> str:
        taken = self.facts.taken
        return (
            f"Ada {self.count(taken)} pcs yang ikut. Sekarang giliran kami mengerjakannya." if taken else ""
        )

    def link(self, mood: str) -> str:
        verb = {
            SOON: "Lihat dulu di sini",
            NOW: "Pesan di sini",
            TONIGHT: "Amankan punyamu di sini",
            FEW: "Siapa cepat dia dapat",
            GONE: "Daftar tunggu",
            CLOSED: "Pantau jadwalnya di sini",
        }[mood]
        if self.drawing and mood in (NOW, FEW, TONIGHT):
            verb = "Daftar di sini"
        return f"{verb}: {self.facts.link}"

    def tags(self, mood: str) -> str:
        return "#preorder #bukapo" if mood == CLOSED else "#openpo #preorder #bukapo"
