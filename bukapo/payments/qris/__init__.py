"""QRIS codes as the merchant presents them: read strictly, made dynamic. Pure.

The format is EMVCo's "QR Code Specification for Payment Systems: Merchant-Presented Mode" with Bank Indonesia's
national template (tag 51).
"""
