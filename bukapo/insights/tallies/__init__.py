"""Orders added up by hour and variant, so that a dashboard reads hundreds of rows and not hundreds of thousands.

Nothing is added to the transaction that takes an order: the worker follows the journal. Everything here can be thrown
away and counted anew (`bukapo recount`); the truth are the orders.
"""
