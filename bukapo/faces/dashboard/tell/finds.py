"""What an address and its query string name; whatever does not exist for this store is NotFound."""

from django.http import HttpRequest

from bukapo.campaigns.models import Campaign
from bukapo.kernel.refusal import NotFound
from bukapo.messaging.kinds import KINDS, Kind
from bukapo.messaging.reads import channels_of
from bukapo.messaging.rules import LANGUAGES
from bukapo.stores.models import Store

MOST_PAGES = 1_000
MOST_ID = 2**63 - 1


def campaign_at(store: Store, slug: str) -> Campaign:
    """Raises NotFound."""
    found = Campaign.objects.of(store).filter(slug=slug).first()
    if found is None:
        raise NotFound()
    return found


def kind_at(key: str, channel: str, language: str) -> Kind:
    """Raises NotFound for a message that nobody gets that way."""
    kind = KINDS.get(key)
    if kind is None or channel not in channels_of(kind) or language not in LANGUAGES:
        raise NotFound()
    return kind


def page_of(request: HttpRequest) -> int:
    """`?hal=`; 1 for anything else."""
    text = request.GET.get("hal", "")
    return (
        min(MOST_PAGES, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 and int(text) else 1
    )


def id_of(text: str | None) -> int | None:
    """A row's number as somebody typed it into an address; None when it is none."""
    if text and text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= MOST_ID:
        return int(text)
    return None
