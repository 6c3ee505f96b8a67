"""What buyers say of the store: answered here, never deleted. And the operator's own queue of reports."""
