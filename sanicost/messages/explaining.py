"""What explain refuses, and what to ask instead."""

EXPLAINING: dict[str, tuple[str, str]] = {
    "explain-cell-malformed": (
        "“{found}”不是单元格。请写成 工作表!单元格，例如 附件3!F12；岗位请写序号和费用项，例如 3 环卫岗位津贴。",
        '"{found}" is no cell. Write SHEET!CELL, such as 附件3!F12, or a position with a line, '
        "such as 3 post_allowance.",
    ),
    "explain-sheet-unknown": (
        "没有唯一对应“{found}”的工作表。可选：{near}。请写全名、开头（如 附件3）或附件号。",
        'no single sheet goes by "{found}". There are: {near}. Give the whole name, its beginning '
        "(附件3) or the annex's number.",
    ),
    "explain-cell-empty": (
        "这个单元格是空的，没有可说明的数。请改问有数的单元格，例如 {near}。",
        "the cell is empty; there is nothing to explain. Ask for one with an amount, such as {near}.",
    ),
    "explain-cell-text": (
        "这个单元格是文字“{found}”，不是数。请改问有数的单元格，例如 {near}。",
        'the cell holds the text "{found}", no amount. Ask for one with an amount, such as {near}.',
    ),
    "explain-position-unknown": (
        "岗位表没有这个岗位（共 {count} 个）。请写序号 1 至 {count} 或岗位全名。相近的岗位：{near}。",
        "there is no such position; the roster has {count}. Give a number from 1 to {count} or a "
        "title. Near: {near}.",
    ),
    "explain-position-repeated": (
        "有几个岗位同名，请改写序号：{near}。",
        "several positions have this title. Give a number instead: {near}.",
    ),
    "explain-line-unknown": (
        "没有这个费用项。是否为：{near}？",
        "there is no such line. Did you mean: {near}?",
    ),
    "explain-line-absent": (
        "这个岗位没有{field}。请检查岗位表，或改问其他费用项。",
        "the position has no {field}. Check the roster, or ask for another line.",
    ),
    "explain-month-outside": (
        "{found} 不在计价期 {first} 至 {last} 之内。请改用其中的月份。",
        "{found} is not within the period {first} to {last}. Give a month within it.",
    ),
}
