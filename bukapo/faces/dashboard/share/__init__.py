"""Telling of a PO: captions, posters, short links, the widget; and how the store looks while it is told of."""
