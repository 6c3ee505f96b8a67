"""Stage patterns (pola tahap): the lists of stages a work order starts from, and a store's own copies of them."""
