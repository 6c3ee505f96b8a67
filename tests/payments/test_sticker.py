"""A store's QRIS: read from a picture, put to use with the account where its money lands."""

import io
from typing import Any

import pytest
import segno
from PIL import Image, ImageDraw

from bukapo.catalog.imaging import NotAPicture
from bukapo.journal.models import EventRow
from bukapo.kernel.refusal import Invalid, NotFound
from bukapo.payments.qris import refusals as no
from bukapo.payments.sticker import set_static_qris, stop_static_qris
from bukapo.payments.sticker_picture import NoCode, SeveralCodes, read_sticker
from bukapo.stores.models import StaticQris
from bukapo.stores.reads import static_qris
from bukapo.stores.rules import Bank, QrisLandsThere
from bukapo.stores.writes import add_bank_account, stop_bank_account
from tests.payments.qris_codes import DYNAMIC, STATIC, plain_fields, sealed
from tests.world import NOON, World, make_world


def code_picture(text: str, side: int = 500) -> Image.Image:
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=10, border=4)
    return Image.open(out).convert("RGB").resize((side, side), Image.Resampling.LANCZOS)


def poster(*codes: Image.Image, size: tuple[int, int] = (1600, 2400), turn: float = 0) -> Image.Image:
    """A sticker as a phone sees it: print above and below, on a table, perhaps askew."""
    sheet = Image.new("RGB", size, (232, 226, 214))
    draw = ImageDraw.Draw(sheet)
    for y in range(0, size[1], 60):
        draw.line((0, y, size[0], y + 40), fill=(190, 180, 170), width=9)
    top = 300
    for code in codes:
        sheet.paste(code, (180, top))
        top += code.height + 120
    return sheet.rotate(turn, expand=True, fillcolor=(90, 80, 70)) if turn else sheet


def saved(picture: Image.Image, kind: str = "PNG", **how: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


class TestAPictureOfTheSticker:
    @pytest.mark.parametrize("turn", [0, 7, 90, 180])
    def test_is_read_however_the_phone_was_held(self, turn: float) -> None:
        photo = saved(poster(code_picture(STATIC, 900), turn=turn), "JPEG", quality=70)
        assert read_sticker(photo).text == STATIC

    def test_is_read_from_a_huge_photo_and_from_a_small_one(self) -> None:
        assert (
            read_sticker(saved(poster(code_picture(STATIC, 2600), size=(4000, 5000)), "JPEG")).text == STATIC
        )
        assert read_sticker(saved(code_picture(STATIC, 240), "WEBP")).text == STATIC

    def test_may_show_another_code_beside_it(self) -> None:
        both = poster(code_picture(STATIC, 800), code_picture("https://contoh.example", 400))
        assert read_sticker(saved(both)).text == STATIC

    @pytest.mark.parametrize(
        ("picture", "why"),
        [
            (poster(), NoCode),
            (code_picture("https://contoh.example/menu"), no.NotQris),
            (code_picture(DYNAMIC), no.AlreadyDynamic),
            (
                poster(code_picture(STATIC, 700), code_picture(sealed(plain_fields(t59="LAIN")), 700)),
                SeveralCodes,
            ),
        ],
    )
    def test_that_shows_no_static_qris_says_why(self, picture: Image.Image, why: type[Exception]) -> None:
        with pytest.raises(why):
            read_sticker(saved(picture))

    @pytest.mark.parametrize("content", [b"", b"%PNG", b"\x00" * 500, STATIC.encode()])
    def test_that_is_none_is_refused(self, content: bytes) -> None:
        with pytest.raises(NotAPicture):
            read_sticker(content)


@pytest.fixture
def world(db: None) -> World:
    return make_world(at=NOON)


def put(world: World, text: str = STATIC, bank: int | None = None) -> None:
    account = world.bank.pk if bank is None else bank
    set_static_qris(actor=world.seller, at=NOON, store=world.store, text=text, bank_account_id=account)


class TestAQrisInUse:
    def test_is_known_with_its_merchant_and_account(self, world: World) -> None:
        version = world.fresh(world.store).version
        put(world, f"{STATIC}\n")
        used = static_qris(world.store.pk)
        assert used is not None and used.payload == STATIC and used.bank_account == world.bank
        assert (used.merchant, used.city, used.nmid) == ("KONVEKSI CONTOH", "BANDUNG", "ID1020000000001")
        assert world.fresh(world.store).version == version + 1
        assert EventRow.objects.latest("pk").data["what"] == "qris_set"

    def test_takes_the_place_of_the_one_before(self, world: World) -> None:
        put(world)
        put(world, sealed(plain_fields(t59="TOKO BARU")))
        used = static_qris(world.store.pk)
        assert used is not None and used.merchant == "TOKO BARU"
        assert StaticQris.objects.of(world.store).count() == 2

    def test_can_be_stopped_once(self, world: World) -> None:
        put(world)
        stop_static_qris(actor=world.seller, at=NOON, store=world.store)
        assert static_qris(world.store.pk) is None
        with pytest.raises(NotFound):
            stop_static_qris(actor=world.seller, at=NOON, store=world.store)

    def test_keeps_its_account_from_being_stopped(self, world: World) -> None:
        put(world)
        who: dict[str, Any] = {"actor": world.seller, "at": NOON, "store": world.store}
        add_bank_account(**who, bank=Bank(bank="BRI", number="999988887777", holder="Toko"))
        with pytest.raises(QrisLandsThere):
            stop_bank_account(**who, account_id=world.bank.pk)
        assert world.fresh(world.bank).active


class TestAQrisThatCannotBeUsed:
    def test_changes_nothing(self, world: World) -> None:
        other = make_world(slug="toko-lain", at=NOON)
        events = EventRow.objects.count()
        with pytest.raises(no.AlreadyDynamic):
            put(world, DYNAMIC)
        with pytest.raises(Invalid):
            put(world, bank=other.bank.pk)
        assert not StaticQris.objects.of(world.store).exists() and EventRow.objects.count() == events
