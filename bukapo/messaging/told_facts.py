"""What fills the gaps that an event itself tells: each takes its data and the store's zone."""

from bukapo.messaging.frozen_facts import FROZEN_FACTS
from bukapo.messaging.moved_batches import BATCH_FACTS
from bukapo.messaging.moved_prices import PRICE_FACTS
from bukapo.messaging.po_facts import UPDATE_FACTS

TOLD = PRICE_FACTS | BATCH_FACTS | FROZEN_FACTS | UPDATE_FACTS
