"""``python -m framing`` and the ``framing`` command."""

from __future__ import annotations

import gc
import io
import os
import sys

# A run makes millions of plain values and hardly a cycle. Looking for cycles less often saves a small study
# a fifteenth of its time, a large one half a second.
_SELDOM = (20_000, 50, 100)

# What matplotlib would obey, or stumble over: we draw in no window, and put no date into a file.
_NOT_OURS = ("MPLBACKEND", "SOURCE_DATE_EPOCH")


def main() -> None:
    """Run the command line. Mistakes in the input end in a line each on standard error and exit code 2."""
    import click

    gc.set_threshold(*_SELDOM)
    for name in _NOT_OURS:
        os.environ.pop(name, None)
    # A terminal that lacks a letter shows its number. Without standard output there is nothing to set.
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="backslashreplace")
    from framing.cli import cli
    from framing.errors import FramingError, unforeseen

    try:
        code = cli.main(prog_name="framing", standalone_mode=False)
    except FramingError as error:
        _stop(*error.args)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(2)
    except click.ClickException as error:
        hint = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else ""
        _stop(error.format_message() + (f" (see `{hint} --help`)" if hint else ""))
    except (click.Abort, KeyboardInterrupt):
        print("framing: stopped", file=sys.stderr)
        sys.exit(130)
    except OSError as error:
        _stop(unforeseen(error))
    except MemoryError:
        _stop("there is not memory enough for this; close other programs, or take fewer texts or --jobs 1")
    # Python would look for cycles once more in all that was imported, which takes a third of a second.
    gc.freeze()
    sys.exit(code if isinstance(code, int) else 0)


def _stop(*messages: str) -> None:
    from framing.errors import said

    for message in messages:
        print(said(message), file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
