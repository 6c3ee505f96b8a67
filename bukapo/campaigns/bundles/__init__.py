"""Packages (paket) of a PO: several pieces at one price, which an order holds as ordinary lines, one per piece."""
