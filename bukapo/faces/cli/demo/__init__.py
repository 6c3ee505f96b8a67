"""The demo: plainly fictional shops that have lived through real writes."""
