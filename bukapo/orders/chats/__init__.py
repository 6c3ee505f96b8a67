"""Orders pasted from a chat. Owns: what was pasted, the drafts that were read out of it, and what became of each.

Promises: the reading is pure and guesses nothing (a doubt is a question, a claim of payment is only a claim); what was
pasted is kept word for word; the same line pasted again is the same draft; a draft becomes at most one order, by the
intake like any other. Emits: chat.pasted, chat_draft.*.
"""
