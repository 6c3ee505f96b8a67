"""A store's accounts at courier services. Owns: CourierAccount (sealed keys, where parcels come from, who carries).

What a service is: `shipping/port.py`. What its callbacks say: `shipping/notices/`. Parcels at it: `shipping/bookings/`;
what books them and believes the news: `orders/couriers/`.
"""
