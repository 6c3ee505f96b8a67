"""An order goes to another buyer (over-PO): its pieces and its money stay, its person and its link change."""
