"""WhatsApp by hand: a wa.me link with the text ready, which a person opens and sends. No key, no network.

Format: `https://wa.me/<country code and number, digits only>?text=<urlencoded>` (Meta's click-to-chat FAQ). It opens
a draft; nothing tells us whether it was sent. No length is documented; beyond LIMIT some phones cut the address.
"""

from collections.abc import Sequence
from typing import ClassVar
from urllib.parse import quote

from django.utils.translation import gettext as _

from bukapo.messaging.port import Failed, Letter, Outcome

LIMIT = 2_000


class WaLink:
    born: ClassVar[str] = "ready"
    at_once: ClassVar[int] = 1
    a_second: ClassVar[int] = 1_000
    apart: ClassVar[int] = 0

    def send(self, letter: Letter) -> Outcome:
        return Failed(why=_("Pesan WhatsApp ini menunggu Anda kirim sendiri."), retry=False)

    def link(self, letter: Letter) -> str:
        """Too long a text loses lines from its end, but never one with an address in it."""
        lines = letter.body.split("\n")
        while len(_address(letter, lines)) > LIMIT:
            spare = [place for place, line in enumerate(lines) if "://" not in line]
            if not spare:
                return _address(letter, [])
            del lines[spare[-1]]
        return _address(letter, lines)

    def troubles(self, letter: Letter) -> Sequence[str]:
        if len(_address(letter, letter.body.split("\n"))) <= LIMIT:
            return []
        return [
            _(
                "Terlalu panjang untuk satu pesan WhatsApp. Pendekkan, rinciannya sudah ada di halaman pesanan."
            )
        ]


def _address(letter: Letter, lines: Sequence[str]) -> str:
    digits = "".join(character for character in letter.address if character.isdigit())
    text = quote("\n".join(lines), safe="")
    return f"https://wa.me/{digits}?text={text}"
