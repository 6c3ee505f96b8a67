"""Where buyer, pieces, charges and parcel meet. Owns: orders, their lines, imports of orders from elsewhere.

Promises: one key, one order; what the buyer was told is committed; every path in (form, import, staff) is one write,
`place_orders`; an order's outstanding money is charges - payments + refunds and is what every page says.
"""
