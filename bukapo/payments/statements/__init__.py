"""Bank statements (mutasi), read. Owns: which bank wrote a file, what each line says, whether it adds up.

Promises: pure (no Django, no database, no clock); the same bytes give the same statement; a file that does not add up
is refused with a sentence and never read halfway. The way in is `read.read_statement`; `fingerprints` tells lines of
overlapping files apart; `describe` reads what people and banks write into a description.
"""
