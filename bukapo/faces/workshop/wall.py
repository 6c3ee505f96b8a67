"""The wall: a screen in the workshop or the shop that nobody logs in to. It loads itself again, and turns its pages."""

from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bukapo.faces.ui.lanes import lane
from bukapo.faces.ui.limits import count_try, visitor_address
from bukapo.faces.workshop.access import MISSES_A_MINUTE
from bukapo.journal import clock
from bukapo.kernel.refusal import NotFound
from bukapo.production.board.reads import BoardLine
from bukapo.production.board.wall import wall_of

PAGE, PAGES = 5, 12
"""Work orders on one page of each list, and how many pages are turned before it begins anew."""
SECONDS = 30
LOOKS = {"gelap": "dark", "terang": "light"}


@require_safe
def wall(request: HttpRequest, secret: str) -> HttpResponse:
    """The day's work. `?tema=gelap|terang`; without, as the screen prefers. `?diam` stops the reloading.

    NotFound for a link that was taken back.
    """
    now = clock.now()
    found = wall_of(secret, now)
    if found is None:
        count_try("spk-miss", visitor_address(request), most=MISSES_A_MINUTE, seconds=60)
        raise NotFound()
    look = request.GET.get("tema", "")
    pages = max(1, min(PAGES, max(-(-len(found.late) // PAGE), -(-len(found.next) // PAGE))))
    page = _page(request.GET.get("hal", ""), pages)
    start = (page - 1) * PAGE
    context = {
        "wall": found,
        "now": now,
        "today": now.astimezone(ZoneInfo(found.zone)).date(),
        "theme": LOOKS.get(look, ""),
        "look": look if look in LOOKS else "",
        "page": page,
        "pages": pages,
        "still": "diam" in request.GET,
        "late": [(line, _drawn(line)) for line in found.late[start : start + PAGE]],
        "next": [(line, _drawn(line)) for line in found.next[start : start + PAGE]],
    }
    response = render(request, "workshop/wall.html", context)
    if "diam" not in request.GET:  # somebody reads it with care: the page waits for them
        keep = f"&tema={look}" if look in LOOKS else ""
        response["Refresh"] = f"{SECONDS}; url=?hal={page % pages + 1}{keep}"
    # The address is the key: it must not travel to other sites, caches or search engines.
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _drawn(line: BoardLine) -> object:
    stages = [(stage.name, stage.done, stage.target) for stage in line.stages]
    return lane(line.number, stages, done=line.done, plan=line.plan)


def _page(typed: str, pages: int) -> int:
    page = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 1
    return page if 1 <= page <= pages else 1
