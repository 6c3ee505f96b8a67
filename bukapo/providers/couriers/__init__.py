"""Courier services. What each must do: `bukapo/shipping/port.py`."""
