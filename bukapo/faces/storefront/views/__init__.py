"""Buyers' pages. No cookie is needed anywhere: a buyer has no session, the secret link is the key."""
