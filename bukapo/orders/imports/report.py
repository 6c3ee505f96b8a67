"""What an import came to, in numbers: the JSON that the command line prints and other programs compare."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from bukapo.orders.imports.answers import Answer
from bukapo.orders.imports.read import Reading
from bukapo.orders.imports.shape import Shape


def report(reading: Reading, shape: Shape) -> dict[str, Any]:
    """`rupiah` is goods only, at the shape's prices. `replaced`: pairs of sheet rows, earlier then later answer.

    `doubtful` holds row and why alone; the codes and sentences for people are in `doubts`.
    """
    orders, doubtful = reading.of_state("accepted"), reading.of_state("doubtful")
    replaced = sorted(
        ([a.row, a.replaced_by] for a in reading.of_state("replaced")), key=lambda pair: pair[1] or 0
    )
    pieces = _pieces(orders, shape)
    return {
        "rows": len(reading.answers),
        "orders": len(orders),
        "replaced": replaced,
        "doubtful": [{"row": answer.row, "why": answer.why} for answer in doubtful],
        "pieces": dict(sorted(pieces.items())),
        "total_pieces": pieces.total(),
        "personalized_orders": sum(
            1 for answer in orders if any(line.personalization for line in answer.lines)
        ),
        "rupiah": sum(rupiah_of(answer, shape) for answer in orders),
        "empty_rows": reading.empty_rows,
        "doubts": [
            {"row": answer.row, "code": doubt.code, "sentence": doubt.say()}
            for answer in doubtful
            for doubt in answer.doubts
        ],
        "remarks": [
            {"row": answer.row, "code": remark.code, "sentence": remark.say()}
            for answer in reading.answers
            for remark in answer.remarks
        ],
        "notices": [notice.say() for notice in reading.notices],
    }


def rupiah_of(answer: Answer, shape: Shape) -> int:
    """The goods of an accepted answer in rupiah: price, surcharges and personalization per piece."""
    return sum(
        line.quantity * shape.products[line.product].piece_price(line.values, line.texts)
        for line in answer.lines
    )


def _pieces(orders: Iterable[Answer], shape: Shape) -> Counter[str]:
    """`XL|Hitam|Pendek`: values in option order; with several products their name stands first."""
    pieces: Counter[str] = Counter()
    for answer in orders:
        for line in answer.lines:
            name = [shape.products[line.product].name] if len(shape.products) > 1 else []
            pieces["|".join([*name, *line.values])] += line.quantity
    return pieces
