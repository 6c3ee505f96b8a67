"""Bank statements become payments. Decides with `payments.matching`, books in bounded pieces, tells what it did.

`importing` reads a statement in; `deciding` holds a person's verbs for what was doubtful; `compose` makes the rows that
`orders.receive` would make one by one, for thousands at once (a test compares the two). Decision 15 says why.
"""
