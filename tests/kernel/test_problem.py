"""A refusal as the members of problem+json."""

from bukapo.kernel.problem import KINDS, problem
from bukapo.kernel.protocol import Busy, Unauthorized, headers_of, refusal_of_status
from bukapo.kernel.refusal import Invalid, NotFound, Refusal


class Gone(Refusal):
    code = "sold_out"
    sentence = "{what} tinggal {left}."


class Odd(Refusal):
    code = "nobody_knows"


def loud(sentence: str) -> str:
    assert sentence, "gettext answers an empty text with its own header"
    return sentence.upper() if "{" not in sentence else sentence.replace("tinggal", "LEFT")


def test_a_refusal_tells_what_it_knows() -> None:
    assert problem(Gone(what="Kaos", left=2, title="x"), say=loud) == {
        "type": "/api/v1/problems/sold_out",
        "title": KINDS["sold_out"].title.upper(),
        "status": 409,
        "detail": "KAOS LEFT 2.",
        "code": "sold_out",
        "what": "KAOS",
        "left": 2,
    }


def test_invalid_input_is_a_list_of_fields() -> None:
    told = problem(Invalid(field="name", why="belum diisi"), say=loud)
    assert told["errors"] == [{"field": "name", "detail": "BELUM DIISI"}] and told["detail"] == "BELUM DIISI"
    assert "why" not in told


def test_what_no_program_can_read_is_left_out() -> None:
    assert set(problem(Refusal(at=object(), n=1.5, empty=""), say=loud)) == {
        "type", "title", "status", "detail", "code", "empty"
    }  # fmt: skip


def test_a_code_without_a_page_of_its_own_leads_to_the_general_one() -> None:
    told = problem(Odd(), say=str, status=418)
    assert (told["type"], told["code"], told["status"]) == ("/api/v1/problems/refused", "nobody_knows", 418)


def test_texts_of_a_buyer_are_no_templates() -> None:
    assert Gone(what="{left.__class__}", left=1).told(str) == "{left.__class__} tinggal 1."


def test_a_status_alone_has_a_meaning() -> None:
    codes = {
        status: refusal_of_status(status).code
        for status in (400, 401, 403, 404, 405, 413, 415, 500, 502, 503)
    }
    assert codes == {
        400: "unreadable", 401: "unauthorized", 403: "refused", 404: "not_found", 405: "method_not_allowed",
        413: "body_too_large", 415: "unsupported_media_type", 500: "internal_error", 502: "internal_error",
        503: "unavailable",
    }  # fmt: skip


def test_headers_go_with_the_status() -> None:
    assert headers_of(NotFound()) == {}
    assert headers_of(Busy())["Retry-After"].isdigit()
    assert headers_of(Unauthorized())["WWW-Authenticate"].startswith("Bearer")
