"""docs/messages.md says what the code does."""

import re
from pathlib import Path

from bukapo.messaging.kinds import KINDS
from bukapo.messaging.reads import channels_of
from bukapo.messaging.vocabulary import GAPS

TEXT = (Path(__file__).parents[2] / "docs" / "messages.md").read_text()


def test_every_message_stands_in_the_table_with_its_reader_and_channels() -> None:
    wanted = [(kind.key, kind.title, kind.reader, ", ".join(channels_of(kind))) for kind in KINDS.values()]
    assert re.findall(r"^\| `([a-z_.]+)` \| (.+?) \| (.+?) \| (.+?) \|$", TEXT, re.MULTILINE) == wanted


def test_every_gap_stands_in_the_table_with_its_meaning() -> None:
    found = re.findall(r"^\| `\{([a-z_]+)\}` \| (.+?) \| .+ \|$", TEXT, re.MULTILINE)
    assert found == [(name, gap.meaning) for name, gap in GAPS.items()]
