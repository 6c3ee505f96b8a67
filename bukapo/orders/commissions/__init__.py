"""What partners earn by the orders they brought, and what was paid of it.

Promises: nothing is earned that was not paid for and kept; a payout settles every order to the rupiah.
"""
