"""The directory is written: a workshop comes, changes, rests and comes back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.ids import secret
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.production.models import Workshop
from bukapo.production.workshops.events import WorkshopArchived, WorkshopBroughtBack, WorkshopDescribed
from bukapo.production.workshops.rules import Details, checked
from bukapo.production.workshops.steps import workshop_of
from bukapo.stores.models import Store

MOST_WORKSHOPS = 500


class NameTaken(Refusal):
    code = "workshop_name_taken"
    sentence = gettext_noop("Sudah ada konveksi bernama {name}.")


class NameArchived(Refusal):
    code = "workshop_name_archived"
    sentence = gettext_noop("{name} sudah ada di arsip. Kembalikan dari sana, catatannya masih lengkap.")


class TooManyWorkshops(Refusal):
    code = "too_many_workshops"
    sentence = gettext_noop("Paling banyak {most} konveksi. Ubah saja yang tidak dipakai lagi.")


class NothingNew(Refusal):
    """The words are those that stand there already."""

    code = "workshop_unchanged"
    sentence = gettext_noop("Tidak ada yang diubah.")


class AlreadyArchived(Refusal):
    code = "workshop_archived"
    sentence = gettext_noop("Konveksi ini sudah ada di arsip.")


class NotArchived(Refusal):
    code = "workshop_not_archived"
    sentence = gettext_noop("Konveksi ini tidak ada di arsip.")


@write
def add_workshop(*, store_id: int, details: Details, actor: Actor, at: datetime) -> WorkshopDescribed:
    """A new line. Raises Invalid, NameTaken, NameArchived, TooManyWorkshops."""
    tidy = checked(details)
    _lock_directory(store_id)
    _free(store_id, tidy.name)
    if Workshop.objects.of(store_id).count() >= MOST_WORKSHOPS:
        raise TooManyWorkshops(most=MOST_WORKSHOPS)
    columns = _columns(tidy)
    with _name_once(tidy.name):
        row: Workshop = Workshop.objects.create(store_id=store_id, secret=secret(), made_at=at, **columns)
    return _described(row, tuple(name for name, value in columns.items() if value), new=True)


@write
def change_workshop(
    *, store_id: int, workshop_id: int, details: Details, actor: Actor, at: datetime
) -> WorkshopDescribed:
    """Work orders that were sent keep the name and number they were sent with.

    Raises Invalid, NameTaken, NameArchived, NothingNew, NotFound.
    """
    tidy = checked(details)
    _lock_directory(store_id)
    row = workshop_of(store_id, workshop_id)
    columns = _columns(tidy)
    changed = {name: value for name, value in columns.items() if getattr(row, name) != value}
    if not changed:
        raise NothingNew()
    _free(store_id, tidy.name, but=row)
    with _name_once(tidy.name):
        Workshop.objects.of(store_id).filter(pk=row.pk).update(**changed)
    return _described(workshop_of(store_id, workshop_id), tuple(changed))


@write
def archive_workshop(*, store_id: int, workshop_id: int, actor: Actor, at: datetime) -> WorkshopArchived:
    """Raises AlreadyArchived, NotFound."""
    row = workshop_of(store_id, workshop_id)
    if Workshop.objects.of(store_id).filter(pk=row.pk, archived_at=None).update(archived_at=at) != 1:
        raise AlreadyArchived()
    return WorkshopArchived(store_id=store_id, workshop_id=row.pk, name=row.name)


@write
def bring_back_workshop(
    *, store_id: int, workshop_id: int, actor: Actor, at: datetime
) -> WorkshopBroughtBack:
    """Raises NotArchived, NotFound."""
    row = workshop_of(store_id, workshop_id)
    rows = Workshop.objects.of(store_id).filter(pk=row.pk, archived_at__isnull=False)
    if rows.update(archived_at=None) != 1:
        raise NotArchived()
    return WorkshopBroughtBack(store_id=store_id, workshop_id=row.pk, name=row.name)


def _lock_directory(store_id: int) -> None:
    """Two who write the same name, differently capitalised, come one after the other."""
    Store.objects.select_for_update().get(pk=store_id)


def _free(store_id: int, name: str, but: Workshop | None = None) -> None:
    rows = Workshop.objects.of(store_id).filter(name__iexact=name)
    other = rows.exclude(pk=but.pk if but else None).first()
    if other is not None:
        raise NameArchived(name=other.name) if other.archived_at else NameTaken(name=other.name)


@contextmanager
def _name_once(name: str) -> Iterator[None]:
    """A work order to a new name may add it at this very moment, without the lock."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise NameTaken(name=name) from None


def _columns(details: Details) -> dict[str, Any]:
    return asdict(details) | {"prices": [list(price) for price in details.prices]}


def _described(row: Workshop, changed: tuple[str, ...], *, new: bool = False) -> WorkshopDescribed:
    return WorkshopDescribed(
        store_id=row.store_id,
        workshop_id=row.pk,
        name=row.name,
        lead_days=row.lead_days,
        least=row.least,
        prices=tuple((what, rupiah) for what, rupiah in row.prices),
        changed=changed,
        new=new,
    )
