"""What goes wrong after the goods left, and how it is made good: claims with photos, a clock, a remedy, an end.

Promises: a claim is answered or counted as overdue; no remedy costs more than was paid; whatever happens is on the
order's timeline. Emits `claim.*`, and `order.compensated` with the ledger lines of what is owed back.
"""
