"""PO pages kept ready in memory, in front of Django: a drop's readers cost no rendering, no session and no query.

A page is shown only while it is true: one look at the database per PO and quarter second (`look`), rebuilt when
something on it changed, exchanged at the very instant of opening and closing (`shelf`), by the database's time.
"""
