"""How products come to be and change."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db.models import F

from bukapo.catalog import reads, rules
from bukapo.catalog.events import ProductSaved
from bukapo.catalog.models import Option, OptionValue, PersonalizationField, Photo, Product, Variant
from bukapo.catalog.rules import FieldDraft, OptionDraft, ProductDraft
from bukapo.journal.write import write
from bukapo.kernel.actor import Actor
from bukapo.kernel.refusal import NotFound
from bukapo.stores.models import Store

COLUMNS = ("name", "description", "normal_price", "cost", "weight", "length", "width", "height", "size_chart")


@write
def save_product(
    *,
    actor: Actor,
    at: datetime,
    store: Store,
    draft: ProductDraft,
    product_id: int | None = None,
    on_sale: bool = False,
) -> ProductSaved:
    """Make a product (no `product_id`) or change one; the event names `product_id`.

    Variants are the cross product of the options; a label that existed keeps its row, one that is gone is put out of
    use. `on_sale` = a running PO offers it: options, surcharges and personalization must then stay.
    Raises Invalid, NotFound, OnSale.
    """
    tidy = rules.checked(draft)
    columns = {name: getattr(tidy, name) for name in COLUMNS}
    if product_id is None:
        product: Product = Product.objects.create(store=store, **columns)
        _save_parts(product, tidy)
        return ProductSaved(
            store_id=store.pk, product_id=product.pk, what="created", name=tidy.name, changed=_plain(tidy)
        )
    Product.objects.of(store).select_for_update().filter(pk=product_id).first()
    product = reads.product_of(store, product_id)
    before = reads.draft_of(product)
    if on_sale and (before.options, before.personalizations) != (tidy.options, tidy.personalizations):
        raise rules.OnSale()
    Product.objects.of(store).filter(pk=product.pk).update(**columns)
    _save_parts(product, tidy)
    old, new = _plain(before), _plain(tidy)
    changed = {name: value for name, value in new.items() if old[name] != value}
    return ProductSaved(
        store_id=store.pk, product_id=product.pk, what="changed", name=tidy.name, changed=changed
    )


@write
def arrange_photos(
    *, actor: Actor, at: datetime, store: Store, product_id: int, photo_ids: Sequence[int]
) -> ProductSaved:
    """The product shows exactly these photos (made by `keep_picture(…, "product")`), in this order. NotFound."""
    product = reads.product_of(store, product_id)
    photos = Photo.objects.of(store).filter(place="product")
    if photos.filter(pk__in=photo_ids).count() != len(set(photo_ids)):
        raise NotFound()
    photos.filter(product=product).exclude(pk__in=photo_ids).update(product=None)
    for position, pk in enumerate(photo_ids):
        photos.filter(pk=pk).update(product=product, position=position)
    changed = {"photos": list(photo_ids)}
    return ProductSaved(
        store_id=store.pk, product_id=product.pk, what="photos", name=product.name, changed=changed
    )


@write
def archive_product(
    *, actor: Actor, at: datetime, store: Store, product_id: int, archived: bool
) -> ProductSaved:
    """Take the product out of the seller's lists, or bring it back. Running POs keep it. NotFound."""
    product = reads.product_of(store, product_id)
    Product.objects.of(store).filter(pk=product.pk).update(archived=archived)
    what = "archived" if archived else "back"
    return ProductSaved(store_id=store.pk, product_id=product.pk, what=what, name=product.name)


def _save_parts(product: Product, draft: ProductDraft) -> None:
    _save_options(product, draft.options)
    _save_variants(product, draft.options)
    _save_fields(product, draft.personalizations)


def _save_options(product: Product, options: Sequence[OptionDraft]) -> None:
    rows = Option.objects.of(product.store_id).filter(product=product)
    values = OptionValue.objects.of(product.store_id)
    gone = rows.exclude(name__in=[option.name for option in options])
    values.filter(option__in=gone).delete()
    gone.delete()
    # Positions and defaults are unique at every instant, so the old ones step aside first.
    rows.update(position=F("position") + 1000)
    values.filter(option__product=product).update(is_default=False, active=False)
    for position, draft in enumerate(options):
        option, _ = rows.get_or_create(
            name=draft.name, defaults={"store": product.store, "product": product, "position": position}
        )
        rows.filter(pk=option.pk).update(position=position, is_size=draft.is_size)
        _save_values(option, draft)


def _save_values(option: Option, draft: OptionDraft) -> None:
    rows = OptionValue.objects.of(option.store_id).filter(option=option)
    known = set(rows.values_list("name", flat=True))
    for position, value in enumerate(draft.values):
        facts: dict[str, Any] = {
            "surcharge": value.surcharge,
            "is_default": value.is_default,
            "position": position,
            "active": True,
        }
        if value.name in known:
            rows.filter(name=value.name).update(**facts)
        else:
            OptionValue.objects.create(store_id=option.store_id, option=option, name=value.name, **facts)


def _save_variants(product: Product, options: Sequence[OptionDraft]) -> None:
    rows = Variant.objects.of(product.store_id).filter(product=product)
    known = {row.label: row for row in rows}
    rows.update(active=False)
    kept, new = [], []
    for position, combination in enumerate(rules.combinations(options)):
        row = known.get(combination.label)
        if row is None:
            row = Variant(store_id=product.store_id, product=product, label=combination.label)
            new.append(row)
        else:
            kept.append(row)
        row.values, row.surcharge = list(combination.values), combination.surcharge
        row.position, row.active = position, True
    rows.bulk_update(kept, ["values", "surcharge", "position", "active"], batch_size=100)
    Variant.objects.bulk_create(new)


def _save_fields(product: Product, drafts: Sequence[FieldDraft]) -> None:
    rows = PersonalizationField.objects.of(product.store_id).filter(product=product)
    known = set(rows.values_list("name", flat=True))
    rows.update(active=False)
    for position, draft in enumerate(drafts):
        facts = asdict(draft) | {"choices": list(draft.choices), "position": position, "active": True}
        if draft.name in known:
            rows.filter(name=draft.name).update(**facts)
        else:
            PersonalizationField.objects.create(store_id=product.store_id, product=product, **facts)


def _plain(draft: ProductDraft) -> dict[str, Any]:
    return asdict(draft)
