"""Pieces that change hands: sent against received, size by size. What is short stays the sender's."""
