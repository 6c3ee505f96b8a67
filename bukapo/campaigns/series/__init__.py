"""A continuous PO: batches that follow one another, their rhythm, the opening of the next one."""
