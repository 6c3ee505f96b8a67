"""Adapters to the outside, reached by dotted name only."""
