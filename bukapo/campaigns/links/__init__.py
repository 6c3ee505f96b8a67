"""Short links to a PO or to a store's page, and how often they were followed. Nobody is told apart."""
