"""States of a thread, and the no's. Pure."""

from bukapo.kernel.machine import machine
from bukapo.kernel.refusal import Refusal, gettext_noop

WAITING, ANSWERED, SETTLED = "waiting", "answered", "settled"
THREAD = machine(
    "thread",
    "waiting answered",
    waiting="answered settled",
    answered="waiting",
    settled="waiting answered",
)
"""waiting: the buyer asked and has no answer; settled: it needed none ("oke, makasih")."""
MOST_LETTERS = 1000
MOST_UNANSWERED = 10
"""Words of a buyer in a row; beyond it an answer is needed first."""


class TooManyWords(Refusal):
    code = "thread_full"
    sentence = gettext_noop("Pesan Anda sudah cukup banyak. Tunggu jawaban penjual dulu, ya.")
    http_status = 429
