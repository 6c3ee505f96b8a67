"""A store's record: counted from promises, parcels, orders and reviews, written by nobody."""
