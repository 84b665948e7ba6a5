"""verify."""

WORDS: dict[str, tuple[str, str]] = {
    "verify": (
        "核对测算工作簿：未被改动，或逐处列出改动。",
        "Compare a workbook that we wrote, cell by cell: untouched, or every edit.",
    ),
    "workbook": ("sanicost estimate 写出的工作簿", "a workbook that sanicost estimate wrote"),
}
