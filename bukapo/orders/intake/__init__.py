"""The way in: `draft` validates and prices (pure), `decide` picks winners in arrival order (pure)."""
