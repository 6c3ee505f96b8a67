"""Why the next buyer believes. Owns: reviews, written only by people who received their goods."""
