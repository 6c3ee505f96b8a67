"""How a store looks: its logo, its colour, the line below its name."""
