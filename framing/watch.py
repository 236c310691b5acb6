"""Run again whenever something that the results depend on changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from framing.errors import FramingError, OutputError, said, unforeseen
from framing.output import BusyError
from framing.readers import is_hidden
from framing.study import SETTINGS

_WATCHED = ("texts", "lexicons", "templates")
_QUIET = 400  # milliseconds without a change before work begins: an editor writes more than once


def keep_running(root: Path, once: Callable[[], None], say: Callable[[str], None]) -> None:
    """Call `once` now and after every change below `root`, until the user stops it.

    Errors in the input are said, a line each, and watching goes on; while another run is at work it is tried
    again and again. Raises `OutputError` without watchfiles.
    """
    try:
        from watchfiles import Change, watch
    except ImportError as error:
        raise OutputError("--watch needs watchfiles: pip install watchfiles") from error

    base = root.resolve()

    def counts(_: Change, path: str) -> bool:
        """Whether a changed file matters: our own results do not."""
        try:
            first, *rest = Path(path).relative_to(base).parts or ("",)
        except ValueError:
            return False
        return not any(map(is_hidden, (first, *rest))) and (first in _WATCHED or first == SETTINGS)

    held = False  # by another run, so that there is still work to do

    def attempt() -> None:
        nonlocal held
        told, held = held, False
        try:
            once()
        except BusyError as error:
            held = True
            if not told:
                say(said(str(error)))
        except FramingError as error:
            for fault in error.args:
                say(said(fault))
        except OSError as error:
            say(said(unforeseen(error)))

    if not root.is_dir():
        once()  # says what is wrong
        return
    # Changes that come while a run is at work wait in the watcher's queue, so none is missed.
    changes = watch(
        base, watch_filter=counts, step=50, debounce=_QUIET, rust_timeout=500, yield_on_timeout=True
    )
    next(changes)  # watching has begun
    attempt()
    say("watching for changes; stop with Ctrl+C")
    for changed in changes:
        if changed or held:
            attempt()
