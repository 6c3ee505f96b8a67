"""Extra pieces: how many to make beyond what was ordered, from what went wrong before."""
