"""What is usual when nothing is known: pieces a day of a small workshop, said as such. Pure.

From how small konveksi and home kitchens commonly work (six at the sewing machines, one who cuts); only a beginning: a
workshop's own numbers and its history replace them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Usual:
    """`each` pieces a day of one of `people`. `flows`: a piece need not wait for the next day."""

    each: int
    people: int
    flows: bool = False


_USUAL: tuple[tuple[tuple[str, ...], Usual], ...] = (
    (("potong", "cutting", "pola"), Usual(150, 1)),
    (("sablon", "print", "dtf", "sublim"), Usual(50, 2)),
    (("bordir",), Usual(40, 2)),
    (("obras",), Usual(60, 2)),
    (("jahit", "sewing"), Usual(12, 6)),
    (("kancing", "finishing", "setrika", "buang benang"), Usual(80, 2)),
    (("qc", "cek", "periksa"), Usual(150, 1)),
    (("pack", "kemas", "lipat"), Usual(150, 1)),
    (("desain",), Usual(200, 1)),
    (("press",), Usual(120, 1)),
    (("pengerjaan", "anyam", "rakit"), Usual(10, 3)),
    (("belanja", "bahan"), Usual(400, 1)),
    (("buat", "panggang", "masak", "adon"), Usual(40, 1, flows=True)),
    (("hias", "topping"), Usual(30, 1, flows=True)),
    (("persiapan",), Usual(150, 1)),
    (("produksi",), Usual(50, 1)),
)
_OTHER = Usual(60, 1)


def key_of(stage: str) -> str:
    """Stages of different work orders are the same stage when this is the same."""
    return " ".join(stage.split()).casefold()


def usual(stage: str) -> Usual:
    """By the words in the stage's name."""
    key = key_of(stage)
    return next((found for words, found in _USUAL if any(word in key for word in words)), _OTHER)


def flows(stages: tuple[str, ...]) -> bool:
    """A kitchen: what is made is decorated and packed on the same day."""
    return any(usual(stage).flows for stage in stages)
