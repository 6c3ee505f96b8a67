"""Packages of a PO: made before it opens, stopped while it runs."""
