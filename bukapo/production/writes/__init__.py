"""The verbs of production, one file per moment."""
