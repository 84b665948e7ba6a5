"""tender."""

WORDS: dict[str, tuple[str, str]] = {
    "tender": (
        "由岗位表写出整套招标文件附件：测算附件、空白报价表、用工成本条款、清单。",
        "Write the whole tender pack into a new folder: workbook, bid form, clauses, manifest.",
    ),
    "folder": ("要写出的新文件夹", "the new folder to write"),
    "replace": ("替换先前的整套文件", "replace an earlier pack"),
    "split": (
        "另按包组（lot）或镇街（street）各写一本工作簿",
        "write a workbook for each lot or each street as well: lot or street",
    ),
    "bad_split": (
        "--split 应为 lot 或 street，而不是“{found}”",
        '--split takes lot or street, not "{found}"',
    ),
    "parts_written": ("{folder}/：{count} 本工作簿", "{folder}/: {count} workbooks"),
    "parts_of_lot": (
        "每个包组另有一份只载本包组数额的条款。",
        "Each lot has clauses of its own with the lot's own amounts.",
    ),
    "parts_of_street": (
        "分镇街的工作簿只含基本成本和激励性分配；其他费用、费率和限价属于包组（整个项目）。",
        "The workbooks of streets hold basic cost and incentives; other costs, rates and the "
        "ceiling belong to the lots, or to the whole tender.",
    ),
    "tender_provisional": (
        "下一步：核实上列暂估参数，在 figures 中写明来源后用 --force 重写；在此之前不要发出。",
        "Next: confirm the provisional figures above, give them under figures, and run again with "
        "--force; send nothing out before.",
    ),
    "tender_clean": (
        "下一步：填写条款中【】内的事项，核对测算附件后签字；空白报价表随招标文件发给投标人。",
        "Next: decide what the clauses leave open in 【】, check and sign the workbook, and send "
        "the blank bid form out with the tender.",
    ),
}
