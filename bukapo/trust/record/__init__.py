"""A store's record as a paper: what its numbers mean, signed by the installation, checked by anybody."""
