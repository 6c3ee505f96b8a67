"""Early access: who holds the code may order from `early_opens_at` on. Pure."""

import hmac
from datetime import datetime
from typing import Any


def holds_early_code(campaign: Any, typed: str) -> bool:
    """Whether `typed` is the PO's code, compared in constant time; a PO without one has no holder."""
    kept = str(campaign.early_code)
    return bool(kept) and hmac.compare_digest(kept.encode(), typed.encode(errors="replace"))


def opens_early(campaign: Any, typed: str, at: datetime) -> bool:
    """Whether the form may be shown to who holds `typed`, at `at`, before everybody else gets it."""
    begun = campaign.early_opens_at is not None and campaign.early_opens_at <= at
    return begun and holds_early_code(campaign, typed)
