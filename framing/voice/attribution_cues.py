"""What each cue in a sentence proposes: where its speaker stands and where its content may lie."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from framing.voice import scope_tokens as t
from framing.voice.attribution_nouns import read_noun
from framing.voice.attribution_phrases import (
    phrase_end,
    read_according,
    read_has_it,
    read_headline,
    read_hearsay,
    read_put_it,
    read_view,
)
from framing.voice.attribution_verbs import read_verb
from framing.voice.candidate import Candidate
from framing.voice.scope_cues import LISTS, NOUNS, PHRASE_OPENERS, PHRASES, VERBS
from framing.voice.scope_tokens import Words

TRIGGERS = (
    VERBS.keys() | NOUNS.keys() | PHRASE_OPENERS | {"according"}
    | LISTS["put_it"] | LISTS["hearsay"] | LISTS["hearsay_adjectives"]
    | LISTS["prepositions"] | LISTS["short"] | LISTS["has_it"]
)  # fmt: skip
HEADLINE_MARKS = ":—–"
# A sentence without any of these words holds no cue; "put it" and "has it" need an "it" besides.
_SIGNS = (
    VERBS.keys() | NOUNS.keys() | {"according"} | LISTS["hearsay"] | LISTS["hearsay_adjectives"]
    | LISTS["nouns"] | LISTS["short"] | {max(phrase, key=len) for phrase in PHRASES}
)  # fmt: skip
_SIGNS_WITH_IT = LISTS["put_it"] | LISTS["has_it"]


def may_hold_cue(words: Collection[str]) -> bool:
    """A quick look whether a sentence with these `plain_words` can hold a cue, but for a headline's colon."""
    return not _SIGNS.isdisjoint(words) or ("it" in words and not _SIGNS_WITH_IT.isdisjoint(words))


_DEMANDS = frozenset({"particle.for", "particle.on", "noun.frame=for"})


def find_candidates(w: Words, headline: bool) -> Iterator[Candidate]:
    """Every cue of the sentence. In a headline capitals do not make a name."""
    words, bits = w.words, w.bits
    n = len(words)
    for i, word in enumerate(words):
        if word not in TRIGGERS and not (headline and bits[i] & t.PUNCT):
            continue
        found: Candidate | None = None
        cue = VERBS.get(word)
        if word in LISTS["put_it"] and i + 1 < n and words[i + 1] == "it":
            found = read_put_it(w, i)
        if found is None and cue is not None and (headline or not i or not bits[i] & t.NAME):
            found = read_verb(w, i, cue, headline)
        if word in LISTS["has_it"] and i and words[i + 1 : i + 2] == ["it"]:
            found = read_has_it(w, i)
        if found is None and word in NOUNS:
            found = read_noun(w, i)
        elif word == "according" and i + 1 < n and words[i + 1] == "to":
            found = read_according(w, i)
        elif word in LISTS["hearsay"]:
            found = read_hearsay(w, i)
        elif word in LISTS["hearsay_adjectives"] and i + 1 < n and (
            not bits[i + 1] & (t.PUNCT | t.PREP | t.THAT | t.DET | t.TO) or bits[i + 1] & t.NAME
        ):  # fmt: skip
            found = Candidate(
                "hearsay", (i, i + 1), None, -1, i + 1, (i, i + 1), [], fixed=True, high=phrase_end(w, i + 1)
            )
        elif word in PHRASE_OPENERS or word in LISTS["prepositions"] or word in LISTS["short"]:
            found = read_view(w, i)
        elif headline and bits[i] & t.PUNCT and word in HEADLINE_MARKS and 0 < i < n - 1:
            found = read_headline(w, i)
        if found is not None:
            for feature in found.features:
                if feature == "that" or feature == "noun.frame=that":
                    found.that = True
                if feature == "comp=phrase":
                    found.phrase = True
                if feature[:11] == "noun.frame=" and feature != "noun.frame=that":
                    found.brief = True
                if feature[:6] == "tense=":
                    found.tense = feature[6:]
                elif feature[:6] == "under=" or feature == "subj=rel":
                    found.embedded = True
                elif feature == "subj=comma" and found.rule == "passive-report":
                    found.embedded = True  # "the army, accused of theft, has …"
            _keep_in_parentheses(w, i, found)
            found.demand = any(f in _DEMANDS or f[:9] == "k=action." for f in found.features)
            found.denies = cue is not None and cue.lemma in LISTS["denying"]
            before = found.hole[0] - 1
            if (
                found.tense == "ing"
                and before < 2
                and (before < 0 or bits[before] & (t.PREP | t.SUB | t.ADV))
            ):
                found.opened = True  # "In calling for calm, the …"
            elif before >= 0 and bits[before] & t.SUB and (before < 4 or words[before - 1] in ",—"):
                found.opened = not found.trailing
            elif (
                not found.trailing
                and before > 0
                and any(bits[k] & t.SUB for k in range(min(3, before)))
                and not any(words[k] in ",;:—–" or bits[k] & (t.QUOTE | t.THAT) for k in range(before + 1))
            ):
                found.opened = True  # "Just as the loss had the owners wondering about the roof, the …"
            elif found.rule == "nominal-cue" and found.that and 0 <= before < 8 and bits[0] & (t.PREP | t.ED):
                # "Despite X's assurance that …, the …"
                found.opened = not any(
                    words[k] == "," or (bits[k] & t.FINITE and not bits[k] & t.NAME)
                    for k in range(1, before + 1)
                )
            yield found


def _keep_in_parentheses(w: Words, i: int, c: Candidate) -> None:
    """What is said between parentheses ends with them: "(he was said to have fled)"."""
    words = w.words
    low = next((k for k in range(i - 1, max(-1, i - 16), -1) if words[k] in "()"), -1)
    if low >= 0 and words[low] == "(":
        c.high = min(c.high, next((k for k in range(i + 1, len(words)) if words[k] == ")"), c.high))
