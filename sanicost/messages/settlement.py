"""What a settlement says: of the attendance that was handed in, and of what was worked."""

SETTLEMENT: dict[str, tuple[str, str]] = {
    # Problems of the attendance.
    "settle-headings-missing": (
        "没有找到标题行。至少应有：{known}。",
        "No heading row was found. It needs at least: {known}.",
    ),
    "settle-column-missing": (
        "缺少“{column}”一列。没有的填 0，不能省去。",
        "The column {column} is missing. Where there is nothing to report, write 0.",
    ),
    "settle-blank": (
        "“{column}”空着。没有的填 0；空着不会当作 0。",
        "{column} is blank. Where there is nothing to report, write 0; a blank is never taken for 0.",
    ),
    "settle-more-places": (
        "同一问题（{same}，{column}）另有 {count} 处，未逐一列出。",
        "The same ({same}, {column}) in {count} more places, not listed.",
    ),
    "settle-day-expected": (
        "“{found}”不是日期。请写成 2019-03-01。",
        '"{found}" is no date. Write it like 2019-03-01.',
    ),
    "settle-position-unknown": (
        "合同中没有岗位“{found}”。{perhaps}请写岗位表中的岗位名称（或序号）；岗位名称重复的，另填包组、街道。",
        'The contract has no post "{found}". {perhaps}Write the title (or the row number) of the '
        "roster, with lot and street where a title repeats.",
    ),
    "settle-position-ambiguous": (
        "岗位“{found}”在岗位表中不止一行。请另填包组和街道，或写岗位表中的序号。",
        'The post "{found}" stands more than once in the roster. Give its lot and street as well, '
        "or its row number.",
    ),
    "settle-days-over-month": (
        "工号 {worker}：出勤 {found} 天，当月只有 {most} 天。",
        "worker {worker}: {found} days worked in a month of {most}.",
    ),
    "settle-parts-over-worked": (
        "工号 {worker}：休息日加班与法定节假日上班共 {found} 天，多于出勤 {most} 天。出勤天数应包含这些天。",
        "worker {worker}: {found} rest and statutory days worked, more than the {most} days worked, "
        "which hold them.",
    ),
    "settle-statutory-over-calendar": (
        "工号 {worker}：法定节假日上班 {found} 天，当月法定节假日只有 {most} 天。",
        "worker {worker}: {found} statutory days worked in a month that has {most}.",
    ),
    "settle-first-day-late": (
        "工号 {worker}：首次从事环卫工作日期 {found} 晚于结算月份 {month}。",
        "worker {worker}: the first day in the trade, {found}, comes after the month {month}.",
    ),
    "settle-month-future": (
        "工号 {worker}：{month} 还没有到。",
        "worker {worker}: {month} is yet to come.",
    ),
    "settle-row-repeated": (
        "工号 {worker} 在 {month} 有两行，另一行在 {other}。请合并或删去一行。",
        "worker {worker} has two rows for {month}; the other is at {other}. Merge them or remove one.",
    ),
    "settle-two-posts": (
        "工号 {worker} 在 {month} 有两个岗位，另一行在 {other}。当月请归入出勤天数较多的岗位。",
        "worker {worker} has two posts in {month}; the other row is at {other}. The month goes to the "
        "post with more days.",
    ),
    "settle-seniority-back": (
        "工号 {worker}：工龄 {found} 年，少于 {month} 的 {before} 年。工龄不会减少，请核对。",
        "worker {worker}: {found} years of service, fewer than the {before} of {month}. Check them.",
    ),
    "settle-month-missing": (
        "岗位“{title}”没有这些月份的出勤记录：{months}。请补交，或用 --months 指定要结算的月份。",
        'The post "{title}" has no attendance at all for {months}. Hand it in, or choose the months to '
        "settle with --months.",
    ),
    "settle-no-rows": (
        "没有可以结算的出勤记录。",
        "There is no attendance to settle.",
    ),
    "settle-sheet-month-missing": (
        "考勤表没有写明年月。请在标题（如“2026年3月考勤表”）或工作表名中写明。",
        "The daily sheet does not say its month. Write it in the title, like 2026年3月, or in the "
        "sheet's name.",
    ),
    "settle-weekday-wrong": (
        "{month} 的 {day} 日不是星期“{found}”：考勤表的月份或星期有误。",
        'Day {day} of {month} is no "{found}": the sheet is of another month, or its weekdays are wrong.',
    ),
    "settle-mark-unknown": (
        "不认识的考勤符号“{found}”。可用：{known}；其他符号请在表内写图例，如“图例：☆＝出勤”。",
        'Unknown mark "{found}". Known: {known}; explain others in a legend on the sheet, like 图例：☆＝出勤.',
    ),
    "settle-mark-outside-month": (
        "{month} 没有这一天，却有考勤符号“{found}”。",
        '{month} has no such day, but a mark "{found}" stands here.',
    ),
    "settle-legend-unknown": (
        "图例把“{mark}”解释为“{found}”，不认识这个含义。请写：出勤、半天、加班、休息、年假、病假、事假、旷工等。",
        'The legend calls "{mark}" "{found}", which is not known. Write 出勤, 半天, 加班, 休息, 年假, 病假, '
        "事假, 旷工 or the like.",
    ),
    "settle-totals-differ": (
        "“{column}”写 {found}，按考勤符号应为 {expected}。",
        "{column} says {found}; the marks come to {expected}.",
    ),
    "settle-figure-unknown": (
        "{months} 没有已知的参数“{zh}”（{figure}）。请在 figures（或 --figures 文件、参数表）中给出它的 "
        "value、source、reason 后重试。",
        '{months}: no known value of "{en}" ({figure}). Give it under figures (or in a --figures file, '
        "or the sheet 参数) with value, source and reason.",
    ),
    "settle-months-outside": (
        "{found} 不全在合同期 {first} 至 {last} 之内。",
        "{found} does not lie within the contract, {first} to {last}.",
    ),
    "parquet-not-installed": (
        "读取 .parquet 需要 pyarrow：pip install 'sanicost[parquet]'。",
        "Reading a .parquet needs pyarrow: pip install 'sanicost[parquet]'.",
    ),
    "file-not-parquet": (
        "不是可以读取的 .parquet 文件：{found}。",
        "This is no .parquet that can be read: {found}.",
    ),
    # Findings.
    "settle-hours-above-month": (
        "工号 {worker}：{months} 加班超过每月上限，最多 {found} 小时（休息日每天按标准工时计入，二(二)）。",
        "worker {worker}: overtime above the monthly limit in {months}, up to {found} hours (rest days "
        "counted in, 二(二)).",
    ),
    "settle-hours-above-day": (
        "工号 {worker}：{months} 延长工时超过每日上限乘以出勤天数，最多 {found} 小时（二(二)）。",
        "worker {worker}: extended hours above the daily limit times the days worked in {months}, up to "
        "{found} hours (二(二)).",
    ),
    "settle-rest-days-few": (
        "工号 {worker}：{months} 出勤最多 {found} 天，休息不足每周 1 天（二(二)）。",
        "worker {worker}: up to {found} days worked in {months}, less than one day off in seven (二(二)).",
    ),
    "settle-base-wage-low": (
        "工号 {worker}：{months} 基础工资低于当月标准，最高 {found} 元（三(一)）；按实际发放计算。",
        "worker {worker}: a base wage below the standard in {months}, at most {found} yuan (三(一)); "
        "computed as paid.",
    ),
    "settle-newcomer-whole-month": (
        "工号 {worker}：{months} 中途入职，计薪天数空着，按整月计算，请核对。",
        "worker {worker}: began within {months}, paid days blank: a whole month is counted. Check it.",
    ),
    "settle-more-workers": (
        "另有 {count} 人有同样的情况，未逐一列出（{same}）。",
        "{count} more workers are alike and not listed ({same}).",
    ),
    "settle-paid-short": (
        "{workers} 人共 {count} 个月的实际发放低于按标准计算的应发工资，合计少发 {amount} 元。"
        "这是核对线索，不是认定。",
        "{workers} workers were paid below the standard in {count} worker-months, {amount} yuan in all. "
        "Evidence to ask about, not a verdict.",
    ),
    "settle-heads-above": (
        "岗位“{title}”合同 {heads} 人，出勤人数更多：{months}。",
        'The post "{title}" has {heads} heads by contract and more workers in: {months}.',
    ),
    "settle-skilled-share-low": (
        "技术工种出勤 {skilled}/{workers} 人·月，占 {share}%，低于目标 {target}%（一(三)、四(二)）。",
        "skilled posts {skilled} of {workers} worker-months, {share} %, below the target of {target} % "
        "(一(三), 四(二)).",
    ),
    "settle-employment-unclear": (
        "工号 {worker}：{month} 首个符号之前或最后一个符号之后有空白，没有入职或离职日期说明，按休息处理。",
        "worker {worker}: blanks before the first or after the last mark of {month}, and no date of "
        "entry or exit to explain them: taken as days off.",
    ),
    "settle-rest-days-differ": (
        "工号 {worker}：{month} 标“加”的休息日 {found} 天，按日历推算 {expected} 天，以所标为准。",
        "worker {worker}: {found} rest days marked as worked in {month}, {expected} by the calendar; the "
        "marks count.",
    ),
    "settle-sick-days": (
        "工号 {worker}：{month} 病假 {days} 天，病假工资不在基本成本标准之内。",
        "worker {worker}: {days} days sick in {month}; sick pay is outside the cost standard.",
    ),
    "settle-days-on-end": (
        "工号 {worker}：{first} 至 {last} 连续出勤 {days} 天没有休息（二(二)：每周至少休息 1 天）。",
        "worker {worker}: {days} days worked on end without one off, {first} to {last} (二(二)).",
    ),
    # Assumptions.
    "settle-half-year-first": (
        "工龄：不足 6 个月不计，6 个月以上不足 1 年视同 1 年，只对第一年适用（三(三)1）；每年 1 月调整（三(三)3）。",
        "Seniority: under 6 months counts nothing and 6 months to a year counts one, in the first year "
        "alone (三(三)1); it steps each January (三(三)3).",
    ),
    "settle-half-year-every": (
        "工龄：每一年满 6 个月即按 1 年计（--half-year every，三(三)1 的另一种理解）。",
        "Seniority: half a year counts as one in every year (--half-year every, the other reading of "
        "三(三)1).",
    ),
    "settle-leave-less-one": (
        "应休未休年休假工资：300% 已包含正常工作期间的工资，另付 200%（企业职工带薪年休假实施办法第十条）；不在基本成本内（二(五)）。",
        "Unused leave: the 300 % hold the pay of the day itself, so 200 % are paid on top (实施办法 "
        "第十条); outside the basic cost (二(五)).",
    ),
    "settle-leave-in-full": (
        "应休未休年休假工资：按 300% 另付（--leave-in-full）；不在基本成本内（二(五)）。",
        "Unused leave: 300 % are paid on top of the wage (--leave-in-full); outside the basic cost "
        "(二(五)).",
    ),
    "settle-seniority-average": (
        "{count} 行没有首次从事环卫工作日期和工龄，按岗位平均工龄计算（共 {rows} 行）。",
        "{count} of {rows} rows give neither a first day nor seniority: the post's average is taken.",
    ),
    "settle-insurance-base-income": (
        "{count} 行没有社保缴费基数，按岗位的基数，没有的按当月应发工资计算（共 {rows} 行）。",
        "{count} of {rows} rows give no insurance base: the post's is taken, else the month's income.",
    ),
    "settle-fund-base-income": (
        "{count} 行没有公积金缴存基数，按岗位的基数，没有的按当月应发工资计算（共 {rows} 行）。",
        "{count} of {rows} rows give no housing fund base: the post's is taken, else the month's income.",
    ),
    "settle-holiday-money-spread": (
        "{count} 行没有“节日慰问金”一列，每月按岗位全年数（没有的按标准）的十二分之一计算。",
        "{count} rows come without holiday money: a twelfth of the post's yearly amount, else of the "
        "standard, is counted each month.",
    ),
    "settle-whole-month": (
        "{count} 行没有计薪天数，按整月计算（共 {rows} 行）。",
        "{count} of {rows} rows give no paid days: a whole month is counted.",
    ),
    "settle-figure-provisional": (
        "{month} 起，参数“{zh}”（{figure}）未经确认或已过所知的最后一天，沿用已知的数。",
        'From {month} on, "{en}" ({figure}) is not confirmed, or used beyond the last day for which it '
        "is known.",
    ),
    "settle-other-months": (
        "{count} 行属于结算月份以外，只用于计算此前 12 个月的平均工资。",
        "{count} rows are of other months: they count for the average wage of the 12 months before alone.",
    ),
}
