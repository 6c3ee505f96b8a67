"""A seller asks Meta: do the keys open the door, which texts are approved, approve this one. Never in a transaction."""

from datetime import datetime

from django.conf import settings

from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import NotFound
from bukapo.messaging.compose import Shelf
from bukapo.messaging.kinds import KINDS
from bukapo.messaging.rules import WHATSAPP
from bukapo.messaging.vocabulary import GAPS
from bukapo.messaging.whatsapp.opened import Unreadable, account_of_store, open_registry
from bukapo.messaging.whatsapp.port import NoRegistry, Proposed, Registry
from bukapo.messaging.whatsapp.rules import LINK, check_form, filled, form_name, proposal, uncertain
from bukapo.messaging.whatsapp.writes import map_form, note_forms, note_whatsapp_check
from bukapo.payments.gateways.opened import step_outside


def try_whatsapp(*, store_id: int, actor: Actor, at: datetime) -> str:
    """Meta's trouble, "" when all is well; noted on the account. Raises NotFound."""
    trouble = ""
    try:
        registry = _registry(store_id)
        step_outside()
        registry.check()
    except NoRegistry as refused:
        trouble = str(refused)
    except Unreadable as unreadable:
        trouble = unreadable.sentence
    note_whatsapp_check(store_id=store_id, trouble=trouble, actor=actor, at=at)
    return trouble


def read_forms(*, store_id: int, actor: Actor, at: datetime) -> int:
    """How many of the store's mappings are approved now. Raises NoRegistry, Unreadable, NotFound."""
    registry = _registry(store_id)
    step_outside()
    listed = registry.approved()
    return note_forms(store_id=store_id, listed=listed, actor=actor, at=at).usable


def proposed(store_id: int, kind: str, language: str) -> Proposed:
    """The text that would be proposed for this message: the store's own words, numbered. Raises BadForm, NotFound."""
    if kind not in KINDS:
        raise NotFound()
    words = Shelf(store_id, kind).words(WHATSAPP, language)
    body, gaps, button = proposal(words.body, language, uncertain(kind))
    check_form(name=form_name(kind), gaps=gaps, known=KINDS[kind].gaps, body=body)
    samples = {gap: GAPS[gap].shown(language) for gap in (*gaps, LINK)}
    return Proposed(
        name=form_name(kind),
        code=language,
        body=body,
        examples=filled(gaps, samples),
        link=f"{settings.BASE_URL}/{{{{1}}}}" if button else "",
        link_example=f"{settings.BASE_URL}/p/x7Kq3vT9mB2rL5nW/" if button else "",
    )


def propose_form(*, store_id: int, kind: str, language: str, actor: Actor, at: datetime) -> str:
    """Ask Meta to approve it, and use it once it is approved. Raises NoRegistry, BadForm, NotFound."""
    text = proposed(store_id, kind, language)
    registry = _registry(store_id)
    step_outside()
    state = registry.propose(text)
    words = Shelf(store_id, kind).words(WHATSAPP, language)
    body, gaps, button = proposal(words.body, language, uncertain(kind))
    map_form(
        store_id=store_id, kind=kind, language=language, name=text.name, code=language, gaps=gaps, button=button,
        body=body, state=state, actor=actor, at=at,
    )  # fmt: skip
    return state


def _registry(store_id: int) -> Registry:
    account = account_of_store(store_id)
    if account is None:
        raise NotFound()
    return open_registry(account)
