"""What is asked for and what came in. Owns: charges, payments, transfer proofs, refunds.

The verbs that move money live in `orders.writes`, where buyer, pieces and charges meet; here are the pure rules
(plans, waterfall, unique codes) and the steps those verbs use.
"""
