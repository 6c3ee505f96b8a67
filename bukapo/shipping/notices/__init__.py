"""What courier services tell us, stored before anything is done about it. Owns: CourierNotice.

Nothing in it is believed: `orders/couriers` reads the parcel back from the service.
"""
