"""Gateways: one file each, copied from its neighbour. `docs/adding-a-gateway-or-courier.md` is the checklist."""
