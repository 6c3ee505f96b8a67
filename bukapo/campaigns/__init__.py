"""The PO itself. Owns: campaigns, what they offer, the piece counters, promises and frozen terms.

Promises: pieces are taken and given back in one place (`campaigns.steps`), under a CHECK; the closing instant is
judged by the database's time after the counters are locked; a promise moves only with a reason and a record.
"""
