"""Writing results: all of them, whole, or none.

`publish` writes a run's results. Everything is first written below ``.framing/staging``. When that is
complete, a journal says which files take which places; then each is moved. Whoever is stopped before the
journal is there has changed nothing; whoever is stopped after it is finished by `recover` at the next start.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from framing.errors import OutputError, StudyError
from framing.wording import listed

PRIVATE = ".framing"  # what a study keeps between runs; may be deleted
_STAGING = "staging"
_JOURNAL = "journal.json"
_WRITTEN = "written.json"
_SEEN = "seen.json"
_LOCK = "lock"
_MADE = "made.json"
_NAMED = 8  # most files that one note names
_SPOILT = (ValueError, KeyError, TypeError, AttributeError, RecursionError)  # by JSON that is none of ours
_BESIDE = ".framing-"  # how files begin that are written beside their places


class BusyError(StudyError):
    """Another run is at work in the study."""


def write_whole(file: Path, data: bytes) -> None:
    """Write a file so that it is there complete or not at all. Raises `OutputError`."""
    write_all(file.parent, {file.name: data})


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files (by path below `folder`): first beside their places, then each moved over the old one.

    Nothing is moved before everything is written, so a full disk leaves the old files. Raises `OutputError`.
    """
    staged: list[tuple[str, Path]] = []
    try:
        for name in sorted(files):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=_BESIDE)
            staged.append((temporary, target))
            with os.fdopen(handle, "wb") as stream:
                stream.write(files[name])
            Path(temporary).chmod(0o644)
        while staged:
            temporary, target = staged[0]
            Path(temporary).replace(target)
            staged.pop(0)
    except OSError as error:
        raise _trouble(error, folder) from error
    finally:
        for temporary, _ in staged:
            Path(temporary).unlink(missing_ok=True)


def write_made(
    root: Path, command: str, folder: Path, files: Mapping[str, bytes], made_from: str
) -> list[str]:
    """Write what a command makes (by name) into `folder`; what it left there before goes away: notes on that.

    `made_from` says what the files are made from: those that an earlier call made from the same, such as the
    sheet in another format, stay. What somebody changed since is never deleted, only named. The study in
    `root` remembers what was written where. Raises `OutputError`.
    """
    memory = root / PRIVATE / _MADE
    place = folder.resolve()
    inside = place.is_relative_to(root.resolve())
    key = f"{command} {place.relative_to(root.resolve()) if inside else place}"
    try:
        known = {str(name): dict(made) for name, made in json.loads(memory.read_text("utf-8")).items()}
    except (OSError, *_SPOILT):
        known = {}
    write_all(folder, files)
    kept: dict[str, object] = {}
    gone: list[str] = []
    changed: list[str] = []
    for name, entry in sorted(known.get(key, {}).items()):
        old = folder / name
        if name in files or Path(name).name != name or not isinstance(entry, list):
            continue
        if not (old.is_file() or old.is_symlink()):
            continue
        if entry[:1] == [made_from]:
            kept[name] = entry
        elif entry[1:] == [_signature(old)]:
            with contextlib.suppress(OSError):
                old.unlink()
            (changed if old.exists() else gone).append(name)
        else:
            changed.append(name)
    with contextlib.suppress(OSError, OutputError):  # without it the next call only leaves more
        made = {name: [made_from, _signature(folder / name)] for name in files}
        there = {name: entry for name, entry in known.items() if (root / name.partition(" ")[2]).is_dir()}
        write_whole(memory, json.dumps({**there, key: {**kept, **made}}).encode())
    notes = []
    if gone:
        notes.append(f"{folder}: deleted, as outdated: {listed(gone, _NAMED)}")
    if changed:
        notes.append(
            f"{folder}: outdated, but changed since it was made: {listed(changed, _NAMED)}; "
            "delete it, or move it away"
        )
    return notes


def publish(root: Path, files: Mapping[str, bytes]) -> None:
    """Write a run's results (by path below `root`) in one go, and delete those of the last run that are gone.

    Files that stay the same are not touched. Raises `OutputError`; then the old results are still there.
    """
    private = root / PRIVATE
    staging = private / _STAGING
    theirs = [name for name in files if not name.startswith(PRIVATE)]
    require_no_folder(root, theirs)
    try:
        _discard(staging)
        for name in (
            *(files.keys() - theirs),
            *(f"{PRIVATE}/{name}" for name in (_JOURNAL, _WRITTEN, _SEEN)),
        ):
            if (root / name).is_dir():
                _discard(root / name)
        staging.mkdir(parents=True)
        moves = []
        for number, name in enumerate(sorted(files)):
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if not _holds(target, files[name]):
                (staging / str(number)).write_bytes(files[name])
                moves.append([str(number), name])
        gone = [name for name in _written(private) if name not in files]
        # The list of what was written is a file like the others, so that it always fits them.
        listed = json.dumps(sorted(theirs)).encode()
        if not _holds(private / _WRITTEN, listed):
            (staging / _WRITTEN).write_bytes(listed)
            moves.append([_WRITTEN, f"{PRIVATE}/{_WRITTEN}"])
        if moves or gone:
            plan = staging / _JOURNAL
            plan.write_text(json.dumps({"moves": moves, "gone": gone}), "utf-8")
            plan.replace(private / _JOURNAL)
            recover(root)
        shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        if not (private / _JOURNAL).exists():
            shutil.rmtree(staging, ignore_errors=True)
        raise _trouble(error, root) from error


def _discard(place: Path) -> None:
    """Delete whatever lies in a private place."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place, ignore_errors=True)
    else:
        place.unlink(missing_ok=True)


def require_no_folder(root: Path, names: Iterable[str]) -> None:
    """Raise `OutputError` if a folder lies where a result is written (by path below `root`)."""
    for name in names:
        if (root / name).is_dir():
            raise OutputError(f"{root / name}: is a folder; a result is written there, so move it away")


def note_results(root: Path, names: Sequence[str]) -> None:
    """Note how the results (by path below `root`) lie on the disk, so that `untouched` knows them again."""
    with contextlib.suppress(OSError, OutputError):  # without it the next run only does more
        seen = {name: _signature(root / name) for name in names}
        write_whole(root / PRIVATE / _SEEN, json.dumps(seen).encode())


def untouched(root: Path, names: Sequence[str]) -> bool:
    """Whether exactly these results lie where `note_results` saw them, and nobody has written to them.

    A file's inode and its time of change come with no copy and no archive. So results that a study brings
    along from elsewhere are never taken for our own, whatever it says of them.
    """
    try:
        seen = json.loads((root / PRIVATE / _SEEN).read_text("utf-8"))
        return sorted(seen) == sorted(names) and all(
            _is_ours(name) and seen[name] == _signature(root / name) for name in names
        )
    except (OSError, *_SPOILT):
        return False


def _signature(file: Path) -> list[int]:
    state = file.lstat()
    return [state.st_mode, state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino, state.st_dev]


def recover(root: Path) -> None:
    """Finish what a run had begun to put in place when it was stopped. Raises `OutputError`."""
    private = root / PRIVATE
    journal = private / _JOURNAL
    if not journal.is_file():
        return
    try:
        plan = json.loads(journal.read_text("utf-8"))
        moves = [(private / _STAGING / Path(part).name, root / _ours(name)) for part, name in plan["moves"]]
        gone = [root / _ours(name) for name in plan["gone"]]
    except _SPOILT:
        journal.unlink(missing_ok=True)  # not ours: a journal is moved into its place complete
        return
    try:
        for staged, target in moves:
            if staged.exists():
                _move(staged, target)
        for target in gone:
            target.unlink(missing_ok=True)
        journal.unlink()
        shutil.rmtree(private / _STAGING, ignore_errors=True)
    except OSError as error:
        raise _trouble(error, root) from error


@contextlib.contextmanager
def only_run(root: Path, patience: float = 5.0) -> Iterator[None]:
    """Hold the study in `root` for one run at a time; the system lets go of it when the process ends.

    Waits `patience` seconds for another run to end, then raises `BusyError`.
    """
    private = root / PRIVATE
    try:
        private.mkdir(exist_ok=True)
        stream = (private / _LOCK).open("a+b")
    except OSError as error:
        raise _trouble(error, root) from error
    with stream:
        deadline = time.monotonic() + patience
        while not _locked(stream.fileno()):
            if time.monotonic() > deadline:
                stream.seek(0)
                holder = stream.read(40).decode("ascii", "replace").strip() or "unknown"
                raise BusyError(
                    f"{root}: another `framing run` (process {holder}) is at work in this study; "
                    "wait until it has ended"
                )
            time.sleep(0.1)
        with contextlib.suppress(OSError):  # a full disk: the number only helps people
            stream.truncate(0)
            stream.write(str(os.getpid()).encode())
            stream.flush()
        yield


def _locked(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:
        return True  # no such locks on this system: the journal still keeps results whole
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks
    return True


def _holds(file: Path, data: bytes) -> bool:
    try:
        return file.stat().st_size == len(data) and file.read_bytes() == data
    except FileNotFoundError:
        return False


def _written(private: Path) -> list[str]:
    """The results that the last run wrote, by path; those only are ever deleted."""
    try:
        names = json.loads((private / _WRITTEN).read_text("utf-8"))
        return [name for name in names if isinstance(name, str) and _is_ours(name)]
    except (OSError, *_SPOILT):
        return []


def _is_ours(name: str) -> bool:
    """Whether a file is one that a run may write or delete, whatever a journal from elsewhere says."""
    below = name.startswith(("data/", "figures/", f"{PRIVATE}/")) and ".." not in Path(name).parts
    return below or name == "report.html"


def _ours(name: str) -> str:
    if not _is_ours(name):
        raise ValueError(name)
    return name


def _move(staged: Path, target: Path) -> None:
    try:
        staged.replace(target)
    except OSError:
        # Another disk: a copy beside the target is moved instead.
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=_BESIDE)
        os.close(handle)
        try:
            shutil.copyfile(staged, temporary)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(target)
        finally:
            Path(temporary).unlink(missing_ok=True)
        staged.unlink()


def _trouble(error: OSError, folder: Path) -> OutputError:
    # Of a file beside its place the folder is what a person knows.
    named = Path(error.filename or folder)
    place = named.parent if named.name.startswith(_BESIDE) else named
    return OutputError(
        f"{place}: cannot be written: {error.strerror}; "
        "check that the folder is writable and the disk has room"
    )
