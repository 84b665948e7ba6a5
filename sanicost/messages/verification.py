"""What verify says: the kinds of edits, and the frame around them."""

KINDS: dict[str, tuple[str, str]] = {
    "sheet-added": ("多出的工作表", "a sheet was added"),
    "sheet-removed": ("工作表被删除", "the sheet was removed"),
    "sheet-renamed": ("工作表被改名", "the sheet was renamed"),
    "sheet-moved": ("工作表被移动", "the sheet was moved"),
    "sheet-hidden": ("工作表被隐藏", "the sheet was hidden"),
    "row-inserted": ("插入的行", "a row was inserted"),
    "row-deleted": ("行被删除", "a row was deleted"),
    "row-hidden": ("行被隐藏", "the row was hidden"),
    "column-inserted": ("插入的列", "a column was inserted"),
    "column-deleted": ("列被删除", "a column was deleted"),
    "column-hidden": ("列被隐藏", "the column was hidden"),
    "value": ("内容被改", "the value was changed"),
    "formula": ("公式被改", "the formula was changed"),
    "formula-replaced": ("公式被换成数值或删除", "the formula was replaced by a value"),
    "formula-added": ("数值被换成公式", "the value was replaced by a formula"),
    "cached-value": ("公式未变，结果不同", "the formula is the same, its result another"),
    "format": (
        "数字格式显示的不是单元格里的数",
        "the number format shows something else than the cell holds",
    ),
    "footer": ("页脚被换，没有输入哈希", "the footer was replaced and lacks the input hash"),
    "carried-input": ("携带的输入被改", "the carried inputs were changed"),
}
WORDS: dict[str, tuple[str, str]] = {
    "untouched": (
        "未改动：每个单元格都与写出时一致。",
        "untouched: every cell is as it was written.",
    ),
    "touched": ("有 {count} 处与写出时不同：", "differences from what was written: {count}"),
    "following": (
        "其中 {count} 处只是公式的结果不同，多半随其他改动而来。",
        "{count} of them are mere results of formulas, and most likely follow from the others.",
    ),
    "more": ("  … 另有 {count} 处（--json 列出全部）", "  … and {count} more (--json lists all)"),
    "found": ("现为", "found"),
    "expected": ("应为", "expected"),
    "source": ("出自", "from"),
    "nothing": ("（无）", "(nothing)"),
    "none_moved": (
        "测算所用参数与当前参数一致。",
        "no figure has moved since.",
    ),
    "moved": (
        "测算之后已变的参数（重算请用 estimate --refresh）：",
        "figures that have moved since (estimate --refresh takes today's):",
    ),
    "moved_one": (
        "{figure} {month} 起：测算时 {carried}，现为 {today}",
        "{figure} from {month}: {carried} then, {today} today",
    ),
}
