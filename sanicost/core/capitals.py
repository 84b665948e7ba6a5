"""大写: amounts in the capital numerals of Chinese accounts."""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_GROUP = 10_000


def in_capitals(fen: int) -> str:
    """Return an amount of fen in capital numerals (specification §7).

    A zero inside the yuan is written once; between yuan and fen only where the jiao are missing;
    整 closes an amount without fen.

    >>> in_capitals(334468958), in_capitals(140950), in_capitals(100505)
    ('叁佰叁拾肆万肆仟陆佰捌拾玖元伍角捌分', '壹仟肆佰零玖元伍角整', '壹仟零伍元零伍分')
    """
    yuan, rest = divmod(fen, 100)
    jiao, last = divmod(rest, 10)
    text = f"{_whole(yuan)}元" if yuan else ""
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif last and yuan:
        text += _DIGITS[0]
    if last:
        return f"{text}{_DIGITS[last]}分"
    return f"{text or '零元'}整"


def _whole(yuan: int) -> str:
    """Return whole yuan, group by group of four digits, the highest first."""
    groups: list[int] = []
    while yuan:
        yuan, group = divmod(yuan, _GROUP)
        groups.append(group)
    text = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            continue
        # A group below a thousand, or one after empty groups, is joined by a single zero.
        skipped = place + 1 < len(groups) and not groups[place + 1]
        if text and (group < _GROUP // 10 or skipped):
            text += _DIGITS[0]
        text += _group(group) + _GROUPS[place]
    return text


def _group(number: int) -> str:
    """Return four digits with their units; inner zeros are written once, trailing ones not."""
    text, pending = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += (_DIGITS[0] if pending else "") + _DIGITS[digit] + _UNITS[place]
        pending = bool(text) and (not digit)
    return text
