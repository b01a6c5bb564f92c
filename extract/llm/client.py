"""One question to the endpoint: retried while that may help, bounded in time and size."""

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from paperweft.extract.errors import EndpointError
from paperweft.extract.llm.endpoint import KEY_VARIABLE, Endpoint
from paperweft.extract.llm.prompt import PROMPT
from paperweft.extract.llm.replies import NoAnswer, content_of

if TYPE_CHECKING:
    import httpx
    from tenacity import RetryCallState

TRIES = 4
_LONGEST_WAIT = 120.0  # seconds; who wants to be left alone for longer is
_LARGEST = 256 * 1024  # bytes of a reply; a good one has two thousand
_SHOWN = 200  # characters of what a server complains about

# What no further try and no other paper would change.
_FATAL = {
    401: f"it refuses the key; put a valid one into the environment variable {KEY_VARIABLE}",
    402: "it wants to be paid first",
    403: f"it forbids this; check the key in {KEY_VARIABLE} and the model's name",
    404: "there is no such address or model; check --llm and --llm-model",
    405: "nobody answers questions at this address; check --llm",
}
_AGAIN = {408, 409, 425, 429, 500, 502, 503, 504, 529}


class _TryAgain(NoAnswer):
    """There is no answer yet; `after` has the seconds that the server asks to be left alone."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


class Client:
    """Asks one endpoint; use it within `async with`."""

    def __init__(self, endpoint: Endpoint) -> None:
        import httpx

        self._endpoint = endpoint
        self._key = endpoint.key()
        self._answered = False
        headers = {"Accept-Encoding": "identity"}  # nothing small that unpacks to something huge
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        self._http = httpx.AsyncClient(headers=headers, timeout=endpoint.timeout)

    async def __aenter__(self) -> "Client":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def ask(self, question: str) -> str:
        """Return what the model wrote.

        Raises:
            NoAnswer: There is none for this question.
            EndpointError: There will be none for any.
        """
        from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt

        tries = AsyncRetrying(
            stop=stop_after_attempt(TRIES),
            wait=self._wait,
            retry=retry_if_exception_type(_TryAgain),
            reraise=True,
        )
        return await tries(self._try, question)

    def _wait(self, state: "RetryCallState") -> float:
        """Return the seconds before the next try: what the server asks for, else ever longer."""
        error = state.outcome.exception() if state.outcome else None
        asked = error.after if isinstance(error, _TryAgain) else None
        doubled = self._endpoint.backoff * 2.0 ** (state.attempt_number - 1)
        return doubled if asked is None else asked

    async def _try(self, question: str) -> str:
        import httpx

        try:
            async with asyncio.timeout(self._endpoint.timeout):
                return await self._post(question)
        except (TimeoutError, httpx.TimeoutException) as error:
            raise _TryAgain(f"no answer within {self._endpoint.timeout:g} s") from error
        except httpx.ConnectError as error:
            if self._answered:
                raise _TryAgain("the server is gone") from error
            raise EndpointError(
                f"nobody answers at {self._endpoint.url} ({_shown(str(error))});"
                " start the server, or check --llm"
            ) from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise EndpointError(f"{self._endpoint.url} is no address; check --llm") from error
        except httpx.HTTPError as error:
            raise _TryAgain("the connection broke off") from error

    async def _post(self, question: str) -> str:
        messages = [
            {"role": "system", "content": PROMPT},
            {"role": "user", "content": question},
        ]
        body = {"model": self._endpoint.model, "messages": messages}
        async with self._http.stream("POST", self._endpoint.address, json=body) as response:
            self._answered = True
            content = await self._body(response)
        self._check(response, content)
        said = content_of(content)
        if self._key and self._key in said:
            raise NoAnswer("the answer repeats the key")  # it would be kept on disk
        return said

    async def _body(self, response: "httpx.Response") -> bytes:
        content = b""
        async for part in response.aiter_raw():
            content += part
            if len(content) > _LARGEST:
                raise NoAnswer(f"the answer is larger than {_LARGEST // 1024} KiB")
        return content

    def _check(self, response: "httpx.Response", content: bytes) -> None:
        status = response.status_code
        if status == 200:
            return
        told = f"{self._endpoint.url} answers {status}{self._complaint(content)}"
        if status in _FATAL or 300 <= status < 400:
            raise EndpointError(f"{told}: {_FATAL.get(status, 'it has moved; check --llm')}")
        if status not in _AGAIN:
            raise NoAnswer(told)
        after = seconds_to_wait(response.headers.get("Retry-After", ""))
        if after is not None and after > _LONGEST_WAIT:
            raise NoAnswer(f"{told} and asks to be left alone for {after:.0f} s")
        raise _TryAgain(told, after)

    def _complaint(self, content: bytes) -> str:
        """Return the beginning of what a server complains about, fit to be shown."""
        text = content[: _SHOWN * 4].decode("utf-8", "replace")
        text = text.replace(self._key, "***") if self._key else text
        return f" ({_shown(text)})" if _shown(text) else ""


def _shown(text: str) -> str:
    """Return the beginning of a text from outside, fit for a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)[:_SHOWN].strip()


def seconds_to_wait(header: str, now: datetime | None = None) -> float | None:
    """Return the seconds that a Retry-After header asks for: a number or a date (RFC 9110)."""
    if header.strip().isdecimal():
        return float(header) if len(header) < 10 else float("inf")
    try:
        then = parsedate_to_datetime(header)
    except ValueError:
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - (now or datetime.now(UTC))).total_seconds())
