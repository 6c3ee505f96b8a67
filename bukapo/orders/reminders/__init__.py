"""Reminders that are true: said once per PO when the system counts it so, taken back when it no longer does."""
