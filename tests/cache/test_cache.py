"""The cache: what it gives back, what it refuses, and that results never depend on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from framing.batch import Annotator
from framing.cache import Cache, clear, key, prune, size
from framing.columns import frame
from framing.corpus import Annotated, annotate_files
from framing.pipeline import profile_study, read_lexicons
from framing.readers import list_texts
from framing.study import open_study

Make = Callable[..., Path]


def annotated(root: Path, cache: Path | None) -> Annotated:
    study = open_study(root)
    return annotate_files(study, read_lexicons(study), list_texts(study.texts), cache=cache)


def contents(found: Annotated) -> tuple[object, ...]:
    paths, sources = [file.path for file in found.files], [file.source for file in found.files]
    return (
        paths,
        found.keys,
        found.readings.words.tolist(),
        frame(found.readings, paths, sources).to_dict("list"),
        words(found),
        found.skipped,
    )


def words(found: Annotated) -> dict[int, list[object]]:
    """For each document its words, with their places and what lies before them."""
    documents = {}
    for block in found.words.blocks():
        spelled = [found.words.vocabulary[i] for i in block.ids.tolist()]
        rows = list(zip(spelled, *(a.tolist() for a in (*block.places(), block.breaks)), strict=True))
        for i, row in enumerate(block.rows.tolist()):
            documents[row] = rows[block.bounds[i] : block.bounds[i + 1]]
    return documents


def count_annotated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A list that grows by the path of each document that is annotated."""
    seen: list[str] = []
    original = Annotator.annotate

    def annotate(self, keys, documents):  # type: ignore[no-untyped-def]
        seen.extend(document.path for document in documents)
        return original(self, keys, documents)

    monkeypatch.setattr(Annotator, "annotate", annotate)
    return seen


def a_text_comes(study: Path) -> list[str]:
    (study / "texts" / "north" / "zero.txt").write_text("A holding camp, again.\n")
    return ["north/zero.txt"]


def a_text_goes(study: Path) -> list[str]:
    (study / "texts" / "north" / "one.txt").unlink()
    return []


def a_text_changes(study: Path) -> list[str]:
    file = study / "texts" / "south" / "one.txt"
    file.write_text("Other words entirely. " + file.read_text(encoding="utf-8"), encoding="utf-8")
    return ["south/one.txt"]


def a_text_moves(study: Path) -> list[str]:
    (study / "texts" / "north" / "one.txt").rename(study / "texts" / "north" / "three.txt")
    return []


def a_text_is_copied(study: Path) -> list[str]:
    text = (study / "texts" / "north" / "one.txt").read_text(encoding="utf-8")
    (study / "texts" / "north" / "copy.txt").write_text(text, encoding="utf-8")
    return []


def a_text_becomes_empty(study: Path) -> list[str]:
    (study / "texts" / "north" / "one.txt").write_text(" \n")
    return ["north/one.txt"]


def a_title_is_given(study: Path) -> list[str]:
    (study / "texts" / "metadata.csv").write_text("file,title\nnorth/one.txt,The centre\n")
    return ["north/one.txt"]


def a_date_is_given(study: Path) -> list[str]:
    (study / "texts" / "metadata.csv").write_text("file,date\nnorth/one.txt,2022-05-28\n")
    return []


def a_voice_is_corrected(study: Path) -> list[str]:
    (study / "texts" / "overrides.csv").write_text("document,start,voice\nnorth/one.txt,4,name\n")
    return ["north/one.txt"]


def a_term_is_added(study: Path) -> list[str]:
    file = study / "lexicons" / "camps.toml"
    file.write_text(
        file.read_text(encoding="utf-8")
        + '\n[[concepts.terms]]\nterm = "prison"\nframe = "critics"\nnote = "unreferenced"\n',
        encoding="utf-8",
    )
    return ["north/one.txt", "north/two.txt", "south/one.txt"]


def a_label_is_changed(study: Path) -> list[str]:
    file = study / "lexicons" / "camps.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("The camps", "Those camps"), encoding="utf-8")
    return []


def zones_are_chosen(study: Path) -> list[str]:
    (study / "framing.toml").write_text('zones = ["body"]\n')
    return ["north/one.txt", "north/two.txt", "south/one.txt"]


CHANGES = [
    a_text_comes,
    a_text_goes,
    a_text_changes,
    a_text_moves,
    a_text_is_copied,
    a_text_becomes_empty,
    a_title_is_given,
    a_date_is_given,
    a_voice_is_corrected,
    a_term_is_added,
    a_label_is_changed,
    zones_are_chosen,
]


@pytest.mark.parametrize("change", CHANGES, ids=[change.__name__ for change in CHANGES])
def test_warm_equals_cold_and_only_what_must_is_annotated(
    make_study: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], list[str]]
) -> None:
    study, cache = make_study(), tmp_path / "cache"
    annotated(study, cache)
    expected = change(study)
    seen = count_annotated(monkeypatch)
    warm = annotated(study, cache)
    assert seen == expected
    assert contents(warm) == contents(annotated(study, None))


def test_profiles_are_the_same_with_and_without_the_cache(make_study: Make, tmp_path: Path) -> None:
    study, cache = open_study(make_study()), tmp_path / "cache"
    cold = profile_study(study, cache=cache)
    warm = profile_study(study, cache=cache)
    pd.testing.assert_frame_equal(cold.readings, warm.readings)
    pd.testing.assert_frame_equal(cold.documents, warm.documents)
    assert cold.words.sizes.tolist() == warm.words.sizes.tolist()


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def flip_a_byte(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(bytes(data))


def empty(file: Path) -> None:
    file.write_bytes(b"")


def write_noise(file: Path) -> None:
    file.write_bytes(np.random.default_rng(3).bytes(5_000))


def put_a_pickle(file: Path) -> None:
    np.savez(file, keys=np.array([{"not": "plain"}], object), allow_pickle=True)


def leave_an_array_out(file: Path) -> None:
    with np.load(file) as archive:
        kept = {name: archive[name] for name in archive.files if name in ("keys", "words")}
    np.savez(file, **kept)


def point_beyond(file: Path) -> None:
    with np.load(file) as archive:
        arrays = {name: archive[name] for name in archive.files}
    for name in ("ids", "rule"):
        if name in arrays:
            arrays[name] = arrays[name] + np.int32(1_000_000)
    np.savez(file, **arrays)


SPOILERS = [truncate, flip_a_byte, empty, write_noise, put_a_pickle, leave_an_array_out, point_beyond]


@pytest.mark.parametrize("spoil", SPOILERS, ids=[spoil.__name__ for spoil in SPOILERS])
def test_a_spoilt_cache_is_noticed_and_made_again(
    make_study: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], None]
) -> None:
    study, cache = make_study(), tmp_path / "cache"
    good = contents(annotated(study, cache))
    packs = sorted(cache.glob("*.npz"))
    assert len(packs) == 2
    for pack in packs:
        spoil(pack)
    assert contents(annotated(study, cache)) == good
    seen = count_annotated(monkeypatch)
    assert contents(annotated(study, cache)) == good
    assert seen == []


def test_many_small_packs_become_one(make_study: Make, tmp_path: Path) -> None:
    study, cache = make_study(), tmp_path / "cache"
    for number in range(20):
        (study / "texts" / "north" / f"{number}.txt").write_text(f"Holding camp number {number}.\n")
        annotated(study, cache)
        assert len(list(cache.glob("readings-*.npz"))) <= 9
    assert contents(annotated(study, cache)) == contents(annotated(study, None))


def test_what_cannot_be_kept_is_said_and_costs_nothing_else(make_study: Make, tmp_path: Path) -> None:
    study, cache = make_study(), tmp_path / "cache"
    cache.write_text("a file where the folder should be")
    found = annotated(study, cache)
    assert contents(found) == contents(annotated(study, None))
    assert str(cache) in found.trouble
    assert "\n" not in found.trouble


def test_size_is_bounded_and_the_least_used_goes_first(tmp_path: Path) -> None:
    import os

    cache = Cache(tmp_path, "things", key(b"context"))
    for number in range(5):
        pack = cache.add([key(bytes([number]))], {"data": np.zeros(1_000, np.uint8)})
        assert pack is not None
        os.utime(pack.file, (number, number))
    (tmp_path / ".new-left-by-a-kill").write_bytes(b"half")
    held = size(tmp_path)
    assert held.packs == 6
    one = max(file.stat().st_size for file in tmp_path.glob("*.npz"))
    prune(tmp_path, limit=3 * one)
    assert sorted(k for pack in cache.packs() for k in pack.keys) == sorted(
        key(bytes([n])) for n in (2, 3, 4)
    )
    assert not list(tmp_path.glob(".new-*"))
    assert clear(tmp_path).packs == 3
    assert size(tmp_path).packs == 0


def test_other_kinds_and_contexts_are_not_found(tmp_path: Path) -> None:
    Cache(tmp_path, "things", key(b"one")).add([key(b"a")], {"data": np.zeros(3)})
    assert Cache(tmp_path, "things", key(b"two")).packs() == []
    assert Cache(tmp_path, "words", key(b"one")).packs() == []
    assert len(Cache(tmp_path, "things", key(b"one")).packs()) == 1
