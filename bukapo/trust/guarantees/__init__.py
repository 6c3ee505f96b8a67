"""Guarantees that act by themselves: what a late order's own terms promise is given, or offered, without being asked.

Declared and frozen below (`campaigns.guarantees`). Promises: once per order and rung, by the order's own ladder; the
money flows through the verbs of orders; who said that they wait for a new day is counted from that day.
"""
