"""Parcels of orders at courier services: what they would cost, booking them, and news that is read back before belief.

The accounts are `shipping/couriers/`, the inbox `shipping/notices/`, the rows `shipping/bookings/`.
"""
