"""Shapes of the answers. Money in whole rupiah, weights in grams, instants in UTC (RFC 3339), days as dates."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema

Rupiah = Annotated[int, Field(description="Whole rupiah.")]
Pieces = Annotated[int, Field(description="Pieces.")]
Phase = Literal[
    "teaser", "open", "sold_out", "closed", "production", "shipping", "finished", "cancelled"
]  # fmt: skip


class StoreShown(Schema):
    slug: str
    name: str
    zone: Annotated[str, Field(description="IANA time zone of the store.", examples=["Asia/Jakarta"])]


class DueShown(Schema):
    """When a part is due: `now` (with the order, see `pay_hours`), a `day`, `days` after ordering, or at an event."""

    when: Literal["now", "day", "days", "produced", "shipping", "cod"]
    day: date | None
    days: int | None


class PartShown(Schema):
    """One payment of the plan. `amount` and `when` say it in the language of the request."""

    kind: Literal["full", "deposit", "instalment", "balance", "shipping"]
    title: str
    amount: str
    when: str
    due: DueShown


class PlanShown(Schema):
    """`deposit_basis_points` of the goods (5000 = half), or `deposit_per_piece` rupiah when that is not 0.

    `parts` are all payments in order, instalments too; an order's `charges` have their sums and days.
    """

    mode: Literal["full", "deposit", "instalment", "cod"]
    deposit_basis_points: int
    deposit_per_piece: Rupiah
    shipping_with: Literal["order", "balance"]
    pay_hours: Annotated[
        int, Field(description="An order that is not paid within so many hours is released.")
    ]
    parts: list[PartShown]


class CapsShown(Schema):
    """null = without limit. `left` counts what may still be ordered of the whole PO."""

    pieces: Pieces | None
    left: Pieces | None
    per_buyer: Pieces | None


class FulfilmentShown(Schema):
    pickup: bool
    pickup_place: str
    courier: bool


class ValueShown(Schema):
    name: str
    surcharge: Rupiah
    is_default: bool


class OptionShown(Schema):
    name: str
    is_size: bool
    values: list[ValueShown]


class VariantShown(Schema):
    """`price` with surcharges. `left`: null = no limit of its own; the PO's limit counts all the same."""

    id: int
    label: str
    values: list[str]
    price: Rupiah
    surcharge: Rupiah
    left: Pieces | None


class FieldShown(Schema):
    """What can be put on a piece. `price` is added per piece when the field is filled."""

    id: int
    name: str
    kind: Literal["text", "number", "choice"]
    max_length: int
    alphabet: Annotated[str, Field(description="Signs allowed beside letters, digits and space.")]
    choices: list[str]
    price: Rupiah
    required: bool
    help: str


class ProductShown(Schema):
    id: int
    name: str
    description: str
    price: Rupiah
    later_price: Annotated[
        int, Field(description="Rupiah from `early_until` on; 0 = the price does not change.")
    ]
    normal_price: Rupiah
    weight_grams: int
    size_chart: dict[str, Any]
    options: list[OptionShown]
    variants: list[VariantShown]
    personalization: list[FieldShown]


class SlotShown(Schema):
    """One piece of a package: `fixed` has a value per option of the product, "" where the buyer chooses."""

    product: int
    fixed: list[str]
    share: Annotated[int, Field(description="Rupiah of the package's price that are this piece's.")]


class BundleShown(Schema):
    """A package: order it under `bundles`, with a variant for each of `slots`."""

    id: int
    name: str
    description: str
    price: Rupiah
    adds_surcharges: Annotated[bool, Field(description="A variant's surcharge comes on top of the price.")]
    slots: list[SlotShown]


class ZoneShown(Schema):
    """Shipping fee: `first_kg` for the first kilogram, `next_kg` for each begun one after it."""

    id: int
    name: str
    areas: str
    courier: str
    first_kg: Rupiah
    next_kg: Rupiah
    days: str


class PromisesShown(Schema):
    """Dates told to buyers, as they count now."""

    produced: date | None = None
    ship_from: date | None = None
    ship_until: date | None = None


class MadeToOrderShown(Schema):
    """Every confirmed order is made by itself. Days are work days; an order confirmed now would be made between
    `made_from` and `made_until`, with `ahead` others before it."""

    least_days: int
    most_days: int
    ahead: int
    made_from: date
    made_until: date
    ship_until: date


class TermsShown(Schema):
    """The rules a buyer agrees to by ordering; `digest` is the SHA-256 of the bytes at `file`: the rules as data."""

    digest: str
    text: str
    file: str


class MinimumShown(Schema):
    """`pieces` that must be paid for at closing: of the whole PO, of `product`, or of its pieces with this `value`."""

    product: int | None
    option: str
    value: str
    pieces: Pieces
    counted: Annotated[int, Field(description="Pieces paid for now.")]


class BatchShown(Schema):
    """Which part of an endless series of POs this is; `series` is the page that always leads to the open one."""

    number: int
    series: str


class CampaignLinks(Schema):
    self: str
    page: Annotated[str, Field(description="The page for people.")]
    orders: Annotated[str, Field(description="POST an order here.")]


class CampaignShown(Schema):
    """A PO. Orders are taken while `phase` is `open`; the server's clock decides.

    When `minimums` are not reached at closing, each order does what was chosen for it among `fallbacks`: `wait` one
    extension (`extension_days`), a second `colour`, the `next` batch, `refund`.
    """

    id: int
    slug: str
    title: str
    store: StoreShown
    kind: Literal["window", "made_to_order", "batch"]
    batch: BatchShown | None
    minimums: list[MinimumShown]
    fallbacks: list[Literal["wait", "colour", "next", "refund"]]
    extension_days: int
    state: Literal["published", "closed", "finished", "cancelled"]
    phase: Phase
    server_time: datetime
    opens_at: datetime | None
    closes_at: datetime | None
    early_opens_at: Annotated[datetime | None, Field(description="Earlier, for who has the early code.")]
    draw_at: Annotated[datetime | None, Field(description="Until then buyers only register for a draw.")]
    early_until: Annotated[
        datetime | None, Field(description="Set while early prices count: from this instant on they do not.")
    ]
    grace_minutes: int
    plan: PlanShown
    caps: CapsShown
    fulfilment: FulfilmentShown
    products: list[ProductShown]
    bundles: list[BundleShown]
    zones: list[ZoneShown]
    promises: PromisesShown
    made_to_order: MadeToOrderShown | None
    terms: TermsShown | None
    links: CampaignLinks


class PlacedShown(Schema):
    """Keep `secret`: it is the key to the order, for programs (Bearer) and for people (`url`)."""

    number: str
    secret: str
    url: str
    order: str


class LineShown(Schema):
    """`unit_price` and `extra` (for the personalization) per piece; `total` = qty * (unit_price + extra).

    A package is a line per piece: lines of one `bundle_no` (from 1; 0 = no package) are the same package.
    """

    product: str
    variant: int
    label: str
    qty: int
    unit_price: Rupiah
    extra: Rupiah
    total: Rupiah
    personalization: dict[str, str]
    bundle: int | None
    bundle_name: str
    bundle_no: int


class ChargeShown(Schema):
    """`total` holds the unique code. `planned` is agreed and not yet asked for."""

    kind: Literal["full", "deposit", "instalment", "balance", "shipping", "adjustment"]
    state: Literal["planned", "open", "paid"]
    total: Rupiah
    paid: Rupiah
    due_at: datetime | None


class MoneyShown(Schema):
    """`outstanding` = charged - paid + refunded; below 0 the buyer has too much with the store."""

    charges: list[ChargeShown]
    charged: Rupiah
    paid: Rupiah
    refunded: Rupiah
    outstanding: Rupiah
    to_pay: Annotated[int, Field(description="Rupiah to transfer now, to the last digit.")]


class BankShown(Schema):
    bank: str
    number: str
    holder: str


class MomentShown(Schema):
    """`kind` is stable for programs; `title` and `text` are in the language of the request."""

    kind: str
    at: datetime
    title: str
    text: str


class OrderLinks(Schema):
    self: str
    page: str
    campaign: str


class ProductionShown(Schema):
    """The order's own work (made to order): `ahead` others come before it, `finished` of `stages` are through."""

    ahead: int
    stage: str
    finished: int
    stages: int
    made_at: datetime | None


class OrderShown(Schema):
    """An order, to who has its secret."""

    number: str
    state: Literal["placed", "confirmed", "shipped", "received", "expired", "cancelled"]
    placed_at: datetime
    pay_by: Annotated[datetime | None, Field(description="While placed: released when not paid by then.")]
    fulfilment: Literal["pickup", "courier", "group"]
    pieces: Pieces
    goods: Rupiah
    shipping_fee: Rupiah
    discount: Annotated[int, Field(description="Rupiah of the goods taken off by a voucher.")]
    voucher: Annotated[str, Field(description="Its code; empty without one.")]
    if_short: Annotated[str, Field(description="What happens below the PO's minimum; empty without one.")]
    second_choice: str
    lines: list[LineShown]
    money: MoneyShown
    promises: PromisesShown
    production: ProductionShown | None
    timeline: list[MomentShown]
    bank_accounts: Annotated[list[BankShown], Field(description="Where to pay; empty when nothing is open.")]
    links: OrderLinks


class FieldError(Schema):
    field: Annotated[str, Field(description="As in the body sent.", examples=["lines[0].qty"])]
    detail: str


class Problem(Schema):
    """RFC 9457. Further members tell what the refusal knows (`what`, `left`, `cap`, `had`)."""

    type: Annotated[str, Field(examples=["/api/v1/problems/sold_out"])]
    title: str
    status: int
    detail: str
    code: Annotated[str, Field(examples=["sold_out"])]
    errors: list[FieldError] = []


class ProblemKind(Schema):
    """What a problem's code means."""

    code: str
    title: str
    advice: str
