"""Making text from a digest safe for the formats it goes into."""

import re

# All but the characters of https://www.w3.org/TR/xml/#charsets.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def legal(text: str) -> str:
    """Replace each character that XML 1.0 forbids by U+FFFD, so that offsets still hold."""
    return _FORBIDDEN.sub(_REPLACEMENT, text)


def cell(text: str) -> str:
    """Return text that a spreadsheet takes for text: what starts like a formula gets a quote.

    See https://owasp.org/www-community/attacks/CSV_Injection.
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def web_address(url: str | None) -> str | None:
    """Return the URL if it is one of http or https that may be shown as a link, else None."""
    if url is None or not re.fullmatch(r"https?://[^\s\x00-\x1f\x7f<>\"'\\^`{|}]+", url, re.I):
        return None
    return url
