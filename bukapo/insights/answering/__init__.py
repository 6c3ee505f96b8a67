"""How fast a store answers: of questions about its POs and about orders. Reads only."""
