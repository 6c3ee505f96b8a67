"""The owner of the bench's shops at their dashboard: logged in, over plain HTTP.

python -m bench.seller        prints the cookie of a new session
"""

import os
import re
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode

import django

from bench.servers import Server, ServerFailed

_SHOWN = re.compile(r'name="shown" value="([^"]+)"')


@dataclass
class Seller:
    """`session` is the login's cookie, `token` the one against forged forms."""

    server: Server
    session: str
    token: str = ""

    def tap(self, path: str) -> None:
        """A button without fields. Raises ServerFailed when it was refused."""
        status, said, _took = self.post(path, {})
        if status != 302:
            raise ServerFailed(f"POST {path} was answered {status}: {said[:500]}")

    def get(self, path: str) -> str:
        return self._ask("GET", path, "")[1]

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str, float]:
        """(status, body or where to go next, seconds from the request to the end of the answer)."""
        body = urlencode(fields | {"csrfmiddlewaretoken": self.token})
        began = time.perf_counter()
        status, said = self._ask("POST", path, body)
        return status, said, time.perf_counter() - began

    def count_shown(self, page: str) -> str:
        """The stamp of the count on a check page."""
        found = _SHOWN.search(page)
        if found is None:
            raise ServerFailed(f"no count on the page: {page[:600]}")
        return found[1]

    def _ask(self, method: str, path: str, body: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.server.port, timeout=120)
        headers = {
            "Cookie": f"sessionid={self.session}" + (f"; csrftoken={self.token}" if self.token else ""),
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept-Language": "id",
        }
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            said = answer.read().decode(errors="replace")
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie" and value.startswith("csrftoken="):
                    self.token = value.partition("=")[2].partition(";")[0]
            return answer.status, answer.getheader("Location") or said
        finally:
            connection.close()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bukapo.config.settings")
    django.setup()
    from django.test import Client  # models may only be imported now

    from bukapo.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(email="bench@example.com"))
    print(client.cookies["sessionid"].value)


if __name__ == "__main__":
    main()
