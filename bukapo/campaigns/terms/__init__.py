"""The rules of a PO as data and as plain Indonesian, rendered from typed policies. Pure.

Promises: text and data say the same; once frozen neither changes, and the hash over both names them.
"""

from bukapo.campaigns.terms.document import document, render, seal, sealed_bytes, text_of
from bukapo.campaigns.terms.facts import TermsFacts, TermsGoods
from bukapo.campaigns.terms.rights import AUTHORITY
from bukapo.campaigns.terms.speech import INDONESIAN, NOT_SAID

__all__ = [
    "AUTHORITY",
    "INDONESIAN",
    "NOT_SAID",
    "TermsFacts",
    "TermsGoods",
    "document",
    "render",
    "seal",
    "sealed_bytes",
    "text_of",
]
