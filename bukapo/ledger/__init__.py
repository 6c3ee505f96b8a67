"""Where money stands. Owns: accounts and postings per store. No verbs of its own: money never moves by itself.

Promises: a posting has one source and one destination, so the books of a store always sum to zero; nothing is
edited, a correction is another posting.
"""
