import pytest

from bukapo.journal import clock
from tests.campaigns.prepared import AT, prepare


@pytest.fixture
def the_time():
    with clock.told(AT):
        yield


@pytest.fixture
def folders(settings, tmp_path):
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"


@pytest.fixture
def shop(client):
    made = prepare("toko-satu")
    client.force_login(made.owner)
    return made
