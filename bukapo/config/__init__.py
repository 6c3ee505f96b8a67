"""Settings, routes and the one page that says which event causes what."""
