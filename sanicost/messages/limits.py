"""Why a roster is refused for its size, or for a period beyond the calendar."""

LIMITS: dict[str, tuple[str, str]] = {
    "period-too-late": (
        "自 {start} 起 {months} 个月，超出公历 9999 年。请改正起始月份或月数。",
        "{months} months from {start} on end after the year 9999. Correct start or months.",
    ),
    "positions-too-many": (
        "共有 {found} 个岗位，一份岗位表最多 {most} 个。请拆分岗位表，分别测算。",
        "{found} positions are more than the {most} of one roster. Split the roster.",
    ),
}
