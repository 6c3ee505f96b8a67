"""A camera instead of a scanner: what a picture's code says is taken as if it had been typed."""
