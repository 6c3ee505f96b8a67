"""Giving a recap out: which pieces and names go to which workshop, and what the workshop answers."""
