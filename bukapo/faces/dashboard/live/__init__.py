"""A PO while it runs, drawn; a store today."""
