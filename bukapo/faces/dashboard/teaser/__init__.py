"""A PO's teaser from the seller's chair: what it says, who signed up, what they would like, what became of it."""
