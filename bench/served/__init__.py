"""Settings and routes of the servers that only the benchmarks start."""
