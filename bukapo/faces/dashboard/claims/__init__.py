"""Claims of buyers: the list by deadline, one claim, and what a seller decides."""
