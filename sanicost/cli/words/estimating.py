"""estimate and check."""

WORDS: dict[str, tuple[str, str]] = {
    "estimate": (
        "由岗位表测算最高投标限价，写出附件工作簿。",
        "Price a roster: the bid ceiling and its annex workbook.",
    ),
    "check": (
        "只检查岗位表，不写文件；通过即可测算。",
        "Check a roster without writing anything; it passes exactly when estimate would run.",
    ),
    "output": (
        "输出工作簿（默认：岗位表旁的 <名称>-测算.xlsx）",
        "the workbook to write (default: <name>-测算.xlsx beside the roster)",
    ),
    "output_ignored": (
        "与 estimate 相同，在此不起作用：check 不写文件",
        "as for estimate, without effect here: check writes nothing",
    ),
    "next_provisional": (
        "下一步：核实上列暂估参数，在 figures 中写明来源后重算；再打印签字。",
        "Next: confirm the provisional figures above, give them under figures, and run again.",
    ),
    "next_clean": (
        "下一步：打开工作簿核对，打印、签字、归档。",
        "Next: open the workbook, check it, print and sign it.",
    ),
    "check_passed": ("通过：可以测算。", "passed: estimate will run."),
}
