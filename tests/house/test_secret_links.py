"""No address that is a key stands in the logs, whoever adds the next one."""

from bukapo.config.logs import drop_secrets
from tests.servers.routes import every_path

SECRET = "Rahasia-Sekali-0123456789"


def test_every_secret_link_is_hidden() -> None:
    paths = [path for path in every_path({"secret": SECRET, "token": SECRET}) if SECRET in path]
    assert len(paths) > 40
    shown = [drop_secrets(None, "info", {"path": path})["path"] for path in paths]
    assert [path for path in shown if SECRET in path] == []
