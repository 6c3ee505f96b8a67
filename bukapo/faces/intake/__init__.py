"""The door of a drop: a thin process without Django's request cycle, which only takes orders.

`bukapo intake` starts it; a proxy sends it the two addresses that place orders (deploy/). Everything it decides, writes
and says comes from the same modules that the ordinary door uses.
"""
