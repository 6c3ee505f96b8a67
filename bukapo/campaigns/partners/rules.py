"""A partner's code: what is promised for it, and which orders are counted as brought by it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bukapo.campaigns.vouchers import CODE, OfferedVoucher, normal_code
from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.kernel.refusal import Invalid, gettext_noop

PARTNER, BUYER = "partner", "buyer"
KINDS = (PARTNER, BUYER)
"""Somebody the seller agreed with; a buyer who invites friends."""

PERCENT, PER_ORDER, PER_PIECE = "percent", "order", "piece"
WAYS = (PERCENT, PER_ORDER, PER_PIECE)
MOST_BP = 5_000
"""Half of the goods: more is a slip of the finger."""
MOST_FIXED = 10_000_000
MOST_REWARD = 1_000_000


@dataclass(frozen=True)
class PartnerTerms:
    """What a seller says of a partner. `rate`: basis points of the net goods, or rupiah per order or per piece."""

    name: str
    code: str
    way: str
    rate: int
    phone: str = ""
    email: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None

    def checked(self, at: datetime) -> "PartnerTerms":
        """Tidied: the code in capitals, the phone in E.164. Raises Invalid with the field."""
        code, most = normal_code(self.code), MOST_BP if self.way == PERCENT else MOST_FIXED
        phone, email = _phone(self.phone), self.email.strip().lower()
        wrong = {
            "name": not 0 < len(self.name.strip()) <= 80,
            "code": not CODE.fullmatch(code),
            "way": self.way not in WAYS,
            "rate": not 0 < self.rate <= most,
            "email": len(email) > 254 or (bool(email) and "@" not in email),
            "ends_at": self.ends_at is not None and self.ends_at <= max(at, self.starts_at or at),
        }
        for field, is_wrong in wrong.items():
            if is_wrong:
                raise Invalid(field=field, why=WRONG[field])
        return replace(
            self,
            name=self.name.strip(),
            code=code,
            phone=phone,
            email=email,
            starts_at=self.starts_at.astimezone(UTC) if self.starts_at else None,
            ends_at=self.ends_at.astimezone(UTC) if self.ends_at else None,
        )


WRONG = {
    "name": gettext_noop("Tulis nama mitranya, paling panjang 80 huruf."),
    "code": gettext_noop("Kode terdiri dari 3 sampai 24 huruf dan angka, misalnya HEMAT10."),
    "way": gettext_noop("Pilih salah satu."),
    "rate": gettext_noop("Komisinya paling banyak 50% atau Rp10.000.000."),
    "email": gettext_noop("Alamat email belum benar. Kosongkan saja kalau tidak ada."),
    "ends_at": gettext_noop("Waktu berakhir harus setelah sekarang dan setelah waktu mulai."),
}


def _phone(typed: str) -> str:
    if not typed.strip():
        return ""
    try:
        return normalise_phone(typed)
    except PhoneUnusable:
        raise Invalid(
            field="phone", why=gettext_noop("Nomor WhatsApp belum benar. Contoh: 0812 3456 7890.")
        ) from None


@dataclass(frozen=True)
class KnownPartner:
    """A partner as the intake reads it, inside its own transaction. `campaign_id` None: every PO of the store."""

    id: int
    code: str
    phone: str
    email: str
    campaign_id: int | None
    starts_at: datetime | None
    ends_at: datetime | None

    def counts(self, *, campaign_id: int, phone: str, email: str, at: datetime) -> bool:
        """Whether an order of this buyer is one it brought: never its own, and only while its code is valid."""
        here = self.campaign_id in (None, campaign_id)
        begun = self.starts_at is None or at >= self.starts_at
        running = self.ends_at is None or at < self.ends_at
        return here and begun and running and not self.is_buyer(phone, email)

    def is_buyer(self, phone: str, email: str) -> bool:
        """The same phone (E.164) or the same e-mail: nobody brings oneself."""
        mail = email.strip().lower()
        return bool(self.phone and self.phone == phone) or bool(self.email and self.email == mail)


def link_code(typed: str) -> str:
    """The code that a link carried, as it is kept; "" when it can be none."""
    code = normal_code(typed[:60])
    return code if CODE.fullmatch(code) else ""


def brought_by(
    known: Mapping[int, KnownPartner],
    codes: Mapping[str, int],
    *,
    code: str,
    voucher: OfferedVoucher | None,
    campaign_id: int,
    phone: str,
    email: str,
    at: datetime,
) -> int | None:
    """The partner an order counts for: whose voucher it uses; else whose link it came by (`codes`: code -> id).

    An own voucher does not fall back to a link: who uses one's own code brought oneself.
    """
    pk = voucher.partner_id if voucher and voucher.partner_id else codes.get(link_code(code))
    one = known.get(pk) if pk else None
    if one is None or not one.counts(campaign_id=campaign_id, phone=phone, email=email, at=at):
        return None
    return one.id
