"""The benchmarks' servers without middleware."""

from bench.served.settings import *  # noqa: F403

MIDDLEWARE = []
