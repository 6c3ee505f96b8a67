"""What a seller posts about a PO: captions made of facts, anew whenever a fact changes."""
