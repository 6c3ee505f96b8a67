"""When an order may be handed over. Pure."""

from bukapo.kernel.machine import machine
from bukapo.kernel.refusal import Refusal, gettext_noop

HANDOVER = machine("handover", "offered", offered="accepted withdrawn", accepted="", withdrawn="")


class MoneyOpen(Refusal):
    """A refund, a credit or money too much belongs to the old buyer."""

    code = "handover_money_open"
    sentence = gettext_noop(
        "Masih ada uang yang harus kembali ke Anda dari pesanan ini (pengembalian, saldo, atau kelebihan bayar). "
        "Selesaikan dulu, baru pesanannya bisa dioper."
    )


class SamePerson(Refusal):
    code = "handover_same_person"
    sentence = gettext_noop("Nomor ini nomor pesanan ini sendiri. Isi nomor WhatsApp orang yang menerima.")


class HandoverGone(Refusal):
    code = "handover_gone"
    sentence = gettext_noop("Operan ini sudah tidak berlaku. Minta tautan baru ke yang mengoper.")


class TermsNotAgreed(Refusal):
    code = "handover_terms"
    sentence = gettext_noop("Centang dulu bahwa Anda setuju dengan aturan PO ini.")


class OneHandoverAtATime(Refusal):
    code = "handover_one_at_a_time"
    sentence = gettext_noop("Pesanan ini sudah ditawarkan ke orang lain. Tarik dulu tawarannya.")
