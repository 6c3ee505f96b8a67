"""The board: every work order against its plan, for the seller and, without names and prices, for a wall."""
