"""What a page shows, as finished values: no queries in templates, no decisions either."""
