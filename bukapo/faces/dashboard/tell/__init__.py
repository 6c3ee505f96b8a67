"""Telling people: the WhatsApp queue, the store's own words, the mailbox."""
