"""The product's settings with e-mail by a channel that takes everything at the pace a real one allows."""

from bukapo.config.settings import *  # noqa: F403

BUKAPO_CHANNELS["email"] = "bench.served.paced.Paced"  # noqa: F405
