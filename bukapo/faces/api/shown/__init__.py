"""What is told: a PO, an order, as plain values in the shapes of `faces.api.schemas`."""
