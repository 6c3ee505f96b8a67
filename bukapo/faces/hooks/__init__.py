"""Callbacks of gateways: verify, keep, answer. What they cause is the worker's business (`orders.gateways.due`)."""
