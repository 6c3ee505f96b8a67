"""Group orders: a coordinator collects what each member wants; one pays for all, or each for themselves."""
