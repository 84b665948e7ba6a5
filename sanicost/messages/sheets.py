"""How each language says what the formulas of the sheets do."""

SHEET_PHRASES: dict[str, tuple[str, str]] = {
    "text": ("“{0}”", '"{0}"'),
    "and": ("、", ", "),
    "sum": ("{1} 共 {0} 项之和", "the sum of the {0} cells {1}"),
    "rows": ("{0} 行（{2}）的“{1}”之和", "the sum of {1} over {0} rows ({2})"),
    "rows_where": (
        "“{0}”为 {1} 的各行“{2}”之和（{3}）",
        "the sum of {2} where {0} is {1} ({3})",
    ),
    "countif": ("{0} 中为{1}的个数", "how many of {0} are {1}"),
    "count": ("{0} 中已填数字的个数", "how many of {0} hold a number"),
    "blank": ("因 {0} 尚未填写", "because nothing is entered yet: {0}"),
    "holds": ("因 {0}", "because {0}"),
    "holds_not": ("因不成立：{0}", "because it does not hold: {0}"),
    "link": ("取自 {0}", "taken from {0}"),
    "rounded": ("{0} 四舍五入到分", "{0}, rounded half up to the fen"),
    "rounded-inside": ("（{0} 四舍五入到分）", "({0} rounded to the fen)"),
    "rounded-to": ("（{0} 四舍五入到 {1} 位小数）", "({0} rounded to {1} decimals)"),
    "exact": ("恰为整分，无须取整", "whole fen; nothing is rounded"),
    "shown-rounded": ("{0} → {1}，仅为显示", "{0} → {1}, as shown only"),
    "input": ("经办人输入", "given by the officer"),
    "default": ("岗位表未填，取默认值", "not in the roster: the default"),
    "default-class": ("附件按岗位名称确定", "by the annex, from the title"),
    "default-pattern": (
        "岗位表未填，由默认工作制“{0}”得出",
        'not in the roster: follows from the usual work pattern, "{0}"',
    ),
    "pattern": ("由工作制“{0}”得出，工作制见", 'follows from the work pattern "{0}", given at'),
    "share-amount": (
        "本包组在共用费用中的分摊额，不是所填的数（按环卫用工基本成本分摊、最大余数法，"
        "算式见整个项目测算附件的附件5）；所填全额见",
        "this lot's share of a shared cost, not what was given (by basic cost, largest remainder; "
        "worked out in 附件5 of the whole tender's workbook); the whole is given at",
    ),
    "share-per": (
        "分摊额为合同期合计，计费周期由程序写入；全额的计费周期见",
        "the share is for the whole term, which the program wrote; how the whole is charged is "
        "given at",
    ),
    "engine": ("引擎独立算出的值，用于核对", "computed by the engine, to compare with"),
    "scenario": (
        "引擎按变动后的条件重新测算；用命令可得同一结果：sanicost whatif … {0}",
        "computed anew by the engine after the change; the same comes of: sanicost whatif … {0}",
    ),
    "scenario-alone": (
        "引擎按变动后的条件重新测算，见该表说明；没有等同的 whatif 设定",
        "computed anew by the engine after the change, see the remarks there; no one setting of "
        "whatif says the same",
    ),
    "constant": ("由程序写入", "written by the program"),
    "figure": ("参数", "a dated figure"),
    "segment": ("由计价期和高温月份得出", "follows from the period and the hot months"),
    "start": ("起始月：{0}", "first month: {0}"),
    "months": ("月数：{0}", "number of months: {0}"),
    "seniority_growth": ("工龄增长：{0}", "growth of seniority: {0}"),
    "capitals": ("大写所依据的金额", "the amount behind the capital numerals"),
    "correction": (
        "最大余数法的尾差（分）：按舍去部分从大到小补足，与四舍五入之差，使各包组分摊之和等于总额",
        "what the largest remainder adds to the rounded part, in fen: the lots whose cut-off parts "
        "are largest get the fen that are left, so that the parts add up",
    ),
}
