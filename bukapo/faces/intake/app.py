"""The ASGI application of `bukapo intake`: two addresses that place orders, nothing else."""

import gettext
import time
from collections.abc import Callable
from typing import Any

from bukapo.faces.intake import posts
from bukapo.faces.intake.config import Config
from bukapo.faces.intake.door import Door
from bukapo.faces.intake.posts import Message, Receive, Reply, Send
from bukapo.faces.intake.snapshots import Address, Unreachable
from bukapo.faces.storefront.shown.too_late import held_back
from bukapo.kernel.pace import ORDERING_SECONDS, ORDERING_WRONG, Pace
from bukapo.kernel.problem import MEDIA_TYPE, problem
from bukapo.kernel.protocol import BodyTooLarge, MethodNotAllowed, Unavailable, UnsupportedMediaType
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.intake.batch import Answer
from bukapo.orders.intake.compose import Placed
from bukapo.orders.intake.queue import Queue
from bukapo.orders.intake.wire import as_sent, checked_key, placed


class App:
    """`queue_of` makes the queue once the event loop runs."""

    def __init__(self, config: Config, door: Door, queue_of: Callable[[], Queue]) -> None:
        self.config, self.door, self.queue_of = config, door, queue_of
        self.headers = [(name.lower().encode(), value.encode()) for name, value in config.headers.items()]
        self.pace = Pace(wrong=ORDERING_WRONG, seconds=ORDERING_SECONDS)
        self.say: dict[str, Callable[[str], str]] = {"id": str, "en": _english(config.catalogue)}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self.door.open(self.queue_of())
                await send({"type": "lifespan.startup.complete"})
            else:
                await self.door.close()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        try:
            reply = await self._reply(scope, receive)
        except posts.HungUp:
            return
        await posts.answer(send, reply)

    async def _reply(self, scope: Message, receive: Receive) -> Reply:
        path = scope["path"]
        if path == "/healthz":
            return Reply(200, b"ok", [(b"content-type", b"text/plain")])
        who = posts.address(scope, self.config.proxies)
        if found := posts.FORM.fullmatch(path):
            reply = await self._form(scope, receive, (found["store"], found["campaign"]), who)
        elif found := posts.JSON.fullmatch(path):
            reply = await self._json(scope, receive, (found["store"], found["campaign"]), who)
        else:
            return Reply(404, b"This process only takes orders.", [(b"content-type", b"text/plain")])
        self.pace.answered(who, reply.status, time.monotonic())
        return reply

    async def _form(self, scope: Message, receive: Receive, address: Address, who: str) -> Reply:
        """What this process has no page for is sent on to the ordinary door (307: the browser posts it again)."""
        ordinary = f"/{address[0]}/{address[1]}/pesan/"
        if scope["method"] != "POST":
            return posts.redirect(303, ordinary)
        try:
            fields = posts.fields_of(await posts.body_of(receive))
            offer = await self.door.offer(address)
        except (posts.TooLarge, NotFound, Unreachable):
            return posts.redirect(307, ordinary)
        one = self.door.typed(fields, offer, posts.language_of(scope))
        try:
            self.pace.enter(who, time.monotonic(), phone=one.phone)
            answer: Answer = await self.door.place(one, offer)
        except Refusal as refusal:
            answer = refusal
        if isinstance(answer, Placed):
            return posts.redirect(303, f"/p/{answer.secret}/?kabar=baru")
        held = held_back(offer, answer, self.say[one.language])
        shell = self.door.snapshots.shell(address, one.language)
        if held is None or shell is None:
            return posts.redirect(307, ordinary)
        page = shell.fill(held.sent_to(scope["path"], fields))
        return posts.html(page, answer.http_status, one.language, self.headers)

    async def _json(self, scope: Message, receive: Receive, address: Address, who: str) -> Reply:
        language = posts.language_of(scope)
        try:
            self.pace.enter(who, time.monotonic())
            return await self._placed(scope, receive, address, language)
        except Refusal as refusal:
            return self._problem(refusal, language)

    async def _placed(self, scope: Message, receive: Receive, address: Address, language: str) -> Reply:
        if scope["method"] != "POST":
            raise MethodNotAllowed()
        key = checked_key(posts.header(scope, b"idempotency-key"))
        if posts.header(scope, b"content-type").partition(";")[0].strip().lower() != "application/json":
            raise UnsupportedMediaType()
        try:
            body = await posts.body_of(receive)
            offer = await self.door.offer(address)
        except posts.TooLarge as error:
            raise BodyTooLarge() from error
        except Unreachable as error:
            raise Unavailable() from error
        answer = await self.door.place(self.door.sent(body, offer, key, language), offer)
        if not isinstance(answer, Placed):
            raise answer
        told = placed(answer.number, answer.secret, self.config.base_url)
        if answer.repeated:
            return posts.json(told, 200, idempotent_replayed="true")
        return posts.json(told, 201, location=told["order"])

    def _problem(self, refusal: Refusal, language: str) -> Reply:
        told = problem(as_sent(refusal), say=self.say[language])
        more: dict[str, Any] = {"retry_after": "3"} if refusal.http_status in (429, 503) else {}
        if isinstance(refusal, MethodNotAllowed):
            more["allow"] = "POST"
        return posts.json(told, refusal.http_status, kind=MEDIA_TYPE, content_language=language, **more)


def _english(catalogue: str) -> Callable[[str], str]:
    if not catalogue:
        return str
    with open(catalogue, "rb") as file:
        return gettext.GNUTranslations(file).gettext
