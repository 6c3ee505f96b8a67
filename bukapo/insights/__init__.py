"""Learning from a PO. Reads only: live numbers and the evaluation. Owns no rows."""
