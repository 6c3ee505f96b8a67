"""How a PO in production is coming along, told to its buyers every week: drafted from facts, sent after a glance."""
