"""The door for programs: JSON under /api/v1/, described by /api/v1/openapi.json.

Owns: the answers' shapes (`schemas`), problems for everything that is refused (`answers`, `door`), the description
(`contract`). What an order may be is read by `orders.intake.wire`, which other processes use too. No
session, no cookie.
"""
