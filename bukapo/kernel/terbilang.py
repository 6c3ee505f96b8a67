"""Amounts in Indonesian words, as a kwitansi spells them ("terbilang")."""

ONES = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
SCALES = (
    (10**15, "kuadriliun"),
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
    (10**3, "ribu"),
    (100, "ratus"),
    (10, "puluh"),
)
LIMIT = 10**18


def terbilang(number: int) -> str:
    """`1250000` -> `satu juta dua ratus lima puluh ribu`. ValueError at 10^18 and beyond."""
    if abs(number) >= LIMIT:
        raise ValueError("terbilang spells numbers below 10^18")
    if number < 0:
        return f"minus {terbilang(-number)}"
    if number < 12:
        return ONES[number]
    if number < 20:
        return f"{ONES[number - 10]} belas"
    size, name = next(scale for scale in SCALES if number >= scale[0])
    count, rest = divmod(number, size)
    # "se-" fuses with ratus and ribu only: seratus, seribu, but satu juta.
    head = f"se{name}" if count == 1 and size in (100, 1000) else f"{terbilang(count)} {name}"
    return f"{head} {terbilang(rest)}" if rest else head


def terbilang_rupiah(amount: int) -> str:
    """`1250000` -> `Satu juta dua ratus lima puluh ribu rupiah`."""
    return f"{terbilang(amount)} rupiah".capitalize()
