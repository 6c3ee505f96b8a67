"""The only reader of the environment. Every variable is documented here and in docs/settings.md."""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent.parent


class Environment(BaseSettings):
    """What an installation may set. Paths are taken relative to the working directory."""

    model_config = SettingsConfigDict(extra="ignore")

    bukapo_data: Path = Path("var")
    database_url: str = ""
    port: int = 8000
    bukapo_bind: str = "127.0.0.1"
    bukapo_base_url: str = ""
    bukapo_secret_key: str = ""
    bukapo_debug: bool = False
    bukapo_test: bool = False
    bukapo_allowed_hosts: str = ""
    """Host names, by comma; empty = the base URL's host and this machine. Links in mails trust the host."""
    bukapo_secure: bool = False
    """True behind HTTPS: secure cookies and HSTS."""
    bukapo_proxies: int = 0
    """How many trusted proxies stand in front; their X-Forwarded-For entry names the visitor's address."""
    bukapo_email_url: str = ""
    """smtp://user:password@host:587/?tls=1 or anymail+brevo://KEY@; empty = the embedded mailbox page."""
    bukapo_email_rate: int = 10
    """Mails that may leave within a second."""
    bukapo_email_hook_secret: str = ""
    """`user:password` that a mail service's notices carry; empty = its notices are not listened to."""
    bukapo_whatsapp_url: str = "https://graph.facebook.com"
    """Where the WhatsApp Cloud API is; another address only for an emulator."""
    bukapo_whatsapp_version: str = "v23.0"
    """Version of Meta's Graph API."""
    bukapo_channels: str = ""
    """`email=dotted.Name,…`: channels of tests and trials."""
    bukapo_email_from: str = "BukaPO <halo@localhost>"
    bukapo_secrets: str = ""
    """Secrets that seal gateway keys, by comma: the first seals, each opens. Empty = one made once, `gateways.key`."""
    bukapo_gateway_urls: str = ""
    """`midtrans=http://127.0.0.1:9001,xendit=…`: other addresses for the sandboxes (emulators)."""
    bukapo_log_json: bool = True
    bukapo_db_connections: int = 16
    """Connections of one process at most, kept in a pool; more threads than that wait for each other."""

    @property
    def base_url(self) -> str:
        return (self.bukapo_base_url or f"http://127.0.0.1:{self.port}").rstrip("/")

    @property
    def hosts(self) -> list[str]:
        """Names under which requests are answered; others get 400."""
        if self.bukapo_allowed_hosts:
            return [host.strip() for host in self.bukapo_allowed_hosts.split(",")]
        return [urlsplit(self.base_url).hostname or "127.0.0.1", "127.0.0.1", "localhost", "[::1]"]


def data_folder(environment: Environment) -> Path:
    """The installation's folder, made when missing, readable by its owner only."""
    folder = environment.bukapo_data.expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def secret_key(environment: Environment, folder: Path) -> str:
    """The given key, else one made once and kept beside the data (mode 600)."""
    return environment.bukapo_secret_key or _made_once(folder / "secret.key")


def gateway_secrets(environment: Environment, folder: Path) -> list[str]:
    """The given secrets, else one made once and kept beside the data (mode 600). No backup holds that file."""
    given = [secret.strip() for secret in environment.bukapo_secrets.split(",") if secret.strip()]
    return given or [_made_once(folder / "gateways.key")]


def gateway_urls(environment: Environment) -> dict[str, str]:
    """Gateway name -> the address of its sandbox. Raises ValueError for what is not `name=http…`."""
    pairs = [
        pair.strip().partition("=") for pair in environment.bukapo_gateway_urls.split(",") if pair.strip()
    ]
    if any(not url.startswith(("http://", "https://")) for _, _, url in pairs):
        raise ValueError("BUKAPO_GATEWAY_URLS is a list of name=http://…")
    return {name: url.rstrip("/") for name, _, url in pairs}


def _made_once(path: Path) -> str:
    """The secret in this file, made by whoever comes first; nobody ever sees it half written."""
    if not path.exists():
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()


SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;PRAGMA temp_store=MEMORY;"
    "PRAGMA mmap_size=134217728;PRAGMA cache_size=-4000;PRAGMA journal_size_limit=67108864;"
)
"""FULL: an acknowledged order survives a power cut; NORMAL may lose the last commits in WAL mode."""


POOL = {"min_size": 1, "timeout": 2.0, "reconnect_timeout": 1.0}
"""Seconds. A request waits 2 s for a connection and is then told to come back (503). A failed attempt to connect is
given up soon, because the pool would otherwise wait longer and longer between two attempts and miss the return."""
REACHABLE = {
    "connect_timeout": 2,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 15_000,
}
"""A server that is gone without a word (power, network) is noticed within seconds, not hours. The URL may overrule."""
PLANS = {"options": "-c jit=off"}
"""Compiling a page's statement takes PostgreSQL longer (0.1 to 0.7 s over 100,000 orders) than running it."""


def database(url: str, folder: Path, *, connections: int = 16) -> dict[str, Any]:
    """Django's DATABASES entry for `sqlite:///path` or `postgres://user:password@host:port/name?host=/socket`.

    `connections`: at most so many per process (PostgreSQL). Raises ValueError for any other scheme.
    """
    if not url:
        return _sqlite(str(folder / "bukapo.sqlite3"))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(
            unquote(url.removeprefix("sqlite://").removeprefix("/")) or str(folder / "bukapo.sqlite3")
        )
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError("DATABASE_URL must begin with sqlite:/// or postgres://")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "bukapo",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {**POOL, "max_size": connections}, **REACHABLE, **PLANS, **query},
    }


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
    }


@dataclass(frozen=True)
class MailService:
    """`name` as in the URL, `backend` of django-anymail, `settings` for it."""

    name: str
    backend: str
    settings: dict[str, str]


_SERVICES: dict[str, tuple[str, str, str, str]] = {
    "brevo": ("brevo", "BREVO_API_KEY", "", "BREVO_API_URL"),
    "mailgun": ("mailgun", "MAILGUN_API_KEY", "MAILGUN_SENDER_DOMAIN", "MAILGUN_API_URL"),
    "postmark": ("postmark", "POSTMARK_SERVER_TOKEN", "", "POSTMARK_API_URL"),
    "sendgrid": ("sendgrid", "SENDGRID_API_KEY", "", "SENDGRID_API_URL"),
    "resend": ("resend", "RESEND_API_KEY", "", "RESEND_API_URL"),
    "mailersend": ("mailersend", "MAILERSEND_API_TOKEN", "", "MAILERSEND_API_URL"),
}
"""Name in the URL -> anymail's module, the setting of its key, that of the host part, that of another address."""


def email_service(url: str) -> MailService | None:
    """The service of `anymail+brevo://KEY@`, `anymail+mailgun://KEY@mg.toko.example`, …; None for any other URL.

    `?api=http://…` is another address for it (an emulator, or Mailgun's European one). Raises ValueError for a service
    that is not in the list, or one without its key.
    """
    parts = urlsplit(url)
    if not parts.scheme.startswith("anymail+"):
        return None
    name = parts.scheme.removeprefix("anymail+")
    if name not in _SERVICES or not parts.username:
        known = ", ".join(sorted(_SERVICES))
        raise ValueError(f"BUKAPO_EMAIL_URL: anymail+SERVICE://KEY@…, where SERVICE is one of {known}")
    module, key, host, address = _SERVICES[name]
    found = {key: unquote(parts.username)}
    if host:
        if not parts.hostname:
            raise ValueError(f"BUKAPO_EMAIL_URL: anymail+{name} needs the sender's domain after the @")
        found[host] = parts.hostname
    if other := dict(parse_qsl(parts.query)).get("api"):
        found[address] = other
    return MailService(name, f"anymail.backends.{module}.EmailBackend", found)


def anymail(service: MailService | None, environment: Environment) -> dict[str, Any]:
    """django-anymail's settings; nothing without a service."""
    if service is None:
        return {}
    own: dict[str, Any] = {**service.settings, "REQUESTS_TIMEOUT": (4, 20)}
    if environment.bukapo_email_hook_secret:
        own["WEBHOOK_SECRET"] = environment.bukapo_email_hook_secret
    return own


def email(url: str) -> dict[str, Any]:
    """Django's EMAIL_* settings from an smtp:// or smtps:// URL; nothing when it is empty."""
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps"):
        raise ValueError("BUKAPO_EMAIL_URL must begin with smtp://, smtps:// or anymail+SERVICE://")
    query = dict(parse_qsl(parts.query))
    return {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": query.get("tls", "0") in ("1", "true"),
        "EMAIL_TIMEOUT": 15,
    }
