"""A store's accounts at payment gateways. Owns: GatewayAccount (sealed keys), Notice (the inbox), Payout.

What a gateway is: `payments/port.py`. Attempts to pay and what a notice causes: `orders/gateways/`.
"""
