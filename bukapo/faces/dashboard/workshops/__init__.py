"""The directory of workshops: what was agreed with each, what its work says of it, and several side by side."""
