"""What each cue in a sentence proposes: where its speaker stands and where its content may lie."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from framing.voice.attribution import tokens as t
from framing.voice.attribution.candidate import Candidate
from framing.voice.attribution.clauses import complement
from framing.voice.attribution.inserts import keep_in_insert, keep_in_parentheses
from framing.voice.attribution.nouns import read_noun, read_spread
from framing.voice.attribution.phrases import (
    read_according,
    read_alleged,
    read_asked,
    read_believed,
    read_has_it,
    read_headline,
    read_hearsay,
    read_out,
    read_put_it,
    read_story,
    read_view,
    read_went_on,
)
from framing.voice.attribution.tables import LISTS, NOUNS, PHRASE_OPENERS, PHRASES, VERBS, Cue
from framing.voice.attribution.tokens import Words
from framing.voice.attribution.verbs import may_hold_other, other_verb, read_verb

TRIGGERS = (
    VERBS.keys() | NOUNS.keys() | PHRASE_OPENERS | {"according"}
    | LISTS["put_it"] | LISTS["hearsay"] | LISTS["hearsay_adjectives"]
    | LISTS["prepositions"] | LISTS["short"] | LISTS["has_it"] | LISTS["goes"] | LISTS["hearers"]
    | LISTS["convictions"] | LISTS["reads"]
)  # fmt: skip
HEADLINE_MARKS = ":—–-"
_LABEL_MARKS = frozenset(HEADLINE_MARKS)
_SIGNED = 6  # tokens from a dash to the end of a sentence that names its source there
# "In X's view", "as told by X": only a sentence with one of the signs needs a look at its prepositions.
_VIEWS = PHRASE_OPENERS | LISTS["prepositions"] | LISTS["short"]
_VIEW_SIGNS = LISTS["nouns"] | {"accounts"} | LISTS["short"] | {max(phrase, key=len) for phrase in PHRASES}
_TRIGGERS_BUT_VIEWS = TRIGGERS - _VIEWS
# A sentence without any of these words holds no cue; "put it" and "has it" need an "it" besides.
_WITH_IT = LISTS["put_it"] | LISTS["has_it"]
_SIGNS = (_TRIGGERS_BUT_VIEWS - (_WITH_IT - VERBS.keys()) - LISTS["goes"]) | _VIEW_SIGNS | LISTS["stories"]


def may_hold_cue(words: Sequence[str]) -> bool:
    """A quick look whether a sentence with these `plain_words` can hold a cue, but for a headline's colon."""
    return (
        not _SIGNS.isdisjoint(words)
        or ("it" in words and not _WITH_IT.isdisjoint(words))
        or ("that" in words and may_hold_other(words))
        or ("on" in words and not LISTS["goes"].isdisjoint(words))
    )


# "The generals are convinced that", as "believe that".
_CONVICTION = Cue("believe", "clause.belief", "s")
_NOISE = ["[", "]"]  # around what is heard in a recording: [shouting]
_DEMANDS = frozenset({"particle.for", "particle.on", "noun.frame=for"})

_Reader = Callable[[Words, int], Candidate | None]


def _by_word(*readings: tuple[Iterable[str], _Reader]) -> dict[str, tuple[_Reader, ...]]:
    """The readers of each word, in order."""
    found: dict[str, tuple[_Reader, ...]] = {}
    for words, reader in readings:
        for word in words:
            found[word] = (*found.get(word, ()), reader)
    return found


# How a word is read before it is tried as a verb, and behind that.
_BEFORE_VERBS = _by_word(
    (LISTS["hearsay_adjectives"], read_alleged), (LISTS["hearers"], read_spread),
    (LISTS["goes"], read_went_on), (LISTS["goes"], read_story), (["believed"], read_believed),
    (["ask"], read_asked), (LISTS["put_it"], read_put_it),
)  # fmt: skip
_BEHIND_VERBS = _by_word(
    (LISTS["has_it"], read_has_it), (NOUNS, read_noun), (["according"], read_according),
    (LISTS["hearsay"], read_hearsay), (LISTS["reads"], read_out), (_VIEWS, read_view),
)  # fmt: skip


def find_candidates(w: Words, headline: bool) -> Iterator[Candidate]:
    """Every cue of the sentence. In a headline capitals do not make a name."""
    that = len(w.words) - w.words[::-1].index("that") - 1 if "that" in w.words else -1  # the last one
    triggers = _TRIGGERS_BUT_VIEWS if _VIEW_SIGNS.isdisjoint(w.words) else TRIGGERS
    for i, word in enumerate(w.words):
        if word in triggers or (i < that and other_verb(w, i)):
            if w.words[i - 1 : i + 2 : 2] == _NOISE:
                continue
            found = _read_cue(w, i, headline)
        elif word in _LABEL_MARKS and _may_label(w, i, headline):
            found = read_headline(w, i)
        else:
            continue
        if found is not None:
            _describe(w, i, found)
            yield found


def _may_label(w: Words, mark: int, headline: bool) -> bool:
    """Whether a speaker may stand next to a mark: in a headline, or behind a dash at a sentence's end."""
    if not 0 < mark < len(w.words) - 1:
        return False
    return headline or (w.words[mark] not in ":-" and len(w.words) - mark < _SIGNED)


def _read_cue(w: Words, i: int, headline: bool) -> Candidate | None:
    """What token `i` proposes, read as the first kind of cue that it can be."""
    word = w.words[i]
    for read in _BEFORE_VERBS.get(word, ()):
        if found := read(w, i):
            return found
    cue = _verb_at(w, i, headline)
    if cue and (found := read_verb(w, i, cue, headline)):
        return found
    for read in _BEHIND_VERBS.get(word, ()):
        if found := read(w, i):
            return found
    return None


def _verb_at(w: Words, i: int, headline: bool) -> Cue | None:
    """What token `i` is as a verb. "Are convinced that" is one too; a name is none."""
    cue = _CONVICTION if _convinced(w, i) else VERBS.get(w.words[i])
    if cue is None:
        return other_verb(w, i)
    return cue if headline or not i or not w.bits[i] & t.NAME else None


def _convinced(w: Words, i: int) -> bool:
    """ "The generals are convinced that", "remains sure the dam will hold", but not "it is certain that"."""
    if not i or w.words[i] not in LISTS["convictions"] or i + 1 >= len(w.words):
        return False
    held = w.bits[i - 1] & (t.BE | t.ADV) or w.words[i - 1] in LISTS["remaining"]
    if not held or "it" in w.words[max(0, i - 3) : i]:
        return False
    opens = bool(w.bits[i + 1] & (t.DET | t.POSS | t.SUBJ | t.NAME))
    that = i + 1 if w.words[i + 1] != "for" else i + 3  # "have been afraid for months that"
    return w.words[that : that + 1] == ["that"] or (opens and complement(w, i + 1) == "clause")


def _describe(w: Words, i: int, c: Candidate) -> None:
    """What the features and the place of the cue at token `i` say of its content."""
    for told in map(_told_by, c.features):
        for name, value in told:
            setattr(c, name, value)
    if c.rule == "passive-report" and "subj=comma" in c.features:
        c.embedded = True  # "the army, accused of theft, has …"
    cue = VERBS.get(w.words[i])
    c.denies = cue is not None and cue.lemma in LISTS["denying"]
    c.opened = _opens(w, c)
    keep_in_parentheses(w, i, c)
    keep_in_insert(w, i, c)


@lru_cache(maxsize=1 << 12)
def _told_by(feature: str) -> tuple[tuple[str, bool | str], ...]:
    """The attributes of a candidate that one of its features tells, with their values."""
    name, _, value = feature.partition("=")
    told: list[tuple[str, bool | str]] = []
    if name == "tense":
        told.append(("tense", value))
    if feature in {"that", "noun.frame=that"}:
        told.append(("that", True))
    elif name == "noun.frame":
        told.append(("brief", True))
    if feature in {"comp=phrase", "particle.of", "particle.for"}:
        told.append(("phrase", True))
    if name == "under" or feature == "subj=rel":
        told.append(("embedded", True))
    if feature in _DEMANDS or feature.startswith("k=action."):
        told.append(("demand", True))
    return tuple(told)


def _opens(w: Words, c: Candidate) -> bool:
    """Whether the cue's clause stands before the main clause."""
    words, bits = w.words, w.bits
    before = c.hole[0] - 1
    if before < 1 and words[0] in LISTS["whatever"]:
        return True  # "Whatever the chairman says, the …"
    if c.tense == "ing" and bits[0] & t.ING and before < 8 and "," not in words[: before + 1]:
        return True  # "Waving signs saying no, the …"
    if c.tense == "ing" and before < 2 and (before < 0 or bits[before] & (t.PREP | t.SUB | t.ADV)):
        return True  # "In calling for calm, the …"
    participle = c.source is None and c.tense in {"past", "perfect"} and not c.trailing
    if participle and (before < 0 or (not before and words[0] == "having")):
        return True  # "Asked whether the well was dry, the …"
    if before < 0:
        return False
    if bits[before] & t.SUB and (before < 4 or words[before - 1] in ",—"):
        return not c.trailing
    if (
        not c.trailing
        and any(bits[k] & t.SUB for k in range(min(3, before)))
        and not any(words[k] in ",;:—–" or bits[k] & (t.QUOTE | t.THAT) for k in range(before + 1))
    ):
        return True  # "Just as the loss had the owners wondering about the roof, the …"
    if c.rule == "nominal-cue" and c.that and before < 8 and bits[0] & (t.PREP | t.ED):
        # "Despite X's assurance that …, the …"
        return not any(
            words[k] == "," or (bits[k] & t.FINITE and not bits[k] & t.NAME) for k in range(1, before + 1)
        )
    return False
