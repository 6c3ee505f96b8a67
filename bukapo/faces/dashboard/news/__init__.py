"""Telling many at once: broadcasts, the weekly update, and what became of every message."""
