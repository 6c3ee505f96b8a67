"""Lateness seen before it happens: the seller is told once per new fact, with the honest new date."""
