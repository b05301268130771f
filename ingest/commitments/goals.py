"""By when and how much: the target year and the figure in a commitment's words."""

from __future__ import annotations

import re

_YEAR = re.compile(r"(?<![\d.,–-])((?:19|20|21)\d\d)(?![\d%])(?! (?:ton|kr|kronor|kW|MW|meter|km|personer|st)\b)")
_RANGE = re.compile(r"((?:19|20)\d\d)\s?[–-]\s?((?:19|20|21)\d\d)\b")
_ISO_DATE = re.compile(r"\b((?:19|20|21)\d\d)-\d\d-\d\d\b")
# What stands before a year that something is to be done by, a year that it is compared with or begins, and a name.
_BY = re.compile(
    r"(?:senast(?: (?:i|under|vid|den|år))*|till(?: och med)?(?: (?:år|utgången av|slutet av))*|t\.o\.m\.|"
    r"före(?: (?:utgången|slutet) av)?|innan|fram till|utgången av|slutet av|vid|inom|under|år|i|"
    r"senast den \d{1,2} \w+|den \d{1,2} \w+|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|"
    r"november|december)\s*$",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"(?:jämfört med|jämfört mot|mot|sedan|från(?: och med)?|fr\.o\.m\.|basåret?|än|utifrån|ursprungligen|"
    r"från och med (?:säsongen|året|hösten|våren)|nivån?(?: år)?|nivå)(?: (?:basåret|år|åren|nivån|nivåerna))?\s*$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:[Kk]limatkontrakt|[Aa]genda|[Aa]vtal|[Pp]rogram|[Ll]ag|[Mm]ålet|\((?:\d{4}:\d+)?)\s*$")
_AFTER = re.compile(r"\s?års\b|:\d")
_CLAUSE_ENDS = re.compile(r"\s*(?:[.,;:)]|$)|\s+(?:och|ska|skall|kommer)\b")

_NUMBER = r"(?:\d{1,3}(?:[ \u00a0]\d{3})+|\d+)(?:,\d+)?(?:[–-]\d+(?:,\d+)?)?"
_UNIT = (
    r"(?:procent(?:enheter)?|%|[kMGT]?Wh?|[kMGT]Wp|ton(?: \w+)?|kg|kilo\w*|km|kilometer|meter|m[²2]|kvadratmeter|"
    r"hektar|kronor|kr|mkr|tkr|miljon(?:er)? kronor|miljarder kronor|gånger(?: (?:per|om) \w+)?|år)"
)
_HEDGE = r"(?:(?:minst|högst|under|över|cirka|omkring|upp till|mer än|mindre än|sammanlagt) )?"
_QUANTITY = re.compile(rf"{_HEDGE}(?<![\d.,]){_NUMBER} ?{_UNIT}(?!\w)(?: \w+ per \w+| per \w+)?", re.IGNORECASE)
_COUNT = re.compile(
    rf"{_HEDGE}(?<![\d.,–-])(?:{_NUMBER}) (?:(?:nya|stycken) )?(?!och\b|eller\b|till\b|i\b|ska\b)[a-zåäö]\w+"
)
_SHARE = re.compile(
    r"(?:minst |högst )?(?:en (?:halv|tredjedel|fjärdedel|femtedel|tiondel)\b|hälften av \w+(?: \w+)?|"
    r"(?:två|tre|fyra) (?:tredjedelar|fjärdedelar|femtedelar))",
    re.IGNORECASE,
)
_MONTHS = frozenset("januari februari mars april maj juni juli augusti september oktober november december".split())


def due_year(text: str) -> int | None:
    """The year by which the text says that something is to be done; None when it names none.

    A year that is compared with, that something begins in, or that belongs to a name (`Klimatkontrakt 2030`) is not
    one. Of several the last counts that has words such as `senast` or `till` before it; without them a year counts at
    the end of a clause alone, where it is no number of things.
    """
    years = [(int(found[1]), text[: found.start()], text[found.end() :]) for found in _YEAR.finditer(text)]
    years += [(int(found[2]), "till ", "") for found in _RANGE.finditer(text)]
    years += [(int(found[1]), "senast ", "") for found in _ISO_DATE.finditer(text)]
    fitting = [
        (year, bool(_BY.search(before)), bool(_CLAUSE_ENDS.match(after)))
        for year, before, after in years
        if not _BASE.search(before) and not _NAMED.search(before) and not _AFTER.match(after)
    ]
    said = [year for year, is_said, _ in fitting if is_said]
    return max(said or [year for year, _, is_last in fitting if is_last], default=None)


def measurable(text: str) -> str:
    """The figure with its unit, or the share, that the text can be held to; "" when there is none."""
    for pattern in (_QUANTITY, _COUNT, _SHARE):
        for found in pattern.finditer(text):
            if not _is_date(found.group()):
                return found.group().strip()
    return ""


def _is_date(words: str) -> bool:
    return words.rsplit(maxsplit=1)[-1].lower() in _MONTHS or bool(re.match(r"(?:under |över )?(?:19|20)\d\d\b", words))
