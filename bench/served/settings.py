"""The product's settings, with the opponents' addresses before its own."""

from bukapo.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.served.urls"
