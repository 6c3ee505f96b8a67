"""The no's of HTTP itself, named once for every process that answers programs."""

from bukapo.kernel.refusal import NotFound, Refusal, gettext_noop


class Unreadable(Refusal):
    """What was sent is no JSON in UTF-8, or no HTTP that makes sense."""

    code = "unreadable"
    sentence = gettext_noop("Kiriman ini tidak terbaca. Kirim JSON dalam UTF-8.")
    http_status = 400


class Unauthorized(Refusal):
    """No secret, a wrong one, or nothing that it could open: told apart for nobody."""

    code = "unauthorized"
    sentence = gettext_noop("Nomor pesanan dan kuncinya tidak cocok.")
    http_status = 401


class MethodNotAllowed(Refusal):
    code = "method_not_allowed"
    sentence = gettext_noop("Alamat ini tidak menerima metode itu.")
    http_status = 405


class BodyTooLarge(Refusal):
    """`most` bytes are read of a body, not one more."""

    code = "body_too_large"
    sentence = gettext_noop("Kiriman terlalu besar.")
    http_status = 413


class UnsupportedMediaType(Refusal):
    code = "unsupported_media_type"
    sentence = gettext_noop("Kirim dengan Content-Type: application/json.")
    http_status = 415


class InternalError(Refusal):
    """A mistake of ours; the log has the rest."""

    code = "internal_error"
    sentence = gettext_noop("Ada yang salah di pihak kami. Coba lagi dengan tanda yang sama.")
    http_status = 500


class Busy(Refusal):
    """Too many are waiting; nothing was kept of this submission. The same one may be sent again and again.

    `place` in the line of those who were sent away before (1 = the next to be let in), if it is known.
    """

    code = "busy"
    sentence = gettext_noop(
        "Sedang ramai sekali. Pesanan Anda belum masuk; kirim lagi yang sama sebentar lagi."
    )
    http_status = 503


class Unavailable(Refusal):
    """The database does not answer in time. What was sent may or may not be there: the same submission tells."""

    code = "unavailable"
    sentence = gettext_noop(
        "Sedang tidak bisa melayani. Kirim lagi yang sama sebentar lagi: yang sudah masuk tidak akan dobel."
    )
    http_status = 503


RETRY_SECONDS = 2
"""What `Retry-After` says with a 503."""

_OF_STATUS: dict[int, type[Refusal]] = {
    no.http_status: no
    for no in (
        Unreadable, Unauthorized, NotFound, MethodNotAllowed, BodyTooLarge, UnsupportedMediaType, InternalError,
        Unavailable,
    )
}  # fmt: skip


def refusal_of_status(status: int) -> Refusal:
    """What an HTTP status (400 to 599) means when nothing more is known."""
    if status in _OF_STATUS:
        return _OF_STATUS[status]()
    return InternalError() if status >= 500 else Refusal()


def headers_of(refusal: Refusal) -> dict[str, str]:
    """Headers that belong to a refusal wherever it is told."""
    if refusal.http_status == 401:
        return {"WWW-Authenticate": 'Bearer realm="order"'}
    if refusal.http_status == 503:
        return {"Retry-After": str(RETRY_SECONDS)}
    return {}
