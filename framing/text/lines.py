"""What a single line of a document looks like: a name, a date, a sentence, an entry of a list.

The words looked for are data, in ``zone_cues.toml``.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Final

CUES: Final = tomllib.loads(files("framing.text").joinpath("zone_cues.toml").read_text("utf-8"))
_SENTENCE_STOPS: Final = frozenset(".!?…。！？؟।")
CLOSERS: Final = "\"'”’»›」』)]*_ "
OPENING_MARKS: Final = frozenset("\"“„«「『‘'")
CLOSING_MARKS: Final = frozenset("\"”“»」』’'")
BULLETS: Final = frozenset("-–—•*·▪◦●■►‣+➜→➔➤✓✔")
LONG: Final = 200  # characters; a longer paragraph is neither headline nor subhead nor a line of a list
SAYS_I: Final = re.compile(r"\bI\b")
# Who took a picture, and for whom: Ida Marr/AP Photo, Ida Marr via Reuters
_CREDIT: Final = re.compile(
    rf"(?:/ ?|\bvia )(?:{'|'.join(CUES['boilerplate']['agencies'])})(?: Photo| Images)?\)?\Z"
)
_CREDIT_LINE: Final = 80  # characters at most
_EMAIL_OR_PHONE: Final = re.compile(r"\S@\S+\.\w|\+?\(?\d[\d ()./-]{7,}\d")
_DIGIT: Final = re.compile(r"\d")
# [p. 4], Page 1 of 2, – 8 –, [Page 47 — The Quarterly]
_PAGE_MARK: Final = re.compile(
    r"\[(?:pp?\.|pg\.?|page|seite|página) ?\d{1,4}\b[^\]]{0,60}\]|[–—-] ?\d{1,4} ?[–—-]"
    r"|\(?(?:pp?\.|pg\.?|page|seite|página) ?\d{1,4}(?: ?(?:of|/|von|de) ?\d{1,4})?\)?",
    re.IGNORECASE,
)
_RUNNING_HEAD: Final = re.compile(r"\S.*\s{4}\d{1,4}|\d{1,4}\s{4}.*\S|\d{1,4}")
# Lida, 34, seamstress; Old Tam (83)
_AGED: Final = re.compile(
    r"\A(?:[–—-] ?)?[A-Z][\w’'-]+(?: [A-Z][\w.’'-]*){0,3}(?:, (?:aged )?| \()[1-9]\d\b(?!\d)"
)
# Ann Smith, 71, at her home: a picture shows her.
_SHOWN: Final = re.compile(rf"(?<!\w)(?:{'|'.join(CUES['captions']['shown'])})\b")
_CAPTION: Final = re.compile(rf"(?<!\w)(?:{'|'.join(CUES['captions']['phrases'])})(?!\w)", re.IGNORECASE)
_NAME_LINE: Final = 120  # characters of a line that names who speaks
_CONTAINS: Final = tuple(CUES["boilerplate"]["contains"])
_TITLES: Final = tuple(CUES["boilerplate"]["titles"])
_MENU: Final = frozenset(CUES["boilerplate"]["menu"]).union(CUES["boilerplate"]["whole"])
_ROWS: Final = tuple(CUES["boilerplate"]["rows"])
_COLUMNS: Final = re.compile(r"\s+[|·•]\s+|\s{2,}|\]\s*")
_CRUMBS: Final = tuple(CUES["boilerplate"]["crumbs"])
# 48,211 have signed; 1,047 signatures; 12 comments   Sign in
_COUNTER: Final = re.compile(
    r"\d(?:[\d,. ]*(?:\d|k))? (?:(?:people |supporters )?(?:have |has )?(?:already )?signed"
    r"|supporters|signatures)(?:[.!]|\Z)|\d[\d,.]* comments?(?:\s{2,}|\Z)"
)
_LINKED: Final = tuple(CUES["boilerplate"]["linked"])
_DATE_WORDS: Final = frozenset(CUES["front"]["date_words"])
_BEFORE_NAMES: Final = frozenset("-–—(“\"'‘«[*_~•")
_NO_NAMES: Final = frozenset(CUES["names"]["no_names"])
_OF_SENTENCES: Final = frozenset(CUES["names"]["of_sentences"])
SMALL: Final = frozenset(CUES["names"]["small"])


def folded(phrase: str) -> str:
    """Without case and with straight apostrophes, as cues are compared."""
    return phrase.casefold().replace("’", "'")


def name_share(line: str) -> float:
    """How much of a line is capitalised as in a name: 0 to 1. Words without case count as capitalised."""
    good = bad = 0
    for token in line.split():
        word = token.lstrip("(“\"'‘«[-–—•*·#")
        if not word or not word[0].isalpha():
            bad += word[:1].isdigit() and good > 0
        elif word[0].islower():
            plain = word.rstrip(",;.)").casefold()
            if plain not in SMALL and plain[:2] not in ("d'", "l'", "d’", "l’"):
                bad += 1
        else:
            good += 1
    return good / (good + bad) if good else 0.0


def is_entry(line: str, stop: bool) -> bool:
    """Whether a line can stand in a list of signatories."""
    if len(line) > LONG:
        return False
    if (stop and line[-1] in _SENTENCE_STOPS) or len(line) > 120:
        return name_share(line) >= 0.6
    return True


def is_run_on_list(line: str) -> bool:
    """Names in one paragraph, with commas or semicolons between them."""
    part = line[:2_000]
    separators = part.count(",") + part.count(";") + part.count("，") + part.count("、") + part.count("|")
    words = part.count(" ") + 1
    return separators >= max(2, words / 7) and name_share(part) >= 0.7


def is_furniture(line: str) -> bool:
    """A short line that belongs to the page and not to the text."""
    plain = line.casefold()
    if plain.startswith(_TITLES):
        return False
    if line[-1] not in ".!?" and len(line) <= _CREDIT_LINE and _CREDIT.search(line):
        return True
    if any(map(plain.__contains__, _CONTAINS)) or plain.endswith(_LINKED) or plain.startswith(_CRUMBS):
        return True
    if ("  " in line or " | " in line or " · " in line) and links_in_row(line) > 1:
        return True
    # A line of mere address: little is left of it without the address.
    if len(line) >= 90 or '"' in line or "“" in line or not ("@" in line or _DIGIT.search(line)):
        return False
    return _EMAIL_OR_PHONE.search(line) is not None


def links_in_row(line: str) -> int:
    """How many parts of a row of at least three, or of nothing else, are links: "Share   Print" has two."""
    parts = [part.partition(" (")[0].strip(" []|·•↑") for part in _COLUMNS.split(folded(line))]
    found = sum(part in _MENU for part in parts) + 2 * parts[0].startswith(_ROWS)
    return found if len(parts) > 2 or found == len(parts) > 1 else 0


def is_counter(line: str) -> bool:
    """Whether a line counts who has signed a petition: "48,211 have signed. Let's get to 50,000!"."""
    return line[0].isdigit() and len(line) <= 80 and _COUNTER.match(line) is not None


def is_page_mark(line: str) -> bool:
    """A line that only numbers a page: "[p. 4]", "Page 1 of 2", "– 8 –"."""
    return len(line) <= 80 and _PAGE_MARK.fullmatch(line) is not None


def may_be_page_mark(line: str) -> bool:
    """A line that a page break leaves, if the sentence before goes on behind it: "The Quarterly      47"."""
    return is_page_mark(line) or (len(line) <= 160 and _RUNNING_HEAD.fullmatch(line) is not None)


def is_date(line: str) -> bool:
    """A line of date and time, at most with a place before it."""
    if len(line) > 80 or not _DIGIT.search(line):
        return False
    strange = known = 0
    for token in line.casefold().replace("/", " ").split():
        word = token.strip(".,:;()|-–—[]•·")
        if not word or word in _DATE_WORDS or word[0].isdigit():
            known += bool(word) and (word[0].isdigit() or len(word) > 2)
        else:
            strange += 1
    return strange == 0 or (strange <= 2 and known >= 3 and len(line) < 50 and line[-1] not in ".?!")


def is_line(line: str, stop: bool) -> bool:
    """A short line that is no sentence of a paragraph: not cut off, no bullet, no end of a sentence."""
    if len(line) > LONG or line[0].islower() or line[0] in BULLETS:
        return False
    if "(@" in line and line[-1].isdigit():
        return False  # a message that was copied with its address and date
    if stop:  # a question may be a heading, but most questions are sentences of the text
        return line.rstrip(CLOSERS)[-1:] in ("?", "？")
    return any(map(str.isalpha, line[:20]))


def is_prose(line: str, stop: bool) -> bool:
    """Whether a line is running text: long, or a sentence of some length. `stop`: it ends with a mark."""
    return (stop and len(line) > 45) or len(line) > 150 or line[-1] in "。！？"


def is_name(line: str) -> bool:
    """A line such as "Ann Smith" or "Ann Smith, head of the Harbour League"."""
    first, comma, _ = line.replace("|", ",").replace(";", ",").partition(",")
    words = line.split()
    return (
        2 <= len(words) <= 16
        and line[-1] not in "?？"
        and words[0] not in _NO_NAMES
        and (words[0][0].isalpha() or words[0][0] in _BEFORE_NAMES)
        and tells_nothing(line)
        and (
            name_share(line) >= 0.75
            or (bool(comma) and 2 <= len(first.split()) <= 5 and name_share(first) == 1.0)
        )
    )


def tells_nothing(line: str) -> bool:
    """Whether a line has none of the verbs and pronouns that make it a sentence or a caption."""
    return _OF_SENTENCES.isdisjoint(line.split())


def is_aged(line: str) -> bool:
    """Whether a line names somebody with their age: "Lida, 34, seamstress"."""
    aged = _AGED.match(line) if len(line) <= _NAME_LINE and line[-1] not in ".!?:" else None
    if aged is None or _SHOWN.search(line, aged.end()) or not tells_nothing(line):
        return False
    month = line[aged.end() :].strip(" .)")[:1].isalpha()  # Stell, 23 November 2031
    return not (month and is_date(line[aged.end() - 2 :]))


def is_caption(line: str) -> bool:
    """Whether a short line tells what a picture shows: "Ida Marr (left)", "Lida, 34, at her home"."""
    aged = _AGED.match(line)
    return _CAPTION.search(line) is not None or (aged is not None and not is_aged(line))


def can_be_pulled(line: str) -> bool:
    """Whether a line may be a pull quote: a sentence or a quotation of some length."""
    if not 25 < len(line) <= 400 or line[0] in BULLETS:
        return False
    return is_marked(line) or line.rstrip(CLOSERS)[-1:] in _SENTENCE_STOPS


def is_marked(line: str) -> bool:
    """Whether a paragraph stands in quotation marks from its first to its last character."""
    return line[0] in OPENING_MARKS and line[-1] in CLOSING_MARKS
