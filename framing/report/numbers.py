"""Numbers as readers meet them. Nothing here yields "nan": what is missing is a dash."""

from __future__ import annotations

import math

from framing import wording

DASH = "–"


def missing(value: object) -> bool:
    """Whether a table cell is empty: None, NaN or an infinity."""
    if value is None or isinstance(value, str):
        return value is None
    try:
        return not math.isfinite(value)  # type: ignore[arg-type]
    except TypeError:
        return False


def whole(value: object) -> str:
    """A count: 1234 as "1,234"."""
    return DASH if missing(value) else f"{int(value):,}"  # type: ignore[call-overload]


def share_of(count: object, total: object) -> str:
    """A count among others: "3 of 14", never broken between lines."""
    return f"{whole(count)}\u00a0of\u00a0{whole(total)}"


def decimal(value: object, places: int = 2) -> str:
    """A number with `places` decimals and a true minus sign; no minus before a rounded zero."""
    if missing(value):
        return DASH
    shown = f"{float(value):,.{places}f}"  # type: ignore[arg-type]
    return shown.lstrip("-") if float(shown.replace(",", "")) == 0 else shown.replace("-", "−")


def percent(value: object) -> str:
    """A share from 0 to 1 as "38 %"."""
    return DASH if missing(value) else wording.percent(float(value))  # type: ignore[arg-type]


def interval(low: object, high: object) -> str:
    """An interval of shares as "21–54 %"; empty where there is none."""
    if missing(low) or missing(high):
        return ""
    ends = (round(100 * float(low)), round(100 * float(high)))  # type: ignore[arg-type]
    return f"{ends[0]}–{ends[1]}\u00a0%"


def p_value(value: object) -> str:
    """A p-value with three decimals, "< 0.001" below that."""
    if missing(value):
        return DASH
    return "< 0.001" if float(value) < 0.001 else decimal(value, 3)  # type: ignore[arg-type]
