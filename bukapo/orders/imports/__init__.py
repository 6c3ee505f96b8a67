"""Answers of somebody else's form, read. Owns: sheets, column mappings, and what each row can only mean.

Promises: pure (no Django, no database, no clock); the same bytes give the same result; a row ends accepted,
replaced or doubtful, and what is doubtful is never guessed.
The way through: `read_sheet` -> `propose` -> `read_answers` -> `report`.
"""
