"""Making it. Owns: frozen recaps, work orders (SPK), their stages and the workshop's reports.

Promises: a frozen recap never changes (its digest is in the event of its closing); a stage never runs ahead of the
one before it; the workshop sees no prices, phones or addresses.
"""
