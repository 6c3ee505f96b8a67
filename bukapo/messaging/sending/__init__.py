"""Handing letters to their channels: claimed, committed, sent outside any transaction, settled. Never twice."""
