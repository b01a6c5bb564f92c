"""The Java machine that ArcadeDB runs in: started once a process, silent, at the first use."""

import atexit
import os
import sys
import tempfile
import threading
from functools import cache
from pathlib import Path
from typing import Any

from paperweft.extract.errors import StoreError
from paperweft.extract.interrupts import held_back

_STARTING = threading.Lock()

_SETTINGS: dict[str, bool] = {
    # A query must reach neither the files of this machine nor the network.
    "OPENCYPHER_LOAD_CSV_ALLOW_FILE_URLS": False,
    "OPENCYPHER_LOAD_CSV_ALLOW_REMOTE_URLS": False,
    "POLYGLOT_ENGINE_ENABLED": False,
}


@cache
def java(name: str) -> Any:
    """Return a Java class by its full name; the first call starts the machine.

    Raises:
        StoreError: ArcadeDB does not run on this platform.
    """
    with _STARTING, held_back():
        jpype = _start()
    return jpype.JClass(name)


def factory(folder: Path) -> Any:
    """Return ArcadeDB's factory for the database in a folder."""
    return java("com.arcadedb.database.DatabaseFactory")(str(folder.absolute()))


class _NoJavaError(Exception):
    """Raised by nothing: what Java raises while there is no Java."""


def java_errors() -> type[Exception]:
    """Return the class of all errors that Java raises.

    It is asked for while an exception passes, perhaps a Ctrl-C amid the import of jpype:
    nothing is imported here.
    """
    found: type[Exception] = getattr(sys.modules.get("jpype"), "JException", _NoJavaError)
    return found


def message_of(error: Any) -> str:
    """Return what a Java error says, with its first cause if that says more."""
    texts: list[str] = []
    cause = error
    for _ in range(20):
        if cause is None:
            break
        texts.append(" ".join(str(cause.getMessage() or "").split()))
        cause = cause.getCause()
    said = [text for text in texts if text]
    if not said:
        return str(error.getClass().getSimpleName())
    first, last = said[0], said[-1]
    return first if last in first else f"{first} ({last})"


def wait_for_no_thread() -> None:
    """Let this process end, when it does, while Java is still busy."""
    import jpype.config  # type: ignore[import-untyped]

    if jpype.config.destroy_jvm:
        jpype.config.destroy_jvm = False
        atexit.register(_keep_java_out)


def _keep_java_out() -> None:
    """Stop the one thread of Java that calls Python: amid Python's end it would abort us."""
    java("org.jpype.ref.JPypeReferenceQueue").getInstance().stop()


def _start() -> Any:
    try:
        import jpype
        from arcadedb_embedded.jvm import (  # type: ignore[import-untyped]
            get_bundled_jre_lib_path,
            get_jar_path,
        )

        if not jpype.isJVMStarted():
            jars = os.pathsep.join(sorted(map(str, Path(get_jar_path()).glob("*.jar"))))
            # With `interrupt` Ctrl-C is Python's, once Java has returned, and not a silent exit.
            jpype.startJVM(get_bundled_jre_lib_path(), *_options(), classpath=jars, interrupt=True)
            level = jpype.JClass("java.util.logging.Level").OFF
            jpype.JClass("java.util.logging.Logger").getLogger("").setLevel(level)
        settings = jpype.JClass("com.arcadedb.GlobalConfiguration")
        for name, value in _SETTINGS.items():
            getattr(settings, name).setValue(value)
    except Exception as error:  # whatever a platform does to a library that is not made for it
        raise StoreError(
            f"the embedded store (ArcadeDB) does not run here ({error}); run a Neo4j server and"
            " use `paperweft load bolt://HOST`: it answers the same queries"
        ) from error
    return jpype


def _options() -> list[str]:
    crash = Path(tempfile.gettempdir()) / "paperweft-jvm-%p.log"
    return [
        "-Xrs",  # Ctrl-C is for Python to handle
        "-XX:MaxRAMPercentage=50",
        "-XX:+UseSerialGC",  # a command lives for seconds: start fast, take little memory
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        f"-XX:ErrorFile={crash}",
        # Java puts guard pages into the main thread's stack this far down, and a deep recursion of
        # Python, which has 8 MB, would run into them and end the process.
        "-Xss8m",
        "-Xlog:disable",
        "-Xlog:all=error:stderr",
        # Without these two ArcadeDB writes to the console and to ./log.
        f"-Djava.util.logging.config.file={os.devnull}",
        "-Darcadedb.installCustomFormatter=false",
        "-Djava.awt.headless=true",
        "-Dfile.encoding=UTF8",
        "--enable-native-access=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
        "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
    ]
