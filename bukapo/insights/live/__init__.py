"""A PO while it runs, and a store today: what dashboards draw. Reads only, a fixed number of queries."""
