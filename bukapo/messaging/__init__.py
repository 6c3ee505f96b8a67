"""Telling people. Owns: editable templates and the messages made from events.

Promises: at most one message per event, recipient and channel; words come from a template whose variables are checked.
"""
