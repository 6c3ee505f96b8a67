"""How long a poster takes, drawn and written as a file, in every layout and size: against its limit of 400 ms.

python -m bench.poster [--rounds 3]
"""

import io
import os
import statistics
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from bench.report import judge
from bench.say import say
from bench.telling import tell
from bench.windows import loop_ms
from bukapo.faces.papers.posters.draw import KINDS, drawn, file_of
from bukapo.faces.papers.posters.photos import forget
from bukapo.faces.papers.posters.poster import LAYOUTS, SIZES, TONES, Poster

MOST_MS = 400.0
PHOTO = (1200, 1600)
"""Pixels of the largest copy of a photo that a shop keeps."""


def main(arguments: list[str]) -> int:
    quick = os.environ.get("BENCH_QUICK", "") not in ("", "0")
    parser = ArgumentParser(prog="python -m bench.poster")
    parser.add_argument("--rounds", type=int, default=3 if quick else 11)
    chosen = parser.parse_args(arguments)
    return tell(lambda folder: measure(folder, chosen.rounds), database="none")


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    """Milliseconds, medians of `rounds`. Every drawing reads the photo from its file anew, as a first one does."""
    poster = _poster(_photo(folder / "photo.webp"))
    first = _ms(lambda: _made(poster, "foto", "story", "png"))
    found: dict[str, dict[str, float]] = {}
    for layout, size in product(LAYOUTS, SIZES):
        row = {f"{kind}_ms": _middle(partial(_made, poster, layout, size, kind), rounds) for kind in KINDS}
        row["cpu_ms"] = _cpu(partial(_made, poster, layout, size, KINDS[-1]), rounds)
        row["bare_png_ms"] = _middle(partial(_bare, Image.new("RGB", SIZES[size], "white")), rounds)
        found[f"{layout} {size}"] = row
        say(f"{layout:10} {size:6} " + "  ".join(f"{name} {ms:.0f}" for name, ms in row.items()))
    return report(first, found, loop_ms())


def report(first: float, found: dict[str, dict[str, float]], loop: float) -> dict[str, Any]:
    """`ratio` is what the slowest poster takes of its limit; `bare_png_ms` what writing an empty sheet takes."""
    slowest = max(row[f"{kind}_ms"] for row in found.values() for kind in KINDS)
    return {
        "posters": found,
        "first_ms": first,
        "slowest_cpu_ms": max(row["cpu_ms"] for row in found.values()),
        "slowest_ms": slowest,
        "ratio": round(slowest / MOST_MS, 2),
        "loop_ms": loop,
        "limits": {
            "slowest poster, ms": judge(slowest, "<=", MOST_MS),
            "first poster of a process, ms": judge(first, "<=", MOST_MS),
        },
    }


def _made(poster: Poster, layout: str, size: str, kind: str) -> bytes:
    forget()
    return file_of(drawn(poster, layout=layout, size=size, tone=TONES[0]), kind)


def _bare(image: Image.Image) -> None:
    image.save(io.BytesIO(), "PNG", compress_level=1)


def _middle(work: Callable[[], object], rounds: int) -> float:
    return round(statistics.median(_ms(work) for _ in range(rounds)), 1)


def _cpu(work: Callable[[], object], rounds: int) -> float:
    """Processor time of one, which does not grow when the machine is busy with something else."""
    began = time.process_time()
    for _ in range(rounds):
        work()
    return round((time.process_time() - began) * 1000 / rounds, 1)


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return round((time.perf_counter() - began) * 1000, 1)


def _photo(path: Path) -> Path:
    """Something of everything, so that no encoder has it easy: colours, edges and the grain of a phone's camera."""
    wide, high = PHOTO
    y, x = np.mgrid[0:high, 0:wide]
    grain = np.random.default_rng(7).normal(0, 6, (high, wide))
    parts = [
        128 + 90 * np.sin(x / 83) + grain,
        110 + 80 * np.cos(y / 97) + grain,
        140 + 70 * np.sin((x + y) / 119),
    ]
    Image.fromarray(np.clip(np.stack(parts, -1), 0, 255).astype(np.uint8)).save(path, quality=78)
    return path


def _poster(photo: Path) -> Poster:
    return Poster(
        store="Konveksi Contoh Jaya", tag="Pre-order", title="Jaket Varsity Reuni Akbar Angkatan 1998 Edisi Bordir",
        price="Rp125.000.000", price_before="mulai", normal="Rp150.000.000", until="Pesan sebelum",
        note="Early bird sampai Selasa, 24 November 2026, 21.00 WIB, lalu Rp130.000.000",
        day="Senin, 30 November 2026", time="21.00 WIB", link="po.example/s/7k3q9xm",
        qr="https://po.example/s/7k3q9xm/", colour="hijau", photo=photo,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
