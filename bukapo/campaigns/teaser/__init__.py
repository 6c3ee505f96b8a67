"""Before a PO opens: its teaser, who signed up for it, what they would like, and what that says of the demand."""
