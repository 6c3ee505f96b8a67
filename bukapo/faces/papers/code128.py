"""Code 128 barcodes (ISO/IEC 15417), sets B and C, as the couriers' scanners expect them on a label."""

import re

BARS = (
    # Six widths per symbol, symbols 0 to 105.
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222"
    "123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321"
    "232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121"
    "313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224"
    "111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111"
    "111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113"
    "114311411113411311113141114131311141411131211412211214211232"
)
PATTERNS = [*re.findall("[1-4]{6}", BARS), "2331112"]
START_B, START_C, STOP = 104, 105, 106
TO_C, TO_B = 99, 100
LONGEST = 40


def code128(text: str) -> str | None:
    """Bar and space widths in modules, a bar first ("211232…"); None for text it cannot carry."""
    if not 1 <= len(text) <= LONGEST or not re.fullmatch(r"[ -~]+", text):
        return None
    symbols = _symbols(text)
    check = (symbols[0] + sum(place * symbol for place, symbol in enumerate(symbols))) % 103
    return "".join(PATTERNS[symbol] for symbol in (*symbols, check, STOP))


def _symbols(text: str) -> list[int]:
    # Runs of four or more digits are half as wide in set C; it takes digits by pairs only.
    pieces = re.findall(r"(?:[0-9]{2}){2,}|[^0-9]+|[0-9]", text)
    symbols: list[int] = []
    in_c = False
    for piece in pieces:
        wants_c = len(piece) >= 4 and piece.isdigit()
        if not symbols:
            symbols.append(START_C if wants_c else START_B)
        elif wants_c != in_c:
            symbols.append(TO_C if wants_c else TO_B)
        in_c = wants_c
        if in_c:
            symbols += [int(piece[place : place + 2]) for place in range(0, len(piece), 2)]
        else:
            symbols += [ord(character) - 32 for character in piece]
    return symbols
