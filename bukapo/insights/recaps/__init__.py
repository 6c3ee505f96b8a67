"""A big frozen recap at a glance, kept once: its page need not open a hundred thousand lines each time.

The truth is the sealed recap: what is downloaded, printed or made is read from it and its seal compared. Everything
here can be thrown away; the worker keeps it again, and the audit compares it with what it was made from.
"""
