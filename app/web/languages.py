"""Speak each reader's language: what the browser asks for, of the languages there are.

No cookie and no address holds it, so nothing shows which language a family reads.
"""

from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.language import Languages, speaking
from app.web.headers import surface_of


class Speaking:
    """Answers each request in the language it asks for in Accept-Language."""

    def __init__(self, app: ASGIApp, languages: Callable[[], Languages]) -> None:
        self._app = app
        self._languages = languages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on in its language; caches are told when there is more than one."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        languages = self._languages()
        varies = len(languages.by_tag) > 1 and surface_of(scope["path"]) != "static"

        async def send_with_vary(message: Message) -> None:
            if varies and message["type"] == "http.response.start":
                MutableHeaders(scope=message).add_vary_header("Accept-Language")
            await send(message)

        asked = ",".join(
            value.decode("latin-1")
            for name, value in scope["headers"]
            if name == b"accept-language"
        )
        with speaking(languages.choose(asked)):
            await self._app(scope, receive, send_with_vary)
