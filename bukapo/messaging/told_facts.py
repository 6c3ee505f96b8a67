"""What fills the gaps that an event itself tells."""

from bukapo.messaging.claim_facts import CLAIM_FACTS
from bukapo.messaging.frozen_facts import FROZEN_FACTS
from bukapo.messaging.late_facts import LATE_FACTS
from bukapo.messaging.moved_batches import BATCH_FACTS
from bukapo.messaging.moved_prices import PRICE_FACTS
from bukapo.messaging.po_facts import UPDATE_FACTS

TOLD = PRICE_FACTS | BATCH_FACTS | FROZEN_FACTS | UPDATE_FACTS
"""Each takes the event's data and the store's zone."""
OF_STORE = LATE_FACTS | CLAIM_FACTS
"""Each takes the event's data and the store."""
