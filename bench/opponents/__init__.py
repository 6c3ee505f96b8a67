"""What others would write: kept, so that every report shows its ratio from its own run."""
