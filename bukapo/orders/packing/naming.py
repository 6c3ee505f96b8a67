"""What a scanned code stands for, so that a refusal can name the piece in the packer's hand."""

from bukapo.catalog.models import Variant
from bukapo.orders.models import OrderLine
from bukapo.orders.packing.rules import line_in, variant_in


def named(store_id: int, code: str) -> str:
    """`Kaos M · Hitam`, with the name on it for a named sticker; "" for a code that is none of the store's."""
    line = line_in(code)
    if line is not None:
        row = OrderLine.objects.of(store_id).filter(pk=line).first()
        texts = [f"“{text}”" for text in row.personalization.values() if text] if row else []
        return " ".join([row.product_name, " · ".join(row.values), *texts]) if row else ""
    variant = variant_in(code)
    rows = Variant.objects.of(store_id).select_related("product")
    rows = rows.filter(pk=variant) if variant is not None else rows.exclude(sku="").filter(sku__iexact=code)
    found = rows.first()
    return f"{found.product.name} {' · '.join(found.values)}" if found else ""
