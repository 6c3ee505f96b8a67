"""Made to order: a work order of its own for every confirmed order, and what the queue lets one promise."""
