"""What a study folder is: where its texts and lexicons lie, and the settings in ``framing.toml``."""

from __future__ import annotations

import stat
from collections.abc import Collection
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from framing.errors import StudyError
from framing.model import COUNTED_ZONES, VOICES, ZONES, Voice, ZoneKind
from framing.readers import is_hidden
from framing.readers.tables import METADATA, as_column, did_you_mean
from framing.readers.toml import toml_table, toml_text
from framing.wording import as_argument

SETTINGS = "framing.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a study can decide. Each field is a key of ``framing.toml`` and has a default.

    title             heading of the report; the folder's name if empty
    lexicons          lexicons to use, by file stem; all in ``lexicons/`` if empty
    source_column     column of ``metadata.csv`` that says whose a text is, or which group it belongs to
    zones             zones whose occurrences and words count
    voices            voices in which a source is held to choose a name itself
    own_spokespeople  count a source's quotations of its own spokespeople (``metadata.csv``) as its own voice
    minimum_texts     fewest texts of a source, with the concept in them, for an interval or a comparison
    resamples         bootstrap resamples and permutations
    seed              seed of all random draws
    period            unit of the time figures: month, quarter or year
    whole_texts       most texts that the report holds in full; beyond it passages stand for them
    """

    title: str = ""
    lexicons: tuple[str, ...] = ()
    source_column: str = "source"
    zones: tuple[ZoneKind, ...] = COUNTED_ZONES
    voices: tuple[Voice, ...] = ("own",)
    own_spokespeople: bool = False
    minimum_texts: int = 5
    resamples: int = 2000
    seed: int = 20220528
    period: str = "month"
    whole_texts: int = 60


@dataclass(frozen=True, slots=True)
class Study:
    """A study folder. `lexicons` are the files to use, in order of their names."""

    root: Path
    texts: Path
    lexicons: tuple[Path, ...]
    settings: Settings

    @property
    def title(self) -> str:
        """The heading: from the settings, else the folder's name."""
        return self.settings.title or self.root.resolve().name


def open_study(
    root: Path, texts: Path | None = None, lexicons: tuple[Path, ...] = (), *, need_lexicon: bool = True
) -> Study:
    """The study in `root`. `texts` and `lexicons`, where given, stand in for the study's own.

    Raises `StudyError` if the folder, its settings or its lexicons are missing or wrong.
    """
    require_folder(root, f"make a study there with `framing init {as_argument(root)}`")
    settings = read_settings(root / SETTINGS)
    found = lexicons or _chosen_lexicons(root, settings.lexicons)
    if need_lexicon and not found:
        if not _is_study(root):
            here = root.resolve() if root == Path() else root
            raise StudyError(
                f"{here}: is no study{_study_near(root)}; name the folder of a study, or make one with "
                "`framing init FOLDER`"
            )
        raise StudyError(
            f"{root / 'lexicons'}: no lexicon; put a .toml lexicon there, or make a new study with "
            "`framing init FOLDER`"
        )
    stems: dict[str, Path] = {}
    for path in found:
        if path.stem in stems:
            raise StudyError(f"{path}: has the same name as {stems[path.stem]}; rename one of the lexicons")
        stems[path.stem] = path
    return Study(root, texts or root / "texts", found, settings)


def require_folder(root: Path, remedy: str = "name the folder of a study") -> None:
    """Raise `StudyError` if there is no folder `root`; with the `remedy` where there is no such thing."""
    if root.is_dir():
        return
    if root.exists():
        raise StudyError(f"{root}: is a file; name the folder of a study")
    raise StudyError(f"{root}: no such folder; {remedy}")


def _is_study(folder: Path) -> bool:
    """Whether a folder has anything that a study has."""
    return any((folder / name).exists() for name in (SETTINGS, "texts", "lexicons"))


def _study_near(root: Path) -> str:
    """`` (did you mean '…'?)`` where a folder in `root`, or the one that it lies in, is a study."""
    near = (folder for folder in (*sorted(root.iterdir()), root.resolve().parent) if _is_study(folder))
    meant = next(near, None)
    return f" (did you mean '{meant}'?)" if meant else ""


def lexicons_in(folder: Path) -> list[Path]:
    """The lexicon files in a folder, in order of their names, but for what editors and systems hide there.

    None if there is no folder. Raises `StudyError` if it cannot be read.
    """
    try:
        files = list(folder.iterdir())
    except FileNotFoundError:
        return []
    except NotADirectoryError as error:
        raise StudyError(f"{folder}: is a file; make it a folder with the lexicons in it") from error
    except OSError as error:
        raise StudyError(f"{folder}: cannot be read: {error.strerror}; check its permissions") from error
    return sorted(file for file in files if file.match("*.toml") and not is_hidden(file.name))


def _chosen_lexicons(root: Path, names: tuple[str, ...]) -> tuple[Path, ...]:
    """The lexicon files of a study, in order of their names; only those that are named, if any are."""
    files = {path.stem: path for path in lexicons_in(root / "lexicons")}
    for name in names:
        if name not in files:
            raise StudyError(
                f"{root / SETTINGS}: there is no lexicon '{name}' in {root / 'lexicons'}"
                f"{did_you_mean(name, files)}; correct the name in 'lexicons' or add the file"
            )
    return tuple(path for stem, path in files.items() if not names or stem in names)


def read_settings(file: Path) -> Settings:
    """Settings from a ``framing.toml``; the defaults if there is none. Raises `StudyError`."""
    known = {field.name: getattr(Settings(), field.name) for field in fields(Settings)}
    values = read_keys(file, known)
    return Settings(**{key: _checked(file, key, value, known[key]) for key, value in values.items()})


def read_keys(file: Path, known: Collection[str]) -> dict[str, Any]:
    """The keys and values of a TOML file; none if there is no file.

    Raises `StudyError` for a key that is not among the `known`, and for a file that cannot be read.
    """
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            kind = "a folder" if file.is_dir() else "no regular file"
            raise StudyError(f"{file}: is {kind}; a file of that name is read here, so rename it")
    except FileNotFoundError:
        if file.is_symlink():
            raise StudyError(f"{file}: is a link that leads nowhere; mend or delete it") from None
        return {}
    except OSError as error:
        raise StudyError(f"{file}: cannot be read: {error.strerror}; check its permissions") from error
    values = toml_table(toml_text(file, StudyError), file, StudyError)
    for key in values:
        if key not in known:
            raise StudyError(f"{file}: unknown key '{key}'{did_you_mean(key, known)}; correct or delete it")
    return values


def require_within(file: Path, key: str, value: object, low: int, high: int) -> None:
    """Raise `StudyError` if the `value` of a key is no whole number from `low` to `high`."""
    if type(value) is not int or not low <= value <= high:
        raise StudyError(f"{file}: '{key}' must be a whole number from {low} to {high}")


_CHOICES: dict[str, tuple[str, ...]] = {
    "zones": ZONES,
    "voices": VOICES,
    "period": ("month", "quarter", "year"),
}
# More draws would take much memory, and change no figure.
_RANGES = {
    "minimum_texts": (2, 1_000_000),
    "resamples": (100, 100_000),
    "seed": (0, 2**63 - 1),
    "whole_texts": (0, 1_000_000),
}


def _checked(file: Path, key: str, value: Any, default: object) -> Any:
    """`value` in the type of `default`, or a `StudyError` that names what is allowed."""
    if isinstance(default, tuple):
        allowed = _CHOICES.get(key)
        if allowed is None:
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                raise StudyError(f"{file}: '{key}' must be a list of texts in quotation marks")
            return tuple(value)
        if not isinstance(value, list) or not value or any(item not in allowed for item in value):
            others = [str(item) for item in value if item not in allowed] if isinstance(value, list) else []
            meant = did_you_mean(others[0], allowed) if others else ""
            raise StudyError(f"{file}: '{key}' must be a list of some of: {', '.join(allowed)}{meant}")
        return tuple(item for item in allowed if item in value)
    if type(value) is not type(default):
        kind = {str: "a text in quotation marks", bool: "true or false", int: "a whole number"}[type(default)]
        raise StudyError(f"{file}: '{key}' must be {kind}")
    if isinstance(value, str) and key in _CHOICES and value not in _CHOICES[key]:
        meant = did_you_mean(value, _CHOICES[key])
        raise StudyError(f"{file}: '{key}' must be one of: {', '.join(_CHOICES[key])}{meant}")
    if key in _RANGES:
        require_within(file, key, value, *_RANGES[key])
    if isinstance(value, str) and key == "source_column":
        if not (column := as_column(value)):
            raise StudyError(f"{file}: '{key}' is empty; name a column of {METADATA}, or delete the line")
        return column
    return value
