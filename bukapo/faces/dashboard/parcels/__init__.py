"""Parcels after they left: overdue ones, and tracking numbers put right."""
