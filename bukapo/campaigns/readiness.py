"""May this PO be opened? Every promise that is still missing, each with the wizard's step that makes it. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bukapo.campaigns.agreed import LACKS_OF_PLANS, PlanFacts, early_lacks, plan_lacks, plan_risks
from bukapo.campaigns.bundles.lacks import LACKS_OF_BUNDLES, PackedGoods, bundle_lacks, bundle_risks
from bukapo.campaigns.linting.facts import content_findings
from bukapo.campaigns.linting.lacks import LACKS_OF_CLAUSES, Linted, clause_lacks, clause_risks, findings
from bukapo.campaigns.linting.rules import Finding
from bukapo.campaigns.linting.texts import EXTRA, GROUP_NOTE, PRODUCT, STORY, SellerText
from bukapo.campaigns.made.lacks import LACKS_OF_SINGLE_ORDERS, pace_lacks, thin_deposits
from bukapo.campaigns.made.rules import Pace
from bukapo.campaigns.minimums.rules import Least
from bukapo.campaigns.rules import BATCH, MADE_TO_ORDER, WINDOW
from bukapo.campaigns.series.lacks import LACKS_OF_BATCHES, batch_lacks, minimum_lacks
from bukapo.campaigns.terms.document import Document
from bukapo.campaigns.tiers import RISKS_OF_TIERS, TieredGoods, tier_risks
from bukapo.kernel.money import rupiah
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.payments.plans import DAY, PRODUCED, Term
from bukapo.payments.rules import DEPOSIT

GOODS, TIME, PAY, DATES, WAYS, TERMS = "isi", "waktu", "bayar", "janji", "kirim", "syarat"
STEPS = (GOODS, TIME, PAY, DATES, WAYS, TERMS)
"""The wizard's steps, in order (they are part of addresses)."""

WRITTEN = {EXTRA: TERMS, STORY: GOODS, PRODUCT: GOODS, GROUP_NOTE: WAYS}
STEPS_OF_SINGLE_ORDERS = {"no_pace": DATES, "tiers_made_to_order": GOODS, "balance_day_made_to_order": PAY}

FARTHEST = timedelta(days=400)
"""A promise farther off than this after closing is a typing mistake."""

SENTENCES = {
    "no_product": gettext_noop("Belum ada produk di PO ini."),
    "no_price": gettext_noop("Harga PO {what} belum diisi."),
    "no_variant": gettext_noop("{what} belum punya pilihan yang bisa dipesan."),
    "no_size_chart": gettext_noop("{what} punya pilihan ukuran, tapi tabel ukurannya belum ada."),
    "no_opening": gettext_noop("Waktu buka belum diisi."),
    "no_closing": gettext_noop("Waktu tutup belum diisi."),
    "closing_before_opening": gettext_noop("Waktu tutup harus setelah waktu buka."),
    "closing_in_the_past": gettext_noop("Waktu tutup sudah lewat."),
    "early_not_before_opening": gettext_noop("Buka awal harus sebelum waktu buka."),
    "draw_outside_window": gettext_noop("Waktu undian harus di antara waktu buka dan waktu tutup."),
    "early_with_draw": gettext_noop(
        "Buka awal dan undian tidak bisa dipakai bersama: undian memberi semua orang peluang yang sama."
    ),
    "draw_without_cap": gettext_noop("Undian perlu kuota. Tanpa kuota tidak ada yang diundi."),
    "cap_below_one": gettext_noop("Kuota paling sedikit 1 pcs."),
    "deposit_is_nothing": gettext_noop("DP belum diisi. Isi persen atau rupiahnya, atau pilih bayar penuh."),
    "deposit_over_price": gettext_noop("DP per pcs lebih besar dari harga {what}."),
    "cod_without_way": gettext_noop(
        "COD perlu cara terima barang: kurir atau ambil sendiri. Pilih di langkah Kirim."
    ),
    "no_early_until": gettext_noop("Harga early bird sudah diisi, tapi sampai kapan berlakunya belum."),
    "no_early_price": gettext_noop(
        "Batas early bird sudah diisi, tapi belum ada produk dengan harga early bird."
    ),
    "early_price_not_lower": gettext_noop("Harga early bird {what} harus di bawah harga PO-nya."),
    "early_outside_window": gettext_noop(
        "Batas early bird harus setelah waktu buka dan sebelum waktu tutup."
    ),
    "no_bank_account": gettext_noop("Toko belum punya rekening untuk menerima transfer."),
    "no_produced": gettext_noop("Perkiraan selesai produksi belum diisi."),
    "no_ship_from": gettext_noop("Tanggal mulai kirim belum diisi."),
    "no_ship_until": gettext_noop("Tanggal paling lambat kirim belum diisi."),
    "produced_before_closing": gettext_noop("Produksi tidak bisa selesai sebelum PO ditutup."),
    "ship_before_produced": gettext_noop("Tanggal kirim tidak bisa sebelum produksi selesai."),
    "ship_until_before_from": gettext_noop("Paling lambat kirim tidak bisa sebelum mulai kirim."),
    "ship_too_far": gettext_noop("Tanggal kirim lebih dari 400 hari setelah tutup. Periksa tahunnya."),
    "no_way": gettext_noop("Belum ada cara terima barang: ambil sendiri atau kurir."),
    "no_pickup_place": gettext_noop("Tempat ambil belum diisi."),
    "no_zone_fees": gettext_noop("Tabel ongkir per wilayah masih kosong."),
    "no_contact": gettext_noop("Nomor WhatsApp toko belum diisi."),
    # warnings
    "no_photo": gettext_noop("Belum ada foto. PO dengan foto jauh lebih dipercaya."),
    "sizes_not_in_chart": gettext_noop("Ukuran {what} belum ada di tabel ukuran."),
    "no_cap": gettext_noop("Tanpa kuota: pesanan diterima sebanyak apa pun sampai tutup."),
    "draw_just_before_closing": gettext_noop(
        "Undian kurang dari {what} jam sebelum tutup: kuota yang tidak dibayar pemenang tidak sempat pindah ke "
        "daftar tunggu."
    ),
    "short_window": gettext_noop("PO hanya buka kurang dari 24 jam."),
    "cod_risk": gettext_noop(
        "COD tanpa DP: pembeli bisa menolak paketnya di depan pintu, dan ongkos bolak-balik Anda yang tanggung. "
        "Terima pesanannya satu per satu setelah yakin, atau minta DP."
    ),
    "cod_balance_risk": gettext_noop(
        "Pelunasan COD: kalau pembeli menolak paketnya, yang Anda pegang hanya DP-nya. Uang dari kurir biasanya cair "
        "beberapa hari kemudian, dipotong biaya."
    ),
    "no_story": gettext_noop("Belum ada cerita PO. Beberapa kalimat membantu pembeli memutuskan."),
    **LACKS_OF_SINGLE_ORDERS,
    **LACKS_OF_BATCHES,
    **LACKS_OF_BUNDLES,
    **LACKS_OF_CLAUSES,
    **LACKS_OF_PLANS,
    **RISKS_OF_TIERS,
}


@dataclass(frozen=True)
class Missing:
    """`code` is stable for programs; `step` is the wizard's step; `params` fill the sentence."""

    code: str
    step: str
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The sentence's template, to be translated."""
        return SENTENCES[self.code]

    def say(self, template: str | None = None) -> str:
        """The sentence filled in; `template` is a translation of `sentence`."""
        return (template or self.sentence).format(**self.params)


class NotReady(Refusal):
    """Publishing is refused; `missing` names everything at once."""

    code = "not_ready"
    sentence = gettext_noop("PO belum bisa dibuka: {count} hal belum lengkap.")

    def __init__(self, missing: Sequence[Missing]) -> None:
        self.missing = tuple(missing)
        super().__init__(count=len(self.missing))


@dataclass(frozen=True)
class Goods:
    """A product on offer; `price` rupiah before surcharges, `variants` in use."""

    name: str
    price: int
    variants: int
    sized: bool
    has_chart: bool
    sizes_without_measures: tuple[str, ...] = ()
    early_price: int = 0
    tiered: TieredGoods | None = None
    cost: int | None = None


@dataclass(frozen=True)
class Sheet:
    """All that a PO promises, as it stands. Instants UTC, days in the store's `zone`."""

    zone: str
    goods: tuple[Goods, ...] = ()
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    early_opens_at: datetime | None = None
    draw_at: datetime | None = None
    caps: tuple[int, ...] = ()
    pay_mode: str = "full"
    pay_hours: int = 24
    deposit_bp: int = 0
    deposit_fixed: int = 0
    instalments: tuple[Term, ...] = ()
    balance_due: str = PRODUCED
    balance_day: date | None = None
    early_until: datetime | None = None
    bank_accounts: int = 0
    produced: date | None = None
    ship_from: date | None = None
    ship_until: date | None = None
    pickup: bool = False
    pickup_place: str = ""
    courier: bool = False
    zones: int = 0
    phone: str = ""
    extra_terms: str = ""
    story: str = ""
    photos: int = 0
    kind: str = WINDOW
    pace: Pace | None = None
    rhythm: Mapping[str, Any] | None = None
    cap: int | None = None
    minimums: tuple[Least, ...] = ()
    on_offer: Mapping[int, frozenset[str]] = field(default_factory=dict)  # product id -> its values in use
    extension_days: int = 0
    bundles: tuple[PackedGoods, ...] = ()
    linted: Linted = Linted()
    """What else the linter reads: other texts, the store's promises."""


def missing(sheet: Sheet, *, at: datetime) -> list[Missing]:
    """What keeps the PO from being opened at `at` (UTC), in the wizard's order. Empty: it may open."""
    checks = (_goods, _bundles, _early, _window, _fairness, _batches, _pay, _plan, _dates, _ways, _terms)
    return [found for check in checks for found in check(sheet, at)]


def _goods(sheet: Sheet, at: datetime) -> Iterator[Missing]:
    if not sheet.goods:
        yield Missing("no_product", GOODS)
    for goods in sheet.goods:
        what = {"what": goods.name}
        if goods.price < 1:
            yield Missing("no_price", GOODS, what)
        if goods.variants < 1:
            yield Missing("no_variant", GOODS, what)
        if goods.sized and not goods.has_chart:
            yield Missing("no_size_chart", GOODS, what)


def _bundles(sheet: Sheet, at: datetime) -> Iterator[Missing]:
    for code, params in bundle_lacks(sheet.bundles, sheet.deposit_fixed if sheet.pay_mode == DEPOSIT else 0):
        yield Missing(code, GOODS, params)


def _early(sheet: Sheet, at: datetime) -> Iterator[Missing]:
    prices = [(goods.name, goods.price, goods.early_price) for goods in sheet.goods]
    for code, params in early_lacks(prices, sheet.early_until, sheet.opens_at, sheet.closes_at):
        yield Missing(code, GOODS, params)


def _plan(sheet: Sheet, at: datetime) -> Iterator[Missing]:
    zone = ZoneInfo(sheet.zone)
    facts = PlanFacts(
        mode=sheet.pay_mode,
        terms=sheet.instalments,
        balance_due=sheet.balance_due,
        balance_day=sheet.balance_day,
        prices=(
            *((goods.name, goods.early_price or goods.price) for goods in sheet.goods if goods.price),
            *((one.name, one.each) for one in sheet.bundles if one.price),
        ),
        pay_hours=sheet.pay_hours,
        opens=sheet.opens_at.astimezone(zone) if sheet.opens_at else None,
        closes=_last_closing(sheet, zone),
        ship_until=sheet.ship_until,
        has_way=sheet.pickup or sheet.courier,
    )
    for code, params in plan_lacks(facts):
        yield Missing(code, PAY, params)


def _last_closing(sheet: Sheet, zone: ZoneInfo) -> datetime | None:
    """When it closes if buyers choose to wait for more."""
    return (
        (sheet.closes_at + timedelta(days=sheet.extension_days)).astimezone(zone) if sheet.closes_at else None
    )


def _window(sheet: Sheet, at: datetime) -> Iterator[Missing]:
    if sheet.opens_at is None:
        yield Missing("no_opening", TIME)
    if sheet.closes_at is None:
        yield Missing("no_closing", TIME)
    elif sheet.closes_at <= at:
        yield Missing("closing_in_the_past", TIME)
    elif sheet.opens_at and sheet.closes_at <= sheet.opens_at:
        yield Missing("closing_before_opening", TIME)
    if any(cap < 1 for cap in sheet.caps):
        yield Missing("cap_below_one", TIME)


def _fairness(sheet: Sheet, at: datetime) -> Iterator[Missing]:
    opens_at, closes_at = sheet.opens_at, sheet.closes_at
    if sheet.early_opens_at and opens_at and sheet.early_opens_at >= opens_at:
        yield Missing("early_not_before_opening", TIME)
    if sheet.draw_at is None:
        return
    if (opens_at and sheet.draw_at <= opens_at) or (closes_at and sheet.draw_at >= closes_at):
        yield Missing("draw_outside_window", TIME)
    if sheet.early_opens_at:
        yield Missing("early_with_draw", TIME)
    if not sheet.caps:
        yield Missing("draw_without_cap", TIME)


def _batches(sheet: Sheet, at: datetime) -> Iterator[Missing]:
    found = batch_lacks(
        sheet.rhythm, sheet.cap, draws=sheet.draw_at is not None, fixed_days=_fixed_days(sheet)
    ) if sheet.kind == BATCH else ()  # fmt: skip
    for code in found:
        yield Missing(code, PAY if code == "batch_fixed_day" else TIME)
    for code, params in minimum_lacks(sheet.minimums, sheet.cap, sheet.on_offer):
        yield Missing(code, TIME, params)


def _fixed_days(sheet: Sheet) -> bool:
    balance = sheet.pay_mode == DEPOSIT and sheet.balance_due == DAY
    return balance or any(term.due.day for term in sheet.instalments)


def _pay(sheet: Sheet, at: datetime) -> Iterator[Missing]:
    if sheet.pay_mode == "deposit":
        if not sheet.deposit_bp and not sheet.deposit_fixed:
            yield Missing("deposit_is_nothing", PAY)
        for goods in sheet.goods:
            if goods.price and sheet.deposit_fixed > (goods.early_price or goods.price):
                yield Missing("deposit_over_price", PAY, {"what": goods.name})
    if not sheet.bank_accounts:
        yield Missing("no_bank_account", PAY)


def _dates(sheet: Sheet, at: datetime) -> Iterator[Missing]:
    if sheet.kind == MADE_TO_ORDER:
        yield from _pace(sheet)
        return
    for name in ("produced", "ship_from", "ship_until"):
        if getattr(sheet, name) is None:
            yield Missing(f"no_{name}", DATES)
    closing = sheet.closes_at.astimezone(ZoneInfo(sheet.zone)).date() if sheet.closes_at else None
    yield from wrong_order(closing, sheet.produced, sheet.ship_from, sheet.ship_until)


def _pace(sheet: Sheet) -> Iterator[Missing]:
    tiered = [goods.name for goods in sheet.goods if goods.tiered]
    balance_day = sheet.pay_mode == DEPOSIT and sheet.balance_due == DAY
    others = {"draw": bool(sheet.draw_at), "minimum": bool(sheet.minimums), "balance_day": balance_day}
    for code, params in pace_lacks(sheet.pace, tiered, others):
        yield Missing(code, STEPS_OF_SINGLE_ORDERS.get(code, TIME), params)


def wrong_order(
    closing: date | None, produced: date | None, ship_from: date | None, ship_until: date | None
) -> Iterator[Missing]:
    """The promised days that contradict each other or the closing day. Days that are not known say nothing."""
    if produced and closing and produced < closing:
        yield Missing("produced_before_closing", DATES)
    if ship_from and produced and ship_from < produced:
        yield Missing("ship_before_produced", DATES)
    if ship_until and ship_from and ship_until < ship_from:
        yield Missing("ship_until_before_from", DATES)
    if ship_until and closing and ship_until > closing + FARTHEST:
        yield Missing("ship_too_far", DATES)


def _ways(sheet: Sheet, at: datetime) -> Iterator[Missing]:
    if not sheet.pickup and not sheet.courier:
        yield Missing("no_way", WAYS)
    if sheet.pickup and not sheet.pickup_place.strip():
        yield Missing("no_pickup_place", WAYS)
    if sheet.courier and not sheet.zones:
        yield Missing("no_zone_fees", WAYS)


def _terms(sheet: Sheet, at: datetime) -> Iterator[Missing]:
    if not sheet.phone:
        yield Missing("no_contact", TERMS)
    for code, place, params in clause_lacks(judged(sheet), sheet.linted.overruled):
        yield Missing(code, WRITTEN.get(place, TERMS), params)


def unsaid(told: Document) -> list[Missing]:
    """What an electronic contract must hold and these terms do not."""
    return [Missing(code, TERMS, params) for code, _place, params in clause_lacks(content_findings(told))]


def judged(sheet: Sheet) -> list[Finding]:
    """Everything the linter says of the PO."""
    own = (SellerText(EXTRA, sheet.extra_terms), SellerText(STORY, sheet.story))
    return findings(replace(sheet.linted, texts=(*own, *sheet.linted.texts)))


def warnings(sheet: Sheet, *, at: datetime) -> list[Missing]:
    """What would make the PO better but does not keep it shut."""
    found = [Missing(code, PAY) for code in plan_risks(sheet.pay_mode, sheet.balance_due)]
    if not sheet.photos:
        found.append(Missing("no_photo", GOODS))
    if not sheet.story.strip():
        found.append(Missing("no_story", GOODS))
    found += [
        Missing("sizes_not_in_chart", GOODS, {"what": ", ".join(goods.sizes_without_measures)})
        for goods in sheet.goods
        if goods.has_chart and goods.sizes_without_measures
    ]
    found += [
        Missing(code, WRITTEN.get(place, TERMS), params)
        for code, place, params in clause_risks(judged(sheet))
    ]
    found += _tiers(sheet)
    found += [Missing(code, GOODS, params) for code, params in bundle_risks(sheet.bundles)]
    if sheet.kind == MADE_TO_ORDER and sheet.pay_mode == DEPOSIT:
        priced = [(goods.name, goods.price, goods.cost) for goods in sheet.goods]
        thin = thin_deposits(priced, bp=sheet.deposit_bp, fixed=sheet.deposit_fixed)
        found += [Missing(code, PAY, params) for code, params in thin]
    if not sheet.caps:
        found.append(Missing("no_cap", TIME))
    pay_time = timedelta(hours=sheet.pay_hours)
    if sheet.draw_at and sheet.closes_at and sheet.closes_at - sheet.draw_at <= pay_time:
        found.append(Missing("draw_just_before_closing", TIME, {"what": sheet.pay_hours}))
    if sheet.opens_at and sheet.closes_at and sheet.closes_at - max(sheet.opens_at, at) < timedelta(hours=24):
        found.append(Missing("short_window", TIME))
    return found


def _tiers(sheet: Sheet) -> Iterator[Missing]:
    tiered = [goods.tiered for goods in sheet.goods if goods.tiered]
    risks = tier_risks(tiered, pays_in_full=sheet.pay_mode == "full", deposit_fixed=sheet.deposit_fixed)
    for code, params in risks:
        told = {name: rupiah(what) if name in ("price", "cost") else what for name, what in params.items()}
        yield Missing(code, GOODS, told)
