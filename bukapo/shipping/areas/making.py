"""`python -m bukapo.shipping.areas.making <file>`: write the searchable list of areas once.

A process of its own: reading the package takes 60 MB and some seconds, the file has 4 MB. It has two parts with an
empty line between: kecamatan (7,285 lines), then their kelurahan and desa (83,762). A line begins with a space and its
folded words, so that every word follows one; then come the facts, parted by tabs. A kecamatan's line ends with the
number of bytes that its kelurahan take.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from lokal import wilayah

from bukapo.shipping.areas.rules import folded, spoken


def parts() -> Iterator[tuple[str, bytes]]:
    """(line of a kecamatan, the lines of its kelurahan), in the order of the codes."""
    for province in wilayah.list_wilayah():
        for city in wilayah.list_wilayah(province.code):
            where = city.name.replace("Administrasi ", "")
            for district in wilayah.list_wilayah(city.code):
                lines = [_village(village) for village in wilayah.list_wilayah(district.code)]
                below = "".join(lines).encode()
                facts = [district.name, where, spoken(province.name)]
                words = folded(" ".join(facts))
                yield "\t".join([f" {words}", district.code, *facts, str(len(below))]), below


def _village(village: wilayah.Wilayah) -> str:
    postal_code = village.postal_code or ""
    words = folded(f"{village.name} {postal_code}")
    return f" {words}\t{village.code[-4:]}\t{village.name}\t{postal_code}\n"


def make(path: Path) -> None:
    """The whole file or none: written beside and moved into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    found = list(parts())
    above = "\n".join(line for line, _below in found).encode()
    beside.write_bytes(above + b"\n\n" + b"".join(below for _line, below in found))
    beside.replace(path)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
