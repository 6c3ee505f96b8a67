"""Production is over and fewer good pieces are there than were ordered: who gets them."""
