"""The endpoint that is asked: where, which model, how patiently; and the key, from outside."""

import os
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlsplit

from paperweft.extract.errors import UsageError
from paperweft.extract.llm.prompt import PROMPT

KEY_VARIABLE = "PAPERWEFT_LLM_KEY"
OPENAI_VARIABLE = "OPENAI_API_KEY"
_OPENAI_HOST = "api.openai.com"
_PATH = "/chat/completions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A chat-completions endpoint and one of its models.

    Attributes:
        url: The base, such as `http://localhost:11434/v1`.
        model: The model's name there.
        cache: The folder that keeps answers; None is the user's cache folder.
        parallel: The most requests at a time.
        timeout: Seconds for one request, to the last byte of its answer.
        backoff: Seconds before the second try; doubled before each further one.

    Raises:
        UsageError: The URL, the model or a number cannot be meant.
    """

    url: str
    model: str
    cache: Path | None = None
    parallel: int = 4
    timeout: float = 120.0
    backoff: float = 1.0

    def __post_init__(self) -> None:
        if not self.model.strip() or not self.model.isprintable():
            raise UsageError("name a model of the endpoint with --llm-model")
        if self.parallel < 1 or not self.timeout > 0 or not self.backoff >= 0:
            raise UsageError("an endpoint needs one request at a time and some seconds at least")
        _check(self.url)

    @property
    def address(self) -> str:
        """Where questions are posted."""
        base = self.url.rstrip("/")
        return base if base.endswith(_PATH) else base + _PATH

    @property
    def tag(self) -> str:
        """What is put to the extractor's version: another model or prompt finds other things."""
        asked = f"{self.model}\n{PROMPT}"
        return f"llm-{blake2b(asked.encode(), digest_size=6).hexdigest()}"

    def key(self) -> str:
        """Return the key that the environment has for this endpoint; empty where there is none.

        The key of OpenAI is for OpenAI alone.

        Raises:
            UsageError: It cannot be a key.
        """
        key = os.environ.get(KEY_VARIABLE, "")
        if not key and urlsplit(self.url).hostname == _OPENAI_HOST:
            key = os.environ.get(OPENAI_VARIABLE, "")
        key = key.strip()
        if not key.isascii() or not key.isprintable():
            raise UsageError(f"the key in {KEY_VARIABLE} holds characters that no key has")
        return key


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known or not url.isprintable() or " " in url:
        raise UsageError(
            "the endpoint is no http or https address; give its base, such as"
            " http://localhost:11434/v1"
        )
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise UsageError(
            "the endpoint's address holds more than a place; leave passwords, ? and # out,"
            f" and give the key in the environment variable {KEY_VARIABLE}"
        )
