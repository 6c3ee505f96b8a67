"""Structured logs: one JSON object a line on standard error. Secrets never get in: see `drop_secrets`."""

import logging.config
import re
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

SECRET_PATH = re.compile(
    r"/(a|antar|berhenti|hooks/[^/]+|k|mitra|oper|p|papan|rombongan(?:/anggota|/gabung)?|sandi-baru/[^/]+|serah|spk(?:/konveksi)?|t"
    r"|undangan)/[\w:.-]{8,}"
)
"""Links that are keys: an order, a place in line, a draft out of a chat, somebody who signed up, a group and its
members, an order that is handed over, a partner, a driver's round, a workshop's own pages, an invitation, a new
password, a callback, an end of news.
"""
HIDDEN = {"password", "secret", "token", "authorization", "cookie"}


def drop_secrets(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Blank values under telling names, and the key in the path of a secret link."""
    for name, value in event.items():
        if name.lower() in HIDDEN:
            event[name] = "***"
        elif isinstance(value, str) and "/" in value:  # looked for first: this runs on every line of a drop
            event[name] = SECRET_PATH.sub(r"/\1/***", value)
    return event


def logging_config(*, json: bool, quiet: bool) -> dict[str, Any]:
    """Configure structlog and the standard logging module; returns the dict that was applied."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        drop_secrets,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer: Any = (
        structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(colors=False)
    )
    config = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    renderer,
                ],
                "foreign_pre_chain": shared,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING" if quiet else "INFO"},
        "loggers": {
            "django.request": {
                "level": "ERROR"
            },  # a refusal is no warning; the request's own line names its status
            "django.server": {"level": "WARNING"},
            "fontTools": {"level": "WARNING"},
            "httpx2": {"level": "WARNING"},
        },
    }
    logging.config.dictConfig(config)
    return config
