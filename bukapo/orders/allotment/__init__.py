"""Fewer good pieces than ordered: who gets them by the stated rule, and what becomes of the pieces that are missing.

Promises: the allocation can be recomputed by anyone from what its page shows; every missing piece is refunded, filled,
replaced by another one, or waits because its buyer says so.
"""
