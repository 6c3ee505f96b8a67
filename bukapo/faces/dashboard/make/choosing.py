"""What of a recap a new work order is given: the seller's choice, from the address or from the posted form."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from bukapo.campaigns.models import Campaign
from bukapo.faces.ui.fields import TOP, basis_points
from bukapo.faces.ui.middleware import sentence
from bukapo.kernel.refusal import Refusal
from bukapo.production.giving.rules import (
    ALL_NAMES,
    CHOSEN,
    DIVIDED,
    NO_NAMES,
    PRODUCTS,
    REST,
    SAME,
    SHARE,
    Bin,
    Part,
    Piece,
    Wish,
    carve,
)
from bukapo.production.giving.told import Division, division, division_after, part_again

HOWS = {"semua": REST, "produk": PRODUCTS, "bagian": SHARE, "ukuran": CHOSEN}
NAMES = {"dibagi": DIVIDED, "semua": ALL_NAMES, "tanpa": NO_NAMES}


@dataclass(frozen=True)
class Size:
    """A variant to type pieces for: `typed` as it was, `error` why it can't be."""

    key: str
    bin: Bin
    typed: str
    error: str = ""


@dataclass(frozen=True)
class Choice:
    """`part` is what the wish picks; None with the `problem` in words when it picks nothing."""

    how: str
    names: str
    percent: str
    after: str
    instead_of: str
    division: Division | None
    picked: frozenset[int] = frozenset()
    sizes: tuple[Size, ...] = ()
    wish: Wish = field(default_factory=Wish)
    part: Part | None = None
    problem: str = ""

    @property
    def split(self) -> bool:
        """Not simply all that is left of the recap."""
        return self.how != "semua" or bool(self.after or self.instead_of)

    @property
    def products(self) -> list[tuple[int, str, int, bool]]:
        """(place, name, pieces left, picked)."""
        bins = self.division.bins if self.division else ()
        names = self.division.products if self.division else ()
        left = {name: sum(one.left for one in bins if one.piece[0] == name) for name in names}
        return [(place, name, left[name], place in self.picked) for place, name in enumerate(names)]

    @property
    def given(self) -> list[tuple[str, int]]:
        """Pieces per product of the part."""
        sums: dict[str, int] = {}
        for (name, _values), pieces in (self.part.pieces if self.part else {}).items():
            sums[name] = sums.get(name, 0) + pieces
        return list(sums.items())

    @property
    def given_sizes(self) -> list[tuple[str, int]]:
        """Pieces per variant of the part, the product's name in front where there are several."""
        several = len(self.given) > 1
        pieces = self.part.pieces if self.part else {}
        return [
            (" / ".join(((name,) if several else ()) + values) or name, count)
            for (name, values), count in pieces.items()
        ]

    @property
    def has_names(self) -> bool:
        return any(one.named for one in self.division.bins) if self.division else False


def choice_of(po: Campaign, data: QueryDict) -> Choice:
    """From `beri`, `produk`, `persen`, `nama`, `u-0`…, `setelah`, `ganti`. Unknown means: all that is left."""
    how = data.get("beri", "") if data.get("beri") in HOWS else "semua"
    names = data.get("nama", "") if data.get("nama") in NAMES else "dibagi"
    after, instead_of = data.get("setelah", "")[:16], data.get("ganti", "")[:16]
    facts: dict[str, Any] = {"names": names, "percent": data.get("persen", "").strip()[:8]}
    again = part_again(po, instead_of) if instead_of else None
    if again:
        wish = Wish(SAME, part=again)
        return _chosen(
            Choice("semua", after="", instead_of=instead_of, division=division(po), wish=wish, **facts)
        )
    there = division_after(po, after) if after else None
    there, after = (there, after) if there else (division(po), "")
    choice = Choice(how, after=after, instead_of="", division=there, **facts)
    if there is None:
        return choice
    return _chosen(_wished(choice, there, data))


def _wished(choice: Choice, there: Division, data: QueryDict) -> Choice:
    picked = frozenset(place for place in range(len(there.products)) if str(place) in data.getlist("produk"))
    changes: dict[str, Any] = {"picked": picked}
    names = NAMES[choice.names]
    if choice.how == "produk":
        wanted = [there.products[place] for place in sorted(picked)]
        problem = "" if wanted else _("Pilih produknya dulu.")
        return _with(choice, changes, Wish(PRODUCTS, products=wanted), problem)
    if choice.how == "bagian":
        share = basis_points(choice.percent) if choice.percent else None
        problem = "" if share else _("Tulis berapa persen, misalnya 60.")
        return _with(choice, changes, Wish(SHARE, share=share or 0, names=names), problem)
    if choice.how == "ukuran":
        sizes = tuple(_size(place, one, data) for place, one in enumerate(there.bins))
        pieces: dict[Piece, int] = {size.bin.piece: int(size.typed) for size in sizes if not size.error}
        wrong = any(size.error for size in sizes)
        stale = data.get("rekap", str(there.version)) != str(there.version)
        problem = _("Ada jumlah yang belum pas.") if wrong else ""
        problem = _("Rekapnya sudah berganti versi. Cek lagi jumlahnya.") if stale else problem
        return _with(choice, changes | {"sizes": sizes}, Wish(CHOSEN, pieces=pieces, names=names), problem)
    return _with(choice, changes, Wish(), "")


def _with(choice: Choice, changes: Mapping[str, Any], wish: Wish, problem: str) -> Choice:
    return replace(choice, wish=wish, problem=problem, **changes)


def _size(place: int, one: Bin, data: QueryDict) -> Size:
    key = f"u-{place}"
    typed = data.get(key, str(one.left)).strip()[:12] or "0"
    error = ""
    if not (typed.isascii() and typed.isdigit()) or int(typed) > TOP:
        error = _("Isi dengan angka saja, misalnya 2.")
    elif int(typed) > one.left:
        error = _("Tinggal %(n)s.") % {"n": one.left}
    return Size(key, one, typed, error)


def _chosen(choice: Choice) -> Choice:
    """With the part, or why there is none."""
    if choice.problem or choice.division is None:
        return choice
    try:
        return replace(choice, part=carve(choice.division.bins, choice.wish))
    except Refusal as refusal:
        return replace(choice, problem=sentence(refusal))
