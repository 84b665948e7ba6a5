"""What is priced and must be said: findings, assumptions, clean-ups."""

FINDINGS: dict[str, tuple[str, str]] = {
    "overtime-above-monthly-limit": (
        "平均每月加班 {hours} 小时（休息日加班折算加延长工时，法定节假日不计），"
        "超过每月 {limit} 小时（二(二)）。",
        "{hours} hours of overtime a month on average (rest days and extended hours, statutory "
        "days not counted), above {limit} (clause 二(二)).",
    ),
    "overtime-above-daily-limit": (
        "月延长工时 {hours} 小时，超过每日 1 小时折合的 {limit} 小时（二(二)）。",
        "{hours} extended hours a month, above the usual limit of {limit} (clause 二(二)).",
    ),
    "title-outside-annex": (
        "“{title}”不在附件岗位之中，等次 {post_class} 由经办人给定（附件中的相近岗位：{near}）。",
        '"{title}" is outside the annex; class {post_class} is the officer\'s (near in the '
        "annex: {near}).",
    ),
    "relief-with-paid-rest-days": (
        "含“{word}”，同时计了每年 {days} 天休息日加班：同一天可能计价两次。",
        '"{word}" beside {days} paid rest days a year: the same day may be priced twice.',
    ),
    "unit-cost-unusual": (
        "人均月用工成本 {found} 元，同等次默认条件下为 {usual} 元（{month}），相差过大，请核对。",
        "unit cost {found}; with all defaults this class costs {usual} ({month}). Check it.",
    ),
    "seniority-held-constant": (
        "工龄在整个合同期内保持不变；如按三(三)3每年1月调整，基本成本将增加 {amount} 元。",
        "seniority is held constant; the yearly rise of clause 三(三)3 would add {amount} yuan.",
    ),
    "skilled-share-below-target": (
        "技术工种 {skilled}/{heads} 人，占 {share}%，低于目标 {target}%（一(三)）。",
        "skilled posts {skilled} of {heads}, {share} %, below the target of {target} % (一(三)).",
    ),
    "ceiling-above-budget": (
        "最高投标限价 {ceiling} 元超过采购预算 {budget} 元，超出 {gap} 元。",
        "the ceiling {ceiling} is above the budget {budget}, by {gap} yuan.",
    ),
    "average-seniority": (
        "按平均工龄测算：工龄工资分档递减，平均值测算不会低于逐人测算。",
        "priced at average seniority: the bands are concave, so the average never costs less "
        "than the true spread.",
    ),
    "override-without-effect": (
        "覆盖参数 {figure} 没有影响任何计价月份。请核对起始月份。",
        "the override of {figure} prices no month. Check its starting month.",
    ),
    "override-idle-before": (
        "覆盖参数 {figure}（{since}）没有影响变动前的任何计价月份；该参数名下的差额可能由此而来，不一定是参数本身的变动。",
        "the override of {figure} ({since}) prices no month before the change: what stands under "
        "this figure may come from that, and not from a figure that moved.",
    ),
    "override-idle-after": (
        "覆盖参数 {figure}（{since}）没有影响变动后的任何计价月份；该参数名下的差额可能由此而来，不一定是参数本身的变动。",
        "the override of {figure} ({since}) prices no month after the change: what stands under "
        "this figure may come from that, and not from a figure that moved.",
    ),
}

ASSUMPTIONS: dict[str, tuple[str, str]] = {
    "period": (
        "计价期 {start} 至 {last}，共 {months} 个月。",
        "priced period {start} to {last}, {months} months.",
    ),
    "figures-frozen": (
        "参数冻结在 {month}：各月均采用该月施行的数值。",
        "figures frozen at {month}: every month uses those in force then.",
    ),
    "option-beats-roster": (
        "命令行选项 {name} 为 {found}，取代了岗位表中的 {old}。",
        "the option {name} is {found} and replaces the roster's {old}.",
    ),
    "seniority-grows": (
        "工龄自次年起每年1月增加1年（三(三)3）。",
        "seniority rises by one year each January (clause 三(三)3).",
    ),
    "seniority-constant": (
        "平均工龄在合同期内保持不变。",
        "average seniority is held constant over the term.",
    ),
    "seniority-assumed": (
        "{count} 个岗位没有填写工龄，按人均 {found} 年概算（三(三)2）。",
        "positions without a seniority: {count}; {found} years are assumed (clause 三(三)2).",
    ),
    "work-pattern-assumed": (
        "{count} 个岗位没有填写工作制，按{pattern_label}测算。",
        "positions without a work pattern: {count}; {pattern_label} is assumed.",
    ),
    "heads-from-coverage": (
        "“{title}”按顶岗测算：{posts} 岗 × {shifts} 班 × {days} 天 ÷ {worked} 天/人 ＝ {heads} 人"
        "（进位取整）；年需 {to_man} 班次，可出 {done} 班次，富余 {spare}；其中轮休顶班 {relief} 人"
        "（{share}%），已含在人数内。",
        '"{title}": {posts} posts × {shifts} shifts × {days} days ÷ {worked} days a head = {heads} '
        "heads (rounded up); {to_man} shifts a year to man, {done} worked, {spare} spare; relief "
        "heads {relief} ({share} %), inside the headcount.",
    ),
    "relief-inside-headcount": (
        "“{title}”人数 {heads} 人，其中轮休顶班 {relief} 人（{share}%），已含在人数内。",
        '"{title}": {heads} heads, of which {relief} relief ({share} %), inside the headcount.',
    ),
    "street-outside-list": (
        "“{found}”不在广州市镇街名录中，按所填名称汇总。",
        '"{found}" is not among the city\'s streets and towns; it is summed under its own name.',
    ),
    "override-confirmed": (
        "经办人确认：{figure} = {value}（{since}；来源：{source}；理由：{reason}）。",
        "confirmed by the officer: {figure} = {value} ({since}; source: {source}; reason: "
        "{reason}).",
    ),
    "bases-are-modelled-income": (
        "尚未到岗人员的社保、公积金缴费基数按测算的应发工资（含节日慰问金、高温津贴）确定，"
        "并受上下限约束。",
        "bases of insurance and fund are the modelled income, holiday money and heat allowance "
        "included, within the limits.",
    ),
    "heat-spread-over-year": (
        "高温津贴按合同年内6月至10月的月数平均摊入各月（三(四)）。",
        "heat allowance of June to October is spread over the contract year (clause 三(四)).",
    ),
    "heat-not-exposed": (
        "“{title}”不属露天或高温作业，未计高温津贴。",
        '"{title}" is not exposed to heat; no heat allowance is counted.',
    ),
    "heat-by-day": (
        "“{title}”月工作 {days} 天，少于计薪天数，高温津贴按文件规定的日标准计（三(四)）。",
        '"{title}" works {days} days a month; heat allowance is paid by the day (三(四)).',
    ),
    "injury-only": (
        "“{title}”仅参加工伤保险（一(四)、二(三)），未计其他单位缴费。",
        '"{title}" is insured against work injury alone; no other employer line is counted.',
    ),
    "leave-outside-basic-cost": (
        "应休未休年休假工资（300%，二(五)）不在基本成本之内（二(四)）。",
        "unused leave at 300 % (clause 二(五)) is outside the basic cost (二(四)).",
    ),
    "rate-absent": (
        "未给出{rate_label}费率，{lot_label}限价不含此项。",
        "no {rate_label} rate was given; the ceiling{lot_label} holds none.",
    ),
}

CLEANUPS: dict[str, tuple[str, str]] = {
    "spaces-removed": (
        "去掉了“{found}”前后的空格。",
        'outer spaces of "{found}" were removed.',
    ),
    "line-breaks-removed": (
        "去掉了格内的换行：读作“{found}”。",
        'line breaks inside the cell were removed: read as "{found}".',
    ),
    "number-cleaned": ("“{found}”读作 {meant}。", '"{found}" was read as {meant}.'),
    "month-cleaned": ("“{found}”读作 {meant}。", '"{found}" was read as {meant}.'),
    "street-cleaned": ("“{found}”读作“{meant}”。", '"{found}" was read as "{meant}".'),
    "title-cleaned": ("“{found}”读作“{meant}”。", '"{found}" was read as "{meant}".'),
    "alias-used": (
        "“{found}”按别名对应附件岗位：{meant}（{post_class} 类）。",
        '"{found}" is an alias of the annex\'s {meant} (class {post_class}).',
    ),
    "encoding-gb18030": (
        "文件不是 UTF-8，按 GB18030 读取。",
        "the file is not UTF-8 and was read as GB18030.",
    ),
    "remark-ignored": (
        "“{found}”不是岗位或费用，没有计入。",
        '"{found}" is no position or cost and was not counted.',
    ),
    "sheet-ignored": ("这个工作表没有读取。", "this sheet was not read."),
}
