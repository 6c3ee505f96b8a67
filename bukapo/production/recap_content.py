"""The recap as content that is kept for ever: plain JSON values, one spelling, one digest.

The content holds order numbers but no buyer's name, phone or address. A frozen recap never changes, a buyer's
name must be erasable; so names are attached when somebody reads (`Recap.with_buyers`).
"""

from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from bukapo.kernel.canonical import digest
from bukapo.production.recap_matrix import rank
from bukapo.production.recap_values import (
    LinePrice,
    OptionAxis,
    Recap,
    RecapError,
    RecapLine,
    RecapProduct,
)

FORMAT = "bukapo.recap/1"


def to_content(recap: Recap) -> dict[str, Any]:
    """Dicts, lists, str, int and None only; `digest(to_content(recap))` is the recap's seal."""
    return {
        "format": FORMAT,
        "version": recap.version,
        "store": recap.store,
        "campaign": recap.campaign,
        "state": recap.state,
        "zone": recap.zone,
        "made_at": _write_time(recap.made_at),
        "closes_at": _write_time(recap.closes_at) if recap.closes_at else None,
        "products": [_product_content(product) for product in recap.products],
        "totals": asdict(recap.totals),
    }


def from_content(content: dict[str, Any]) -> Recap:
    """The recap again, with its seal computed anew.

    RecapError when it is no recap, or when its own counts and totals do not follow from its lines.
    """
    try:
        recap = Recap(
            version=content["version"],
            store=content["store"],
            campaign=content["campaign"],
            state=content["state"],
            made_at=datetime.fromisoformat(content["made_at"]),
            closes_at=datetime.fromisoformat(content["closes_at"]) if content["closes_at"] else None,
            zone=content["zone"],
            products=tuple(_read_product(product) for product in content["products"]),
        )
        again = to_content(recap)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RecapError(f"not a recap: {error!r}") from error
    if again != content:
        differing = sorted(key for key in {*again, *content} if again.get(key) != content.get(key))
        raise RecapError(f"the recap contradicts itself in {', '.join(differing)}")
    return replace(recap, seal=digest(content))


def opened(content: Any, seal: str) -> tuple[Recap | None, tuple[str, ...]]:
    """The recap of stored content and what is wrong with it, in one go; None when it is no recap. Raises nothing."""
    try:
        recap = from_content(content)
    except RecapError as error:
        return None, (*_seal_breaches(content, seal), str(error))
    if recap.seal != seal:
        return recap, (f"recap digest is {recap.seal[:12]} instead of {seal[:12]}",)
    return recap, ()


def content_breaches(content: Any, seal: str) -> tuple[str, ...]:
    """What is wrong with stored content, one line each; empty when it is whole. Raises nothing."""
    return opened(content, seal)[1]


def _seal_breaches(content: Any, seal: str) -> tuple[str, ...]:
    try:
        found = digest(content)
    except (TypeError, ValueError) as error:
        return (f"recap content has no canonical form: {error}",)
    return (f"recap digest is {found[:12]} instead of {seal[:12]}",) if found != seal else ()


def workshop_content(recap: Recap) -> dict[str, Any]:
    """The content without any price, for whoever makes the goods. Its digest is not the seal."""
    content = to_content(recap.for_workshop())
    for product in content["products"]:
        for line in product["lines"]:
            del line["price"]
    del content["totals"]["goods"], content["totals"]["personalization"]
    return content


def _product_content(product: RecapProduct) -> dict[str, Any]:
    return {
        "name": product.name,
        "options": [{"name": axis.name, "values": list(axis.values)} for axis in product.options],
        "fields": list(product.fields),
        "pieces": product.pieces,
        "total": product.total,
        "lines": [_line_content(line) for line in product.lines],
    }


def _line_content(line: RecapLine) -> dict[str, Any]:
    return {
        "order": line.order_number,
        "line": line.line_id,
        "values": list(line.values),
        "quantity": line.quantity,
        "texts": [list(text) for text in line.texts],
        "fulfilment": line.fulfilment,
        "price": _price_content(line.price) if line.price else None,
    }


def _price_content(price: LinePrice) -> dict[str, int]:
    # Written out: `asdict` takes ten times as long, and a big PO has a hundred thousand lines.
    return {"unit": price.unit, "personalization": price.personalization}


def _read_product(content: dict[str, Any]) -> RecapProduct:
    options = tuple(OptionAxis(axis["name"], tuple(axis["values"])) for axis in content["options"])
    lines = tuple(_read_line(line) for line in content["lines"])
    for values in {line.values for line in lines}:
        rank(values, options)  # ValueError for a value that its option does not list
    return RecapProduct(content["name"], options, tuple(content["fields"]), lines)


def _read_line(content: dict[str, Any]) -> RecapLine:
    return RecapLine(
        order_number=content["order"],
        line_id=content["line"],
        values=tuple(content["values"]),
        quantity=content["quantity"],
        texts=tuple((field, text) for field, text in content["texts"]),
        fulfilment=content["fulfilment"],
        price=LinePrice(**content["price"]) if content["price"] else None,
    )


def _write_time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
