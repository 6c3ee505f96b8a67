"""One inbox for everything a store was asked. Owns: answers kept for another time; reads the rooms that were asked.

Whatever else can be asked (a WhatsApp message that came in) joins by one function in `sources.py`.
"""
