"""A parcel packed by the camera of a real browser: its own eye is a film of real codes.

Chromium on Linux has no BarcodeDetector, so the server reads the first parcel. For the second one the page is given a
small one that looks at the real video: the film tells by the brightness of a corner what lies on the table.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from bukapo.orders.models import Order, PackScan
from bukapo.shipping.models import Parcel
from tests.drawn import bars, film, jpeg, square, table
from tests.faces.production import closed, enter, paid
from tests.journeys.conftest import NewPerson
from tests.journeys.person import Person
from tests.journeys.table import TABLE, closes, is_still_the_same, marked, scanned
from tests.phone import QUIET
from tests.world import World, make_world

pytestmark = pytest.mark.django_db(transaction=True)
AWAY = 1.5
"""Seconds without a code after which it is another piece (camera.js)."""
DETECTOR = """
const said = %s;
window.BarcodeDetector = class {
  static getSupportedFormats() { return Promise.resolve(["code_128", "qr_code"]); }
  async detect(video) {
    const eye = new OffscreenCanvas(video.videoWidth, video.videoHeight).getContext("2d");
    eye.drawImage(video, 0, 0);
    const code = said[Math.round(eye.getImageData(8, 8, 1, 1).data[0] / 50)];
    return code ? [{ rawValue: code }] : [];
  }
};
"""
REFUSE = (
    """navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotAllowedError"));"""
)


JUDGE = """async (pictures) => {
  const { judged } = await import(document.querySelector("script[src*='dashboard/camera']").src);
  return pictures.map(([at, ...texts]) => judged(texts, at));
}"""
PICTURES = {
    # (milliseconds, what is in the picture) -> what is typed
    "held still": [((0, "V900"), "V900"), ((300, "v 900"), None), ((9_000, "V900"), None)],
    "a blurred picture on a slow line": [
        ((20_000, "V901"), "V901"),
        ((22_000,), None),
        ((24_000, "V901"), None),
    ],
    "taken away and another shown": [((26_000,), None), ((26_300,), None), ((26_600, "V901"), "V901")],
    "away too shortly": [((27_000,), None), ((27_300,), None), ((27_600, "V901"), None)],
    "two by turns": [((28_000, "V902"), "V902"), ((28_200, "V901"), None), ((28_400, "V902"), None)],
    "two at once": [((40_000, "V903", "V904"), None), ((40_300, "V904"), "V904"), ((40_600, "V903"), "V903")],
    "ours before a stranger's": [((50_000, "JNE01", "PO-7K"), "PO-7K"), ((50_300, "SKU-1"), "SKU-1")],
}


@pytest.fixture
def eye(tmp_path: Path) -> Path:
    return tmp_path / "meja.y4m"


@pytest.fixture
def browser(launch_browser: Callable[..., Browser], eye: Path) -> Iterator[Browser]:
    """With a camera that everybody may use and that sees the film `eye`."""
    fake = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    opened = launch_browser(args=[*QUIET, *fake, f"--use-file-for-fake-video-capture={eye}"])
    yield opened
    opened.close()


@pytest.fixture
def world() -> World:
    return make_world()


def lying(code: Image.Image | None, mark: int) -> Image.Image:
    """On the table, with `mark` times 50 of brightness in the corner."""
    seen = table(*([code] if code else []))
    seen.paste(mark * 50, (0, 0, 24, 24))
    return seen


def filmed(slip: str, piece: str, *, pieces: int) -> bytes:
    """The slip, then the piece, taken away and shown again as often as there are pieces."""
    empty, shown = lying(None, 0), lying(bars(piece), 4)
    again = [(0.9, shown), (AWAY + 0.3, empty)]
    return film((0.9, lying(square(slip), 2)), *again * pieces)


def sees_by_camera(packer: Person, pieces: int) -> None:
    packer.press("Pindai dengan kamera")
    expect(packer.page.locator(".camera video")).to_be_visible()
    expect(packer.page.locator(".packed-count")).to_contain_text(f"{pieces} / {pieces} pcs")
    packer.sees("Sudah lengkap. Tutup paketnya")


def apart(world: World, order: Order) -> list[timedelta]:
    times = list(PackScan.objects.of(world.store).filter(packing__order=order).order_by("at"))
    return [after.at - before.at for before, after in zip(times, times[1:], strict=False)]


def test_a_parcel_is_packed_by_camera_wherever_there_is_one(
    world: World, eye: Path, new_person: NewPerson, complaints: list[str]
) -> None:
    two, one, last = paid(world, world.line("L", qty=2)), paid(world, world.line("L")), paid(world)
    closed(world)
    piece = f"V{world.variant('L', 'Hitam')}"
    eye.write_bytes(filmed(two.number, piece, pieces=2))
    packer = new_person("kamera")
    enter(packer.page, world)
    asked = _posts(packer.page)
    packer.open(TABLE)
    marked(packer)
    sees_by_camera(packer, pieces=2)
    packer.look("kamera-menyala")
    (between,) = apart(world, two)
    assert between >= timedelta(seconds=AWAY), "a sticker held still was counted twice"
    assert PackScan.objects.of(world.store).filter(how="scan").count() == 2
    closes(packer)
    packer.sees(f"Paket {two.number} sudah ditutup")
    packer.press("Tutup kamera")
    assert Parcel.objects.of(world.store).get().order_id == two.pk
    is_still_the_same(packer)
    assert any(path.endswith("/kemas/baca/") for path in asked), "the server read it"

    own = new_person("pembaca-sendiri")
    enter(own.page, world)
    own.page.add_init_script(DETECTOR % f'["", "", "{one.number}", "", "{piece}"]')
    asked = _posts(own.page)
    own.open(TABLE)
    sees_by_camera(own, pieces=1)
    own.press("Tutup kamera")
    assert not any(path.endswith("/kemas/baca/") for path in asked), "a picture left the phone"

    shown = [one for story in PICTURES.values() for one in story]
    typed = own.page.evaluate(JUDGE, [picture for picture, _typed in shown])
    assert typed == [code for _picture, code in shown]
    _is_refused(new_person("ditolak"), world, last, complaints)


def _is_refused(packer: Person, world: World, order: Order, complaints: list[str]) -> None:
    """No camera: a sentence, a photo instead, and typing goes on. On any other page a script gets none at all."""
    enter(packer.page, world)
    packer.open(f"{TABLE}aturan/")
    asking = "navigator.mediaDevices.getUserMedia({video: true}).then(() => 'given', (error) => error.name)"
    assert packer.page.evaluate(asking) == "NotAllowedError"
    complaints.clear()  # Chromium says so on the console, too
    packer.page.add_init_script(REFUSE)
    packer.open(TABLE)
    expect(packer.page.get_by_label("Foto kodenya")).to_be_hidden()
    packer.press("Pindai dengan kamera")
    packer.sees("Izin kamera ditolak")
    packer.look("kamera-ditolak")
    photo: dict[str, Any] = {"name": "IMG.png", "mimeType": "image/png"}
    packer.page.get_by_label("Foto kodenya").set_input_files(
        [photo | {"buffer": jpeg(table(square(order.number)), "PNG")}]
    )
    packer.sees("0 / 1 pcs")
    packer.page.get_by_label("Pindai stiker barang").focus()
    scanned(packer, f"V{world.variant('L', 'Navy')}")
    packer.sees("SALAH BARANG")


def _posts(page: Page) -> list[str]:
    paths: list[str] = []
    page.on("request", lambda request: paths.append(request.url) if request.method == "POST" else None)
    return paths
