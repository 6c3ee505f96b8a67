"""What may be handed over, received, declared lost. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bukapo.kernel.machine import machine
from bukapo.kernel.refusal import Refusal, gettext_noop

HAND_OVER = machine("hand-over", "sent", sent="received withdrawn", received="", withdrawn="")


class NothingHandedOver(Refusal):
    code = "nothing_handed_over"
    sentence = gettext_noop("Isi dulu berapa yang diserahkan.")
    http_status = 422


class MoreThanFinished(Refusal):
    code = "more_than_finished"
    sentence = gettext_noop("Ukuran {size} hanya ada {free} pcs yang bisa diserahkan.")


class MoreThanNeeded(Refusal):
    code = "more_than_needed"
    sentence = gettext_noop("Ukuran {size}: {receiver} hanya perlu {room} pcs lagi.")


class MoreThanSent(Refusal):
    code = "more_than_sent"
    sentence = gettext_noop(
        "Ukuran {size} dikirim {sent} pcs. Kalau yang datang lebih, minta pengirim menyerahkan lebihnya juga."
    )


class NotShort(Refusal):
    code = "not_short"
    sentence = gettext_noop("Ukuran {size} hanya kurang {open} pcs.")


class NotAReceiver(Refusal):
    """The work order named does not follow the sender's, or was cancelled."""

    code = "not_a_receiver"
    sentence = gettext_noop(
        "Barangnya tidak bisa diserahkan ke sana. Muat ulang halamannya, lalu pilih lagi."
    )


class HandOverSettled(Refusal):
    code = "hand_over_settled"
    sentence = gettext_noop("Serah terima ini sudah dicatat.")


@dataclass(frozen=True)
class Standing:
    """One size of a sender, in pieces: through its last stage, on the way, arrived; short of earlier hand-overs,
    handed over again for it, declared lost."""

    finished: int
    travelling: int = 0
    arrived: int = 0
    short: int = 0
    again: int = 0
    lost: int = 0

    @property
    def handed(self) -> int:
        """What has left and was not found missing: the last stage can't be reported below it."""
        return self.travelling + self.arrived

    @property
    def free(self) -> int:
        """What may be handed over; lost pieces too, should they turn up or be made again."""
        return self.finished - self.handed

    @property
    def open(self) -> int:
        """The shortage that is still the sender's to explain."""
        return self.short - self.again - self.lost

    @property
    def ready(self) -> int:
        """What is probably there to hand over."""
        return max(0, self.free - self.lost)


def check_sending(
    labels: Sequence[str], standing: Sequence[Standing], counts: Mapping[int, int], *,
    room: Mapping[int, int], receiver: str,
) -> None:  # fmt: skip
    """`counts`, and `room` (what the receiver still needs, where it needs any), by position of the sender's size.

    Raises NothingHandedOver, MoreThanFinished, MoreThanNeeded.
    """
    if not any(counts.values()):
        raise NothingHandedOver()
    for size, count in counts.items():
        if not 0 <= count <= standing[size].free:
            raise MoreThanFinished(size=labels[size], place=size, free=standing[size].free)
        if count and count > room.get(size, 0):
            raise MoreThanNeeded(size=labels[size], place=size, receiver=receiver, room=room.get(size, 0))


def check_lost(labels: Sequence[str], standing: Sequence[Standing], counts: Mapping[int, int]) -> None:
    """Only what is short may be lost. Raises NothingHandedOver, NotShort."""
    if not any(counts.values()):
        raise NothingHandedOver()
    for size, count in counts.items():
        if not 0 <= count <= standing[size].open:
            raise NotShort(size=labels[size], place=size, open=standing[size].open)
