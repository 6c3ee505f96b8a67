"""What the next PO should do differently, each with its reason and how sure it is. Rules only: no suggestion without
evidence, none out of bounds (`campaigns.cloning.rules.BOUNDS`)."""
