"""The look of BukaPO: tokens, base pages, parts, icons, charts; filters for money, dates and countdowns.

Owns no data and no route but the style guide (`/_gaya/`, only while DEBUG). The vocabulary is in docs/look.md.
"""
