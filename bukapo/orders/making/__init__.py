"""One order's own production (made to order): its place in the queue, its promise, whether it is made."""
