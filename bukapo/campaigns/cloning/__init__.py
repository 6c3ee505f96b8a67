"""A past PO once more, as a draft with days ahead and what its evaluation taught. Nothing of it is published."""
