"""Parcels as a courier service has taken them on. Owns: Booking.

What books them and believes news: `orders/couriers/`.
"""
