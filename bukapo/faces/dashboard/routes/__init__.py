"""The store's own driver: routes made, printed, followed."""
