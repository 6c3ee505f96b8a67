"""Quality control: what was checked, what was wrong with it, and what became of it, size by size."""
