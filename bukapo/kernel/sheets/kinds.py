"""Files that are no table, known by how they begin."""

from bukapo.kernel.refusal import gettext_noop

OTHER_KINDS = [
    (b"%PDF", gettext_noop("file PDF")),
    (b"\x89PNG", gettext_noop("gambar")),
    (b"\xff\xd8\xff", gettext_noop("gambar")),
    (b"GIF8", gettext_noop("gambar")),
    (b"RIFF", gettext_noop("gambar atau suara")),
    (b"{\\rtf", gettext_noop("dokumen")),
]
"""(first bytes, what a person calls such a file)"""
