"""The words of the help, in Chinese and English."""

from sanicost.messages import Lang

WORDS: dict[str, tuple[str, str]] = {
    "app": (
        "按穗府办规〔2024〕3号测算环卫用工成本和最高投标限价，精确到分。",
        "Price the labour cost and bid ceiling of a street-cleaning tender, exact to the fen.",
    ),
    "estimate": (
        "由岗位表测算最高投标限价，写出附件工作簿。",
        "Price a roster: the bid ceiling and its annex workbook.",
    ),
    "check": (
        "只检查岗位表，不写文件；通过即可测算。",
        "Check a roster without writing anything; it passes exactly when estimate would run.",
    ),
    "posts": (
        "查询附件中的岗位和等次。",
        "Search the annex: posts and their classes.",
    ),
    "standard": (
        "列出某月施行的全部参数及来源。",
        "List every figure in force in a month, with unit, source and standing.",
    ),
    "roster": (
        "岗位表：.xlsx、.yaml 或 .csv",
        "the roster: .xlsx, .yaml or .csv",
    ),
    "output": (
        "输出工作簿（默认：岗位表旁的 <名称>-测算.xlsx）",
        "the workbook to write (default: <name>-测算.xlsx beside the roster)",
    ),
    "start": ("起始月份（默认：下一个1月）", "first month (default: the next January)"),
    "months": ("月数，1至120（默认 12）", "number of months, 1 to 120 (default 12)"),
    "as_of": ("把参数冻结在某月", "freeze the figures at a month"),
    "figures": ("覆盖参数的 YAML 文件", "a YAML file of overrides"),
    "config": ("另用一套参数文件夹", "another folder of figures"),
    "json": ("在标准输出打印一份 JSON", "print one JSON document on standard output"),
    "force": ("允许覆盖已有文件", "overwrite an existing file"),
    "strict": (
        "有暂估参数或警告即以 1 退出，不写文件",
        "a provisional figure or a warning makes exit 1 and nothing is written",
    ),
    "debug": ("出错时显示技术细节", "show technical details of an error"),
    "version": ("显示版本", "show the version"),
    "lang": ("界面语言：zh 或 en（默认随系统）", "language: zh or en (default: the locale)"),
    "text": ("岗位名称的一部分", "part of a post's name"),
    "on": ("月份（默认：本月）", "the month (default: this one)"),
    "help": ("显示帮助", "show this help"),
    "written": ("已写出：{file}", "written: {file}"),
    "next_provisional": (
        "下一步：核实上列暂估参数，在 figures 中写明来源后重算；再打印签字。",
        "Next: confirm the provisional figures above, give them under figures, and run again.",
    ),
    "next_clean": (
        "下一步：打开工作簿核对，打印、签字、归档。",
        "Next: open the workbook, check it, print and sign it.",
    ),
    "strict_refused": (
        "--strict：存在暂估参数或警告，没有写出任何文件。",
        "--strict: there are provisional figures or warnings; nothing was written.",
    ),
    "check_passed": ("通过：可以测算。", "passed: estimate will run."),
    "usage": ("用法有误：{found}", "wrong usage: {found}"),
    "usage_help": ("请看 sanicost --help", "see sanicost --help"),
    "lang_unknown": (
        "--lang 应为 zh 或 en，而不是“{found}”",
        '--lang takes zh or en, not "{found}"',
    ),
    "not_xlsx": ("-o 的文件名应以 .xlsx 结尾：{found}", "-o takes a name ending in .xlsx: {found}"),
    "bad_month": ("不是 YYYY-MM 形式的月份：{found}", "not a month of the form YYYY-MM: {found}"),
    "interrupted": ("已中断，没有留下半个文件。", "interrupted; no half-written file is left."),
    "bug": (
        "程序内部错误：{found}。请加 --debug 重试，并把输出发给维护者。",
        "an internal error: {found}. Run again with --debug and send the output.",
    ),
    "not_known": ("不详，须由经办人提供", "not known: to be supplied"),
    "none": ("无", "none"),
    "no_posts": ("附件中没有匹配的岗位。", "no post of the annex matches."),
}


def word(name: str, lang: Lang, **params: str) -> str:
    """Return a phrase of the interface."""
    chinese, english = WORDS[name]
    return (chinese if lang == "zh" else english).format(**params)
