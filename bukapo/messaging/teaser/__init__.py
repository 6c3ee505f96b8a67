"""What people who signed up for a teaser are told: who, in which words, and what is taken back in time."""
