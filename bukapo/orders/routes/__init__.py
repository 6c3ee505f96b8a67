"""The seller's own driver: parcels in the order in which they are brought, a link without a login, a tap per door."""
