"""Who brings buyers: partners of the store with a code, and buyers who invite friends. Owns codes and what is promised.

Promises: what a partner is promised is never edited; an unknown or ended code never refuses an order.
"""
