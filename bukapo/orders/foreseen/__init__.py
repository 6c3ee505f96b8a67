"""What a buyer's change or cancellation would do to the money, told before it is carried out.

Promises: the sums come from the write itself, tried and undone; with other sums than those shown nothing is done.
"""
