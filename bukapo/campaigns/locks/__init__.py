"""What of an order is locked when: its pieces at closing, the way it is received, its address."""
