"""What buyers say of goods they received: written once, answered once, hidden only by the operator, never deleted."""
