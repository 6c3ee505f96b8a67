"""How many pieces a PO will end with, from how its orders come. Owns the forecasts that were made (rows, small)."""
