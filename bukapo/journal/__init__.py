"""The spine. Owns: events (append-only, hash-chained per subject) and their outbox deliveries.

Promises: a state change and its one event are one transaction; whatever must follow elsewhere is a Delivery row
written in that same transaction. Nothing else in the house records history.
"""
