"""States of a question, and the no's. Pure."""

from bukapo.kernel.machine import machine
from bukapo.kernel.refusal import Refusal, gettext_noop

ASKED, ANSWERED, HIDDEN = "asked", "answered", "hidden"
QUESTION = machine("question", "asked", asked="answered hidden", answered="hidden", hidden="asked answered")
"""hidden: by the seller, with the reason; it shows to nobody and waits for nothing."""
MOST_LETTERS, MOST_ANSWER = 500, 1000
MOST_OPEN = 200
"""Unanswered questions that one PO takes."""


class AskingOver(Refusal):
    code = "asking_over"
    sentence = gettext_noop("PO ini sudah ditutup, jadi pertanyaan baru tidak diterima lagi.")


class TooManyQuestions(Refusal):
    code = "too_many_questions"
    sentence = gettext_noop("Penjual masih punya banyak pertanyaan yang belum dijawab. Coba lagi nanti, ya.")
    http_status = 429
