"""Posters of a PO for feeds, stories and link previews, drawn with Pillow from finished facts."""
