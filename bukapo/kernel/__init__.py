"""Plain Python under everything: money, machines, actors, refusals, ids. No Django, no clock, no database."""
