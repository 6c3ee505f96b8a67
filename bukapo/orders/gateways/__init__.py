"""Paying an order through a gateway: attempts, what notices cause, refunds the same way back.

No network inside a transaction: a row is written, the gateway is asked, its answer is another write. What a notice or
a redirect claims moves nothing; the gateway is always asked back (`look`), and `settle_attempt` is the one way in which
its money reaches an order.
"""
