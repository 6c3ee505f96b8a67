"""Voucher codes: what they give, to whom, and every way in which one is refused. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bukapo.kernel.money import BASIS_POINTS, rupiah
from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop

MOST_BP = 9_000
"""A voucher never gives everything: an order of nothing could not be confirmed by a payment."""
MOST_RUPIAH = 1_000_000_000
MOST_ACTIVE = 200
"""Vouchers of a store that may be in use at once: every server keeps them in memory with the offer."""
CODE = re.compile(r"[A-Z0-9]{3,24}")


class VoucherRefused(Refusal):
    """Why a code does not count. The form is shown again with the sentence at the code's field."""

    code = "voucher_refused"
    http_status = 422


class VoucherUnknown(VoucherRefused):
    code = "voucher_unknown"
    sentence = gettext_noop(
        "Kode voucher {voucher} tidak dikenal di PO ini. Periksa ejaannya, atau kosongkan."
    )


class VoucherNotYet(VoucherRefused):
    code = "voucher_not_yet"
    sentence = gettext_noop("Kode voucher {voucher} belum berlaku. Kosongkan dulu, atau tunggu waktunya.")


class VoucherEnded(VoucherRefused):
    code = "voucher_ended"
    sentence = gettext_noop(
        "Kode voucher {voucher} sudah tidak berlaku. Kosongkan untuk memesan tanpa voucher."
    )


class VoucherUsedUp(VoucherRefused):
    code = "voucher_used_up"
    sentence = gettext_noop(
        "Kode voucher {voucher} sudah habis dipakai. Kosongkan untuk memesan tanpa voucher."
    )


class VoucherUsedByBuyer(VoucherRefused):
    code = "voucher_used_by_buyer"
    sentence = gettext_noop(
        "Kode voucher {voucher} sudah dipakai dengan nomor atau e-mail ini. Kosongkan untuk memesan tanpa voucher."
    )


class VoucherBelowLeast(VoucherRefused):
    code = "voucher_below_least"
    sentence = gettext_noop(
        "Kode voucher {voucher} berlaku untuk barang mulai {least}. Tambah barangnya, atau kosongkan kodenya."
    )


class VoucherNotInLine(VoucherRefused):
    code = "voucher_not_in_line"
    sentence = gettext_noop(
        "Voucher hanya untuk pesanan yang langsung masuk, bukan untuk daftar tunggu atau undian. Kosongkan kodenya."
    )


@dataclass(frozen=True)
class OfferedVoucher:
    """A voucher as the offer carries it. Rupiah; `left`, `buyer_cap` uses (None = without limit); instants UTC.

    `partner_id`: for whom orders that use it count.
    """

    id: int
    code: str
    bp: int
    most: int
    fixed: int
    least: int
    starts_at: datetime | None
    ends_at: datetime | None
    left: int | None
    buyer_cap: int | None
    partner_id: int | None = None

    def discount(self, goods: int) -> int:
        """Rupiah off `goods`; a percentage is rounded down to a whole rupiah. Raises VoucherBelowLeast."""
        if goods < self.least or goods <= self.fixed:
            raise VoucherBelowLeast(voucher=self.code, least=rupiah(max(self.least, self.fixed + 1)))
        if self.fixed:
            return self.fixed
        share = goods * self.bp // BASIS_POINTS
        return min(share, self.most) if self.most else share

    def check_time(self, at: datetime) -> None:
        """Raise VoucherNotYet or VoucherEnded unless it counts at `at`: the database's time, for an order."""
        if self.starts_at and at < self.starts_at:
            raise VoucherNotYet(voucher=self.code)
        if self.ends_at and at >= self.ends_at:
            raise VoucherEnded(voucher=self.code)


@dataclass(frozen=True)
class VoucherTerms:
    """What a seller says of a new voucher: see the model. Rupiah, uses, instants."""

    code: str
    bp: int = 0
    most: int = 0
    fixed: int = 0
    least: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    cap: int | None = None
    buyer_cap: int | None = None

    def checked(self, at: datetime) -> "VoucherTerms":
        """Tidied; a fixed sum without a least spending counts from one rupiah above itself. Raises Invalid."""
        code = normal_code(self.code)
        least = self.least or (self.fixed + 1 if self.fixed else 0)
        wrong = {
            "code": not CODE.fullmatch(code),
            "bp": bool(self.bp) == bool(self.fixed) or not 0 <= self.bp <= MOST_BP,
            "fixed": not 0 <= self.fixed <= MOST_RUPIAH,
            "most": not 0 <= self.most <= MOST_RUPIAH,
            "least": (self.fixed > 0 and least <= self.fixed) or not 0 <= least <= MOST_RUPIAH,
            "cap": self.cap is not None and self.cap < 1,
            "buyer_cap": self.buyer_cap is not None and self.buyer_cap < 1,
            "ends_at": self.ends_at is not None and self.ends_at <= max(at, self.starts_at or at),
        }
        for field, is_wrong in wrong.items():
            if is_wrong:
                raise Invalid(field=field, why=WRONG[field])
        return replace(
            self,
            code=code,
            least=least,
            most=0 if self.fixed else self.most,
            starts_at=self.starts_at.astimezone(UTC) if self.starts_at else None,
            ends_at=self.ends_at.astimezone(UTC) if self.ends_at else None,
        )


WRONG = {
    "code": gettext_noop("Kode terdiri dari 3 sampai 24 huruf dan angka, misalnya HEMAT10."),
    "bp": gettext_noop("Isi salah satu: persen (1 sampai 90) atau rupiah."),
    "fixed": gettext_noop("Potongannya terlalu besar."),
    "most": gettext_noop("Potongan paling banyak belum benar."),
    "least": gettext_noop("Belanja minimal harus di atas potongannya."),
    "cap": gettext_noop("Jumlah pemakaian paling sedikit 1."),
    "buyer_cap": gettext_noop("Jumlah pemakaian paling sedikit 1."),
    "ends_at": gettext_noop("Waktu berakhir harus setelah sekarang dan setelah waktu mulai."),
}


@dataclass(frozen=True)
class UsesLeft:
    """What is left of vouchers: uses by voucher id (None = without limit), and uses had by `user_keys`."""

    left: Mapping[int, int | None]
    had: Mapping[str, int]

    def check(self, voucher: OfferedVoucher, users: Sequence[str]) -> None:
        """Raise VoucherUsedUp or VoucherUsedByBuyer unless one more use is free."""
        free = self.left.get(voucher.id)
        if free is not None and free < 1:
            raise VoucherUsedUp(voucher=voucher.code)
        had = max((self.had.get(who, 0) for who in users), default=0)
        if voucher.buyer_cap is not None and had >= voucher.buyer_cap:
            raise VoucherUsedByBuyer(voucher=voucher.code)


NO_USES = UsesLeft({}, {})


def normal_code(typed: str) -> str:
    """The code as it is kept: capitals and digits only. What people put between them does not count."""
    return re.sub(r"[\s._-]+", "", typed).upper()[:40]


def user_keys(voucher_id: int, phone: str, email: str) -> tuple[str, ...]:
    """Under which a buyer's uses are counted: the phone (E.164) and, when given, the e-mail."""
    keys = (f"{voucher_id}:{phone}",)
    return (*keys, f"{voucher_id}:{email.strip().lower()}") if email.strip() else keys
