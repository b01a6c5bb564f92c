"""Answers kept on disk, one a file: what was asked once is not paid for twice."""

from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile

import msgspec

from paperweft.extract.errors import UsageError


class _Kept(msgspec.Struct, frozen=True):
    model: str
    content: str


class AnswerCache:
    """A folder of answers, by model, prompt and question.

    Args:
        folder: Where; None is `paperweft/llm` in the user's cache folder.

    Raises:
        UsageError: The folder cannot be made.
    """

    def __init__(self, folder: Path | None, *, model: str, prompt: str) -> None:
        from platformdirs import user_cache_path

        self._folder = folder or user_cache_path("paperweft") / "llm"
        self._model = model
        self._about = f"{model}\n{prompt}\n"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unwritable(error) from error

    def get(self, question: str) -> str | None:
        """Return what the model wrote then; None where it was not asked or the file is damaged."""
        try:
            return msgspec.json.decode(self._path(question).read_bytes(), type=_Kept).content
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def put(self, question: str, content: str) -> None:
        """Keep what the model wrote; a kill leaves the whole file or none.

        Raises:
            UsageError: The folder cannot be written.
        """
        try:
            self._write(self._path(question), msgspec.json.encode(_Kept(self._model, content)))
        except OSError as error:
            raise self._unwritable(error) from error

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
            temporary = Path(file.name)
            try:
                file.write(content)
                file.close()  # Windows replaces no open file
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)

    def _path(self, question: str) -> Path:
        name = blake2b((self._about + question).encode(), digest_size=16).hexdigest()
        return self._folder / name[:2] / f"{name}.json"

    def _unwritable(self, error: OSError) -> UsageError:
        return UsageError(
            f"cannot keep answers in {self._folder}: {error.strerror or error};"
            " choose another folder with --llm-cache"
        )
