"""Answers about products."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q

from bukapo.catalog.models import Option, OptionValue, PersonalizationField, Photo, Product
from bukapo.catalog.rules import FieldDraft, OptionDraft, ProductDraft, Value
from bukapo.kernel.refusal import NotFound
from bukapo.stores.models import Store


@dataclass(frozen=True)
class ProductRow:
    """A line of the seller's list. `options` are names of options; `photo` is the first one, if any."""

    id: int
    name: str
    normal_price: int
    variants: int
    options: tuple[str, ...]
    has_chart: bool
    archived: bool
    photo: Photo | None


def product_of(store: Store, product_id: int) -> Product:
    """Raises NotFound for a product of another store."""
    product: Product | None = Product.objects.of(store).filter(pk=product_id).first()
    if product is None:
        raise NotFound()
    return product


def products_of(store: Store, *, archived: bool = False, limit: int = 200) -> list[ProductRow]:
    """The store's products, newest first."""
    photos = Photo.objects.of(store).filter(place="product").order_by("position", "id")
    options = Option.objects.of(store).order_by("position")
    rows = (
        Product.objects.of(store)
        .filter(archived=archived)
        .annotate(variant_count=Count("variants", filter=Q(variants__active=True)))
        .prefetch_related(Prefetch("photos", photos), Prefetch("options", options))
        .order_by("-id")[:limit]
    )
    return [
        ProductRow(
            id=row.pk,
            name=row.name,
            normal_price=row.normal_price,
            variants=row.variant_count,
            options=tuple(option.name for option in row.options.all()),
            has_chart=bool(row.size_chart),
            archived=row.archived,
            photo=next(iter(row.photos.all()), None),
        )
        for row in rows
    ]


def photos_of(product: Product) -> list[Photo]:
    """In the seller's order."""
    rows = Photo.objects.of(product.store_id).filter(product=product)
    return list(rows.order_by("position", "id")[:20])


def draft_of(product: Product) -> ProductDraft:
    """The product as `save_product` would take it: what a form shows and what a change is compared with."""
    fields = PersonalizationField.objects.of(product.store_id).filter(product=product, active=True)
    return ProductDraft(
        name=product.name,
        description=product.description,
        normal_price=product.normal_price,
        cost=product.cost,
        weight=product.weight,
        length=product.length,
        width=product.width,
        height=product.height,
        size_chart=product.size_chart,
        options=options_of(product),
        personalizations=tuple(
            FieldDraft(
                f.name, f.kind, f.max_length, f.alphabet, tuple(f.choices), f.price, f.required, f.help
            )
            for f in fields.order_by("position", "id")
        ),
    )


def options_of(product: Product) -> tuple[OptionDraft, ...]:
    """Options with the values now in use, in order."""
    values = OptionValue.objects.of(product.store_id).filter(active=True).order_by("position", "id")
    rows = Option.objects.of(product.store_id).filter(product=product).order_by("position")
    return tuple(
        OptionDraft(
            name=option.name,
            is_size=option.is_size,
            values=tuple(Value(v.name, v.surcharge, v.is_default) for v in option.values.all()),
        )
        for option in rows.prefetch_related(Prefetch("values", values))
    )
