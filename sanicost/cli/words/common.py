"""What every command says."""

WORDS: dict[str, tuple[str, str]] = {
    "app": (
        "按穗府办规〔2024〕3号测算环卫用工成本和最高投标限价，精确到分。",
        "Price the labour cost and bid ceiling of a street-cleaning tender, exact to the fen.",
    ),
    "roster": (
        "岗位表：.xlsx、.yaml 或 .csv，或由本程序写出的工作簿",
        "the roster: .xlsx, .yaml or .csv, or a workbook that we wrote",
    ),
    "start": (
        "起始月份（默认：岗位表所写，否则下一个1月）",
        "first month (default: the roster's, else the next January)",
    ),
    "months": (
        "月数，1至120（默认：岗位表所写，否则 12）",
        "number of months, 1 to 120 (default: the roster's, else 12)",
    ),
    "as_of": ("把参数冻结在某月", "freeze the figures at a month"),
    "figures": ("覆盖参数的 YAML 文件", "a YAML file of overrides"),
    "refresh": (
        "岗位表为测算工作簿时，改用当前参数",
        "for a workbook as roster: today's figures in place of those that it carries",
    ),
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
    "help": ("显示帮助", "show this help"),
    "rests_on_provisional": (
        "所依据的参数中有 {count} 项为暂估，见 sanicost check。",
        "{count} of the figures used are provisional: see sanicost check.",
    ),
    "reads_carried": (
        "注意：{file} 是本程序写出的工作簿，按所载的“输入数据”测算；各表中手工改动的单元格不计入，"
        "请用 sanicost verify 核对。",
        "note: {file} is a workbook that we wrote and is priced from the inputs that it carries "
        "(输入数据); cells edited by hand are not taken. Check it with sanicost verify.",
    ),
    "written": ("已写出：{file}", "written: {file}"),
    "strict_refused": (
        "--strict：存在暂估参数或警告，没有写出任何文件。",
        "--strict: there are provisional figures or warnings; nothing was written.",
    ),
    "usage": ("用法有误：{found}", "wrong usage: {found}"),
    "usage_help": ("请看 {command} --help", "see {command} --help"),
    "lang_unknown": (
        "--lang 应为 zh 或 en，而不是“{found}”",
        '--lang takes zh or en, not "{found}"',
    ),
    "not_xlsx": ("-o 的文件名应以 .xlsx 结尾：{found}", "-o takes a name ending in .xlsx: {found}"),
    "bad_month": (
        "{option} 应为 YYYY-MM 形式的月份，而不是“{found}”",
        '{option} takes a month of the form YYYY-MM, not "{found}"',
    ),
    "bad_whole": (
        "{option} 应为 {least} 至 {most} 的整数，而不是“{found}”",
        '{option} takes a whole number from {least} to {most}, not "{found}"',
    ),
    "stdout_full": (
        "无法打印到标准输出：{found}。要写的文件已经写完。",
        "cannot print on standard output: {found}. Files that were to be written are whole.",
    ),
    "interrupted": ("已中断，没有留下半个文件。", "interrupted; no half-written file is left."),
    "bug": (
        "程序内部错误：{found}。请加 --debug 重试，并把输出发给维护者。",
        "an internal error: {found}. Run again with --debug and send the output.",
    ),
}
