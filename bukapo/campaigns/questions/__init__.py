"""Questions about a PO, asked by anybody and answered for all. Owns: the question, its answer, whether it is shown.

Promises: a question shows only with its answer; asking ends when the PO closes; an answer that was edited says so.
Emits: question.*, and campaign.answers_changed when what everybody reads has changed.
"""
