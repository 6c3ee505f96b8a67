from bukapo.orders.parts.rules import Share


def test_a_hoodie_sent_ahead_of_a_sticker_weighs_what_a_hoodie_does() -> None:
    """Grams: 600 of 610, and 40 more of packing shared alike; both rounded up."""
    share = Share(part=600, whole=610)
    assert (share.ahead(650), share.rest(650)) == (640, 11)
    assert (share.ahead(610), share.rest(610)) == (600, 10)
