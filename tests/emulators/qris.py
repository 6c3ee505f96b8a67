"""A QRIS text as an acquirer makes it (EMVCo): valid TLV and CRC, of a merchant that does not exist."""

import binascii


def qr_text(amount: int, reference: str) -> str:
    """Dynamic (tag 01 = 12), amount in tag 54, reference in 62.05."""
    merchant = (
        _tlv("00", "ID.CO.CONTOH.WWW")
        + _tlv("01", "936009990000000017")
        + _tlv("02", "000000001")
        + _tlv("03", "UMI")
    )
    national = _tlv("00", "ID.CO.QRIS.WWW") + _tlv("02", "ID1020000000001") + _tlv("03", "UMI")
    text = (
        _tlv("00", "01") + _tlv("01", "12") + _tlv("26", merchant) + _tlv("51", national) + _tlv("52", "5699")
        + _tlv("53", "360") + _tlv("54", str(amount)) + _tlv("58", "ID") + _tlv("59", "TOKO TIRUAN")
        + _tlv("60", "BANDUNG") + _tlv("61", "40111") + _tlv("62", _tlv("05", reference[:25])) + "6304"
    )  # fmt: skip
    return f"{text}{binascii.crc_hqx(text.encode(), 0xFFFF):04X}"


def _tlv(tag: str, value: str) -> str:
    return f"{tag}{len(value):02}{value}"
