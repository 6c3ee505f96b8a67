import io
import zlib
from pathlib import Path

import pytest
from django.db import connection, transaction
from PIL import Image, ImageCms, PngImagePlugin

from bukapo.catalog import imaging, pictures
from bukapo.catalog.models import Photo
from bukapo.kernel.refusal import Invalid
from bukapo.stores.models import Store


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    return tmp_path


@pytest.fixture
def store(db):
    return Store.objects.create(slug="toko", name="Toko", city="Bandung", phone="+628123456789")


def picture(width=1600, height=900, kind="JPEG", mode="RGB", color="teal", **save):
    out = io.BytesIO()
    Image.new(mode, (width, height), color).save(out, kind, **save)
    return io.BytesIO(out.getvalue())


def files(folder: Path):
    return sorted(path.name.split("-", 1)[1] for path in folder.rglob("*") if path.is_file())


def test_a_public_picture_is_kept_in_two_kinds_and_three_widths(store, folders):
    photo = pictures.keep_picture(store, picture(), "product", alt="Kaos depan")
    assert files(folders / "media") == [
        "1200.avif",
        "1200.webp",
        "360.avif",
        "360.webp",
        "720.avif",
        "720.webp",
    ]
    assert (photo.width, photo.height, photo.widths) == (1200, 675, [360, 720, 1200])


def test_a_small_picture_is_never_enlarged(store, folders):
    photo = pictures.keep_picture(store, picture(500, 400, "PNG"), "review")
    assert photo.widths == [360, 500]
    assert files(folders / "media") == ["360.avif", "360.webp", "500.avif", "500.webp"]


def test_a_proof_is_one_private_webp(store, folders):
    photo = pictures.keep_picture(store, picture(1080, 2400, "WEBP"), "proof")
    assert files(folders / "private") == ["1080.webp"]
    assert not (folders / "media").exists()
    assert pictures.private_path(photo).stat().st_mode & 0o077 == 0


def test_a_very_long_screenshot_is_scaled_down_as_a_whole(store):
    photo = pictures.keep_picture(store, picture(1000, 9000, "PNG"), "proof")
    assert (photo.width, photo.height) == (333, 3000)


def test_a_phone_photo_stands_upright_and_tells_nothing(store, folders):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Pabrik Ponsel"
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "rahasia")
    sent = picture(
        800, 400, exif=exif, icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    )
    photo = pictures.keep_picture(store, sent, "product")
    assert (photo.width, photo.height) == (400, 800)
    pictures.keep_picture(store, picture(100, 100, "PNG", pnginfo=info), "product")
    for path in (folders / "media").rglob("*.*"):
        with Image.open(path) as again:
            assert not again.getexif()
            assert set(again.info) & {"exif", "icc_profile", "xmp", "Comment"} == set()
        assert b"rahasia" not in path.read_bytes()
        assert b"Pabrik" not in path.read_bytes()


def test_what_was_transparent_becomes_white(store, folders):
    photo = pictures.keep_picture(store, picture(50, 50, "PNG", "RGBA", (255, 0, 0, 0)), "product")
    with Image.open(pictures.public_path(photo)) as again:
        assert again.convert("RGB").getpixel((25, 25)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "I;16"])
def test_every_mode_of_a_png_can_be_kept(store, mode):
    out = io.BytesIO()
    Image.new(mode, (30, 30)).save(out, "PNG")
    assert pictures.keep_picture(store, io.BytesIO(out.getvalue()), "product").width == 30


def test_a_cmyk_jpeg_can_be_kept(store):
    assert (
        pictures.keep_picture(store, picture(30, 30, mode="CMYK", color=(0, 9, 9, 0)), "product").width == 30
    )


def png_that_claims(width, height):
    sent = bytearray(picture(10, 10, "PNG").getvalue())
    sent[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    sent[29:33] = zlib.crc32(sent[12:29]).to_bytes(4, "big")
    return bytes(sent)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7\n...", imaging.PdfInstead),
        (b"\x00\x00\x00\x18ftypheic....", imaging.HeicInstead),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", imaging.NotAPicture),
        (b"GIF89a........", imaging.NotAPicture),
        (b"", imaging.NotAPicture),
        (b"\xff\xd8\xff\xe0 rubbish", imaging.Broken),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 rubbish", imaging.Broken),
        (picture(900, 900, "PNG").getvalue()[:200], imaging.Broken),
        (png_that_claims(8000, 6000), imaging.TooLarge),
        (png_that_claims(2**31 - 1, 2**31 - 1), imaging.TooLarge),
        (b"\xff\xd8\xff" + b"x" * imaging.MOST_BYTES, imaging.TooHeavy),
    ],
)
def test_what_is_no_good_picture_is_refused_and_leaves_nothing(store, folders, content, why):
    with pytest.raises(why):
        pictures.keep_picture(store, io.BytesIO(content), "proof")
    assert not Photo.objects.of(store).exists()
    assert files(folders) == []


def test_a_missing_file_is_said_so(store):
    with pytest.raises(Invalid):
        pictures.keep_picture(store, None, "proof")


def test_a_row_that_fails_takes_its_files_along(store, folders, monkeypatch):
    def fail(**_):
        raise OSError("disk full")

    monkeypatch.setattr(Photo.objects, "create", fail)
    with pytest.raises(OSError):
        pictures.keep_picture(store, picture(), "product")
    assert files(folders) == []


@pytest.mark.django_db(transaction=True)
def test_it_is_not_called_inside_a_transaction_that_may_roll_back(folders):
    store = Store.objects.create(slug="toko", name="Toko", city="Bandung", phone="+628123456789")
    with pytest.raises(RuntimeError), transaction.atomic():
        pictures.keep_picture(store, picture(50, 50), "product")
    assert not connection.in_atomic_block
    assert files(folders) == []


def test_a_forgotten_picture_leaves_no_file(store, folders):
    photo = pictures.keep_picture(store, picture(400, 400), "product")
    assert pictures.forget_picture(photo)
    assert files(folders) == []
    assert not Photo.objects.of(store).exists()


def test_the_same_file_has_the_same_fingerprint(store):
    first, second = picture(60, 60), picture(60, 60)
    keys = {pictures.keep_picture(store, sent, "proof").fingerprint for sent in (first, second)}
    assert len(keys) == 1
