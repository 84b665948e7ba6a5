"""Why a roster is refused: what was found, what is expected, what to do."""

PROBLEMS: dict[str, tuple[str, str]] = {
    "figure-unknown": (
        "{month} 没有已知的参数“{zh}”（{figure}）。请在 figures（或 --figures 文件、参数表）中"
        "给出它的 value、source、reason 后重试。",
        '{month} has no known value of "{en}" ({figure}). Give it under figures (or in a '
        "--figures file, or the sheet 参数) with value, source and reason.",
    ),
    "base-wage-below-standard": (
        "基础工资 {found} 元低于 {month} 的标准 {least} 元，差 {gap} 元（三(一)：不低于最低工资"
        "标准的规定倍数）。请提高，或留空采用标准。",
        "base wage {found} is below the {least} yuan of {month}, short by {gap} (clause 三(一)). "
        "Raise it, or leave it blank for the standard.",
    ),
    "holiday-money-below-standard": (
        "节日慰问金 {found} 元/年低于标准 {least} 元，差 {gap} 元（三(五)，{month}）。请提高或留空。",
        "holiday money {found} a year is below {least} yuan, short by {gap} (clause 三(五), "
        "{month}). Raise it or leave it blank.",
    ),
    "housing-fund-rate-outside-limits": (
        "公积金单位比例 {found} 应在 {least} 至 {most} 之间（三(八)）。请改正或留空。",
        "housing fund rate {found} must lie between {least} and {most} (clause 三(八)). Correct "
        "it or leave it blank.",
    ),
    "days-without-overtime-pay": (
        "全年工作 {days} 天，计薪只覆盖 {paid} 天，有 {gap} 天没有加班工资（三(六)，{month}）。"
        "请减少月工作天数，或增加休息日、法定节假日加班天数。",
        "{days} days are worked a year but only {paid} are paid for: {gap} days without overtime "
        "pay (clause 三(六), {month}). Lower the work days or raise the paid days.",
    ),
    "override-lowers-law": (
        "覆盖值 {found} 低于 {month} 的法定值 {least}（{clause}，{source}）。不得降低，请删除或提高。",
        "the override {found} of {figure} is below the law's {least} of {month} ({clause}, "
        "{source}). Remove or raise it.",
    ),
    "amount-too-large": (
        "金额 {found} 元超出电子表格能精确保存的范围（{most} 元）。请核对人数和金额，或拆分岗位表。",
        "the amount {found} is beyond what a cell holds exactly ({most} yuan). Check headcounts "
        "and amounts, or split the roster.",
    ),
    "text-expected": (
        "应为文字，而不是“{found}”。请改为文字。",
        'text is expected, not "{found}". Write text.',
    ),
    "control-character": (
        "文字中含有不可见的控制字符 {found}。请重新输入这一格。",
        "the text holds the invisible character {found}. Type it again.",
    ),
    "text-too-long": (
        "文字有 {found} 个字，最多 {most} 个。请缩短。",
        "the text has {found} characters, {most} at most. Shorten it.",
    ),
    "not-a-number": (
        "“{found}”不是数字。请填写一个数字。",
        '"{found}" is not a number. Write a number.',
    ),
    "too-many-decimals": (
        "“{found}”的小数位过多，最多 {most} 位。请四舍五入后填写。",
        '"{found}" has too many decimals; {most} at most. Round it.',
    ),
    "not-whole": ("“{found}”应为整数。请改正。", '"{found}" must be a whole number.'),
    "number-negative": (
        "“{found}”是负数；应为零或正数。请改正。",
        '"{found}" is negative; zero or more is expected.',
    ),
    "rate-above-one": (
        "比例“{found}”大于 1；比例按小数填写。是否应为 {meant}？",
        'the rate "{found}" is above 1; write it as a fraction. Did you mean {meant}?',
    ),
    "number-outside-limits": (
        "“{found}”超出范围，应在 {least}{excluded}至 {most} 之间。请改正。",
        '"{found}" is out of range; {least}{excluded}to {most} is expected.',
    ),
    "choice-unknown": (
        "“{found}”不在可选项中。可选：{known}。",
        '"{found}" is none of the choices: {known}.',
    ),
    "month-expected": (
        "“{found}”不是月份。请写成 2027-01 的形式。",
        '"{found}" is not a month. Write it like 2027-01.',
    ),
    "title-missing": (
        "没有岗位名称。请填写，或删除这一行。",
        "no post is named. Name it, or delete the row.",
    ),
    "class-contradicts-annex": (
        "“{title}”填为 {found} 类，附件规定为 {expected} 类（“{annex}”）。请改正等次或留空。",
        '"{title}" is given class {found}; the annex puts it in class {expected} ("{annex}"). '
        "Correct the class or leave it blank.",
    ),
    "title-ambiguous": (
        "“{found}”可能指不同等次的岗位：{candidates}。请写明是哪一个。",
        '"{found}" may mean posts of different classes: {candidates}. Say which.',
    ),
    "title-misspelt": (
        "附件中没有“{found}”。是否应为：{candidates}？请改正名称，或填写岗位等次。",
        '"{found}" is not in the annex. Did you mean {candidates}? Correct it, or give its class.',
    ),
    "class-missing": (
        "附件中没有“{found}”，无法得出等次。请在岗位等次中填写 1、2 或 3。",
        '"{found}" is not in the annex, so its class is not known. Give the class: 1, 2 or 3.',
    ),
    "headcount-missing": (
        "没有人数。人数不作推定，请填写整数。",
        "no headcount. It is never assumed: give a whole number.",
    ),
    "headcount-and-coverage": (
        "同时填写了人数 {found} 和{field}；按顶岗测算时人数由顶岗岗位数算出。请只保留一种。",
        "both a headcount ({found}) and {field} are given; heads that man posts follow from these. "
        "Keep one of them.",
    ),
    "coverage-incomplete": (
        "按顶岗岗位数测算还缺少 {field}。请补全顶岗岗位数和班次，或改填人数。",
        "posts to man need {field} as well. Give posts and shifts, or a headcount instead.",
    ),
    "coverage-without-work": (
        "按 {days} 天/月、年休假 {leave} 天，一人全年不出班。请核对月工作天数和年休假天数。",
        "at {days} days a month and {leave} days of leave nobody works at all. Check both.",
    ),
    "relief-above-headcount": (
        "其中轮休顶班 {found} 人超过人数 {most} 人。请改正。",
        "{found} relief heads are more than the {most} heads of the row. Correct it.",
    ),
    "street-misspelt": (
        "广州市没有镇街“{found}”。是否应为：{candidates}？请改正。",
        'Guangzhou has no street or town "{found}". Did you mean {candidates}? Correct it.',
    ),
    "spelt-twice": (
        "“{found}”与“{other}”疑为同一名称的两种写法，会分开汇总。请统一写法。",
        '"{found}" and "{other}" look like two spellings of one name. Use one.',
    ),
    "lot-name-unfit": (
        "包组名“{found}”不能用作工作表名：不得含有 [ ] : * ? / \\ ，首尾不得为单引号，最多 {most} "
        "个字符。请改用其他名称。",
        'the lot name "{found}" can name no worksheet: none of [ ] : * ? / \\ , no quote at an '
        "end, {most} characters at most. Use another name.",
    ),
    "lot-named-all": (
        "“{found}”专指由各包组分摊，不能作包组名。请改用其他名称。",
        '"{found}" stands for a share of all lots and can name none. Use another name.',
    ),
    "positions-missing": (
        "没有任何岗位。请至少填写一个岗位。",
        "there are no positions. Give at least one.",
    ),
    "position-without-lot": (
        "其他岗位分了包组，而“{found}”没有。请填写它的包组。",
        'other positions have a lot and "{found}" has none. Give its lot.',
    ),
    "rate-repeated": (
        "{rate_label}费率重复。请只保留一个。",
        "the {rate_label} rate is given twice.",
    ),
    "rate-missing": (
        "{rate_label}没有费率。请填写小数，如 0.05，或删除这一行。",
        "{rate_label} has no rate. Give a fraction such as 0.05, or delete the row.",
    ),
    "amount-of-rate": (
        "{rate_label}按费率计，不能填金额“{found}”。请改填费率（如 0.03），或改为一项其他费用。",
        '{rate_label} goes by a rate and takes no amount "{found}". Give the rate (such as 0.03), '
        "or make it an other cost.",
    ),
    "rate-of-other-cost": (
        "“{found}”不是管理费、利润或税金，不能用费率。请填写金额和计费周期。",
        '"{found}" is not management fee, profit or tax and takes no rate. Give an amount.',
    ),
    "cost-field-missing": (
        "这项其他费用缺少 {field}。请补全名称、金额和计费周期（月、年或合同期）。",
        "this other cost lacks its {field}. Give name, amount and per (month, year or term).",
    ),
    "cost-without-lot": (
        "岗位分了包组，这项费用没有写明包组。请填写其中之一（{known}），或“全部”由各包组分摊。",
        "the positions have lots and this cost names none. Name one of {known}, or 全部 to share.",
    ),
    "lot-unknown": (
        "没有岗位属于包组“{found}”。{perhaps}{lots}请改正。",
        'no position belongs to lot "{found}". {perhaps}{lots}Correct it.',
    ),
    "override-repeated": (
        "参数 {figure} 在同一月份覆盖了两次。请只保留一个。",
        "the figure {figure} is overridden twice from the same month. Keep one.",
    ),
    "override-field-missing": (
        "覆盖参数缺少 {field}。请写明取值（value）、来源（source）和理由（reason）。",
        "the override lacks its {field}. Give value, source and reason.",
    ),
    "override-value-wrong": (
        "“{found}”不是参数 {figure} 的有效取值。请按此形式填写：{form}（现行数值见 sanicost standard）。",
        '"{found}" is no valid value of {figure}. Write it like {form} (sanicost standard shows '
        "the values in force).",
    ),
    "figure-name-unknown": (
        "没有名为“{found}”的参数。{perhaps}可用 sanicost standard 查看全部名称。",
        'there is no figure "{found}". {perhaps}sanicost standard lists all names.',
    ),
    "figure-part-alone": (
        "“{found}”只是参数 {figure} 中的一个数。覆盖时请写 {figure}，并写出全部各数，形如 {form}。",
        '"{found}" is one number of the figure {figure}. Override {figure} with all its numbers, as in {form}.',
    ),
    "headings-missing": (
        "找不到表头：至少要有“{least}”和另外一列。可用的表头：{known}。请补上表头。",
        'no heading row was found: "{least}" and one more column are needed. Headings are: {known}.',
    ),
    "column-without-heading": (
        "这一列有内容而没有表头。请补上表头或清空这一列。",
        "this column has content and no heading. Give it one or clear it.",
    ),
    "column-unknown": (
        "不认识的表头“{found}”。{perhaps}请改正或删除这一列。",
        'unknown heading "{found}". {perhaps}Correct or delete the column.',
    ),
    "column-repeated": (
        "表头“{found}”的含义与另一列重复。请只保留一列。",
        'the heading "{found}" repeats another column. Keep one.',
    ),
    "formula-without-value": (
        "公式还没有计算结果。请用 Excel 或 WPS 打开并保存后重试。",
        "the formula has no value yet. Open and save the file in Excel or WPS.",
    ),
    "cell-shows-error": (
        "这一格显示错误值 {found}。请在 Excel 或 WPS 中改正公式，或直接填写。",
        "this cell shows the error {found}. Correct its formula, or type the value.",
    ),
    "formula-in-text": (
        "文字列里有公式（显示为“{found}”）。请改为直接输入的文字。",
        'a formula stands in a text column (it shows "{found}"). Type the text itself.',
    ),
    "cells-merged": (
        "合并了单元格，不清楚数值属于哪一行。请取消合并，逐行填写。",
        "cells are merged, so it is unclear which row the value belongs to. Unmerge them.",
    ),
    "total-differs": (
        "合计为 {found} 人，各岗位人数相加为 {expected} 人。请核对。",
        "the total says {found} heads; the rows add up to {expected}. Check them.",
    ),
    "key-repeated": ("“{found}”重复出现。请只保留一个。", '"{found}" is given twice. Keep one.'),
    "key-unknown": (
        "不认识的项目“{found}”。{perhaps}请改正，或删除这一项。",
        'unknown key "{found}". {perhaps}Correct it, or take it out.',
    ),
    "sheet-repeated": (
        "有两个工作表表示同样的内容。请只保留一个。",
        "two sheets hold the same kind of content. Keep one.",
    ),
    "sheet-missing": (
        "找不到岗位表；现有工作表：{found}。请把其中一个命名为“岗位表”。",
        "no sheet holds the positions; there are: {found}. Name one of them 岗位表.",
    ),
    "mapping-expected": (
        "应为“键: 值”的形式，而不是“{found}”。可用的键：{known}。",
        'keys and values are expected, not "{found}". Keys: {known}.',
    ),
    "list-expected": (
        "应为列表（每项以“- ”开头），而不是“{found}”。",
        'a list is expected (each item begins with "- "), not "{found}".',
    ),
}
