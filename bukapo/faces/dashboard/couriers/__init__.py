"""Courier services for the seller: connecting one, comparing rates, booking parcels and following them."""
