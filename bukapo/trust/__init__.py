"""Why the next buyer believes. Owns: reviews, written only by people who received their goods (`reviews/`), and what a
store's signed record is made of (`record/`).
"""
