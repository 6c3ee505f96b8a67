"""Parcels that have left: those too long on their way, a tracking number put right, a buyer who waits."""
