"""Tenancy. Owns: Store, its members, bank accounts and policies; the scoped manager every room's rows use.

Promises: a query that names no store is a crash (`UnscopedQuery`), never a leak.
"""
