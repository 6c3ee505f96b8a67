"""How many pieces a PO needs to run, what is offered to buyers when it does not get them, and postponing its end."""
