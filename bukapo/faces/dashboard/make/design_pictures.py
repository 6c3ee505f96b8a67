"""The pictures of a work order: of the PO, newly sent, or of an earlier work order."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from bukapo.campaigns.models import Campaign, CampaignItem
from bukapo.catalog.imaging import PictureRefused
from bukapo.catalog.models import Photo
from bukapo.catalog.pictures import CAMPAIGN, forget_picture, keep_picture
from bukapo.faces.ui.middleware import sentence
from bukapo.production.giving.again import design_photo_ids
from bukapo.stores.models import Store

PHOTOS_OFFERED = 6


class Pictures:
    """Files sent with one form, kept until it is known whether the write takes them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.made: list[Photo] = []

    def keep(self, form: forms.Form, alt: str) -> Photo | None:
        """The picture in the form's `photo`; None, with the reason on the form, for a file that is none."""
        if not form.cleaned_data["photo"]:
            return None
        try:
            photo = keep_picture(self.store, form.cleaned_data["photo"], CAMPAIGN, alt=alt)
        except PictureRefused as refusal:
            form.add_error("photo", sentence(refusal))
            return None
        self.made.append(photo)
        return photo

    def forget(self) -> None:
        """The write was refused."""
        for photo in self.made:
            forget_picture(photo)


def offered_photos(po: Campaign) -> list[Photo]:
    """Pictures the PO already shows: its cover first, then its own, then its products'."""
    found = {po.cover_id: po.cover} if po.cover else {}
    for row in po.photos.select_related("photo").order_by("position")[:PHOTOS_OFFERED]:
        found.setdefault(row.photo_id, row.photo)
    products = CampaignItem.objects.of(po.store_id).filter(campaign=po).values("product_id")
    for photo in Photo.objects.of(po.store_id).filter(product_id__in=products)[:PHOTOS_OFFERED]:
        found.setdefault(photo.pk, photo)
    return list(found.values())[:PHOTOS_OFFERED]


def chosen_photo(photos: Iterable[Photo], data: Mapping[str, Any]) -> Photo | None:
    """The one that was ticked."""
    return next((photo for photo in photos if str(photo.pk) == data.get("design")), None)


def kept_photos(store: Store, wanted: Iterable[Any]) -> dict[int, Photo]:
    """Pictures that an earlier work order of this store shows; strangers' are left out."""
    numbers = {number for each in wanted if (number := whole(each))}
    known = design_photo_ids(store.pk, numbers) if numbers else set()
    return {photo.pk: photo for photo in Photo.objects.of(store).filter(pk__in=known)} if known else {}


def whole(typed: Any) -> int:
    """The id that was posted, 0 for none."""
    text = str(typed or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
