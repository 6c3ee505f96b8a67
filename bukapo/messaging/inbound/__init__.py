"""What people wrote to a store by WhatsApp."""
