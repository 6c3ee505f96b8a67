"""A backup holds everything, a restore brings it all back, and neither believes a damaged file."""

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bukapo.faces.cli.keeping.archive import Damaged, unpack
from tests.faces.cli.conftest import Installation

FILL = """
from datetime import timedelta
from pathlib import Path
from django.conf import settings
from bukapo.journal import clock, outbox
from tests.world import make_world
world = make_world(at=clock.now())
for name in ("Budi", "Sari \\\\ 'x' \\t 👕"):
    world.place(buyer_name=name, note="a\\nb")
while outbox.run_due(at=clock.now() + timedelta(seconds=1)): pass
photo = Path(settings.MEDIA_ROOT) / "photos" / "a-360.webp"
proof = Path(settings.PRIVATE_ROOT) / "proofs" / "b.webp"
for path, data in ((photo, b"a picture"), (proof, bytes(range(256)) * 5000)):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
"""
EVERYTHING = """
import hashlib, json
from pathlib import Path
from django.apps import apps
from django.conf import settings
rows = {
    model._meta.label: json.dumps(list(model._base_manager.order_by("pk").values()), default=str, sort_keys=True)
    for model in apps.get_models(include_auto_created=True)
}
files = {
    str(path.relative_to(settings.DATA)): hashlib.sha256(path.read_bytes()).hexdigest()
    for root in (settings.MEDIA_ROOT, settings.PRIVATE_ROOT) for path in sorted(Path(root).rglob("*")) if path.is_file()
}
key = (Path(settings.DATA) / "secret.key").read_text()
print(json.dumps([rows, files, key], sort_keys=True))
"""
PLACE_ANOTHER = """

from bukapo.stores.models import Store
store = Store.objects.create(slug="toko-baru", name="Toko Baru", city="B", phone="+6281")
print(store.pk)
"""


@pytest.fixture(scope="module")
def filled(new_installation: Callable[[], Installation]) -> Installation:
    """With a store, two orders, what was told of them, and pictures. Shared: nobody changes it."""
    made = new_installation()
    made.prepare()
    made.python(FILL)
    return made


@pytest.fixture(scope="module")
def backup(filled: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("backup") / "backup.tar.gz"
    ran = filled.run("backup", str(path))
    assert ran.returncode == 0, ran.stderr
    return path


def everything(installation: Installation) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(installation.python(EVERYTHING))
    return found


def members(path: Path) -> dict[str, bytes]:
    with tarfile.open(path) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]


def rewritten(path: Path, into: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The backup with members changed, the manifest left as it was unless `change` alters it too."""
    kept = members(path)
    change(kept)
    other = into / "changed.tar.gz"
    with tarfile.open(other, "w:gz") as tar:
        for name, data in kept.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return other


def test_everything_comes_back_in_another_installation(
    filled: Installation, backup: Path, new_installation: Callable[[], Installation]
) -> None:
    other = new_installation()
    ran = other.run("restore", str(backup))
    assert ran.returncode == 0, ran.stderr
    assert "restore: database" in ran.stdout
    assert everything(other) == everything(filled)
    assert oct((other.folder / "secret.key").stat().st_mode & 0o777) == "0o600"
    last = json.loads(everything(other)[0]["stores.Store"])[-1]["id"]
    assert int(other.python(PLACE_ANOTHER)) > last
    assert other.run("migrate", "--check").returncode == 0


def test_a_backup_is_for_its_owners_eyes_only_and_is_never_overwritten(
    filled: Installation, backup: Path
) -> None:
    assert oct(backup.stat().st_mode & 0o777) == "0o600"
    before = backup.read_bytes()
    ran = filled.run("backup", str(backup))
    assert ran.returncode == 1
    assert "exists already" in ran.stderr
    assert backup.read_bytes() == before
    assert [path.name for path in backup.parent.iterdir() if path.is_file()] == [backup.name]
    assert not list(filled.folder.glob("keeping-*"))


def test_a_backup_names_every_file_in_its_manifest(backup: Path) -> None:
    manifest = json.loads(members(backup)["manifest.json"])
    assert {"media/photos/a-360.webp", "private/proofs/b.webp", "secret.key"} < set(manifest["files"])
    assert set(manifest["files"]) | {"manifest.json"} == set(members(backup))


def test_a_restore_does_not_go_over_what_is_there_unless_told_and_then_keeps_it(
    filled: Installation, backup: Path, new_installation: Callable[[], Installation]
) -> None:
    mine = new_installation()
    mine.prepare()
    mine.python(PLACE_ANOTHER)
    (mine.folder / "media").mkdir()
    (mine.folder / "media" / "mine.webp").write_bytes(b"mine")
    now = everything(mine)
    ran = mine.run("restore", str(backup))
    assert ran.returncode == 1
    assert "--replace" in ran.stderr
    assert everything(mine) == now
    ran = mine.run("restore", "--replace", str(backup))
    assert ran.returncode == 0, ran.stderr
    assert everything(mine) == everything(filled)
    kept = next(mine.folder.glob("before-restore-*.tar.gz"))
    other = new_installation()
    assert other.run("restore", str(kept)).returncode == 0
    assert everything(other) == now


def alter(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(found: dict[str, bytes]) -> None:
        wanted = next(each for each in found if each.startswith(name))
        found[wanted] = found[wanted][:-1] + bytes([found[wanted][-1] ^ 1])

    return change


def drop(name: str) -> Callable[[dict[str, bytes]], None]:
    return lambda found: found.pop(name) and None


def add(name: str) -> Callable[[dict[str, bytes]], None]:
    return lambda found: found.update({name: b"x"})


def newer(found: dict[str, bytes]) -> None:
    manifest = json.loads(found["manifest.json"])
    manifest["migrations"].append(["orders", "9999_from_the_future"])
    found["manifest.json"] = json.dumps(manifest).encode()


def elsewhere(found: dict[str, bytes]) -> None:
    manifest = json.loads(found["manifest.json"])
    manifest["database"] = "oracle"
    found["manifest.json"] = json.dumps(manifest).encode()


@pytest.mark.parametrize(
    ("said", "change"),
    [
        ("media/photos/a-360.webp is not what was backed up", alter("media/")),
        ("is not what was backed up", alter("database/")),
        ("secret.key is missing", drop("secret.key")),
        ("has no manifest", drop("manifest.json")),
        ("media/extra.webp is not in its manifest", add("media/extra.webp")),
        ("nothing a backup holds", add("media/../../evil")),
        ("nothing a backup holds", add("/etc/evil")),
        ("nothing a backup holds", add("static/evil.js")),
    ],
)
def test_a_backup_that_is_not_what_was_written_is_not_believed(
    backup: Path, tmp_path: Path, said: str, change: Callable[[dict[str, bytes]], None]
) -> None:
    into = tmp_path / "a" / "b"
    into.mkdir(parents=True)
    with pytest.raises(Damaged, match=said):
        unpack(rewritten(backup, tmp_path, change), into)
    assert not list(tmp_path.rglob("evil*"))


@pytest.mark.parametrize(
    "content", [b"", b"just text", gzip.compress(b"zipped text", mtime=0), bytes(range(256)) * 20]
)
def test_a_file_that_is_no_backup_is_called_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.tar.gz"
    path.write_bytes(content)
    with pytest.raises(Damaged):
        unpack(path, tmp_path / "into")


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_backup_cut_off_in_the_middle_is_not_believed(backup: Path, tmp_path: Path, part: float) -> None:
    whole = backup.read_bytes()
    path = tmp_path / "cut.tar.gz"
    path.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(Damaged):
        unpack(path, tmp_path / "into")


@pytest.mark.parametrize(
    ("said", "change"),
    [("is not to be trusted", alter("database/")), ("newer BukaPO", newer), ("made of oracle", elsewhere)],
)
def test_a_restore_that_cannot_be_says_why_in_words_and_changes_nothing(
    backup: Path,
    installation: Installation,
    tmp_path: Path,
    said: str,
    change: Callable[[dict[str, bytes]], None],
) -> None:
    ran = installation.run("restore", str(rewritten(backup, tmp_path, change)))
    assert ran.returncode == 1
    assert said in ran.stderr
    assert "Nothing was changed" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (installation.folder / "media").exists()


def test_a_restore_from_nowhere_says_so(installation: Installation, tmp_path: Path) -> None:
    ran = installation.run("restore", str(tmp_path / "nowhere.tar.gz"))
    assert (ran.returncode, "Traceback" in ran.stderr) == (1, False), ran.stderr
