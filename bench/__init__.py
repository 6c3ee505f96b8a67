"""Benchmarks: how many orders the intake takes at a drop, how fast the pages are. See README.md."""
