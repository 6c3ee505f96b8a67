"""The verbs of an order, one module a family: place, pay, change, release, send."""
