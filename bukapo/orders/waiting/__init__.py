"""Orders in waiting: a whole wish, in line for pieces that come free or for a draw. All or none."""
