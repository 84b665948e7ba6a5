"""What is wrong with a supposition, a range or a budget, or with what the budget pays for."""

TRYING: dict[str, tuple[str, str]] = {
    "setting-form": (
        "“{found}”不是一项假设。请写成 参数=取值@起始月、字段=取值 或 [行号].字段=取值，"
        "如 minimum_wage=2800@2027-07、[3].headcount=20。",
        '"{found}" is no supposition. Write figure=value@month, field=value or [row].field=value, '
        "such as minimum_wage=2800@2027-07 or [3].headcount=20.",
    ),
    "setting-unknown": (
        "没有名为“{found}”的参数或岗位字段。{perhaps}参数名见 sanicost standard，岗位字段与岗位表的列同名。",
        'neither a figure nor a position field is named "{found}". {perhaps}Figures are listed by '
        "sanicost standard; fields are named as the columns of a roster.",
    ),
    "setting-row-of-figure": (
        "{found} 是参数，适用于所有岗位，不能写行号。请去掉 [{row}].。",
        "{found} is a figure and holds for all positions. Leave out [{row}].",
    ),
    "setting-is-option": (
        "“{found}”属于整份岗位表，不是参数或岗位字段。请改用选项 {option}。",
        '"{found}" belongs to the roster as a whole and is neither a figure nor a position field. '
        "Use the option {option}.",
    ),
    "setting-of-whole": (
        "“{found}”属于项目信息或报价组成，不能假设；可以假设的是参数和岗位字段。"
        "请改在岗位表的副本中，再用 sanicost compare 比较。",
        '"{found}" belongs to project or price and is not supposed; figures and position fields '
        "are. Change it in a copy of the roster and run sanicost compare.",
    ),
    "setting-blank": (
        "“{found}”后面缺少取值。请在等号后填写。",
        'the value of "{found}" is missing. Write it after the equals sign.',
    ),
    "setting-month-of-field": (
        "{found} 是岗位字段，适用于整个合同期，不能写起始月份。请去掉 @ 及其后的月份。",
        "{found} is a field of positions and holds for the whole period. Leave out @ and month.",
    ),
    "setting-row-missing": (
        "没有第 {found} 个岗位；岗位表有 {most} 个岗位，从 1 数起。",
        "there is no position {found}; the roster has {most}, counted from 1.",
    ),
    "setting-needs-posts": (
        "{found} 只用于按顶岗岗位数算人数的岗位，所指的岗位没有填写顶岗岗位数。",
        "{found} belongs to positions whose heads follow from posts to man; none of those meant "
        "gives any.",
    ),
    "setting-needs-headcount": (
        "{found} 只用于直接填写人数的岗位，所指岗位的人数（含轮休顶班）由顶岗岗位数得出。"
        "请改为假设 posts_to_man、shifts、days_per_year 或 leave_days。",
        "{found} belongs to positions with a headcount of their own; of those meant it follows "
        "from posts to man. Suppose posts_to_man, shifts, days_per_year or leave_days instead.",
    ),
    "setting-repeated": (
        "{found} 已有另一项假设（{other}），两项只能有一项成立。请只保留一项，或写明不同的起始月、行号。",
        "{found} is supposed by {other}, too; only one of them can hold. Keep one, or give "
        "another month or row.",
    ),
    "sweep-range-expected": (
        "“{found}”不是取值范围。请写成 起..止 或 起..止:步长，如 5..20、2500..3000:50。",
        '"{found}" is no range. Write first..last or first..last:step, such as 5..20 or '
        "2500..3000:50.",
    ),
    "sweep-too-long": (
        "范围内有 {found} 个取值，最多 {most} 个。请加大步长。",
        "the range holds {found} values; {most} at most. Take a larger step.",
    ),
    "sweep-needs-number": (
        "{found} 的取值不是单个数字，不能按范围取值。请改用 --set。",
        "the value of {found} is no single number and has no range. Use --set.",
    ),
    "free-unknown": (
        "没有岗位“{found}”。请写岗位名称或行号；现有：{candidates}。",
        'there is no position "{found}". Give a title or a row number; there are: {candidates}.',
    ),
    "free-ambiguous": (
        "“{found}”指 {count} 个岗位。请写行号：{rows}。",
        '"{found}" means {count} positions. Give a row number: {rows}.',
    ),
    "budget-too-small": (
        "预算 {budget} 元不够：每个岗位至少留 1 人时最少为 {heads} 人，最高投标限价 {least} 元，差 {gap} 元。"
        "请提高预算、减少其他费用，或用 --free 只变动一个岗位。",
        "the budget of {budget} is too small: the fewest heads that leave every position one are "
        "{heads}, with a ceiling of {least}, {gap} more. Raise the budget, lower other costs, or "
        "let one position vary with --free.",
    ),
    "budget-too-small-for-free": (
        "预算 {budget} 元不够：即使“{title}”只留 1 人、其余岗位不变，最高投标限价仍为 {least} 元，差 {gap} 元。"
        "请提高预算、减少其他费用，或不用 --free、按比例减少。",
        'the budget of {budget} is too small: with one head of "{title}" and all others as they are the '
        "ceiling is {least}, {gap} more. Raise the budget, lower other costs, or leave --free out.",
    ),
    "fit-below-posts": (
        "“{title}”可付 {found} 人，顶岗岗位需要 {needed} 人：按此人数顶不满岗。",
        '"{title}": {found} heads are paid for, its posts to man take {needed}.',
    ),
    "fit-below-relief": (
        "“{title}”可付 {found} 人，少于所填的轮休顶班人数 {needed} 人。",
        '"{title}": {found} heads are paid for, fewer than its {needed} relief heads.',
    ),
    "budget-too-large": (
        "预算 {budget} 元可供某一岗位超过 {most} 人，超出岗位表的范围。请核对预算。",
        "the budget of {budget} pays for more than the {most} heads that a position may have. "
        "Check it.",
    ),
}
