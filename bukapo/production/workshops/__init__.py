"""The directory of workshops: who makes what, how fast, and what their record says."""
