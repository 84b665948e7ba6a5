"""settle."""

WORDS: dict[str, tuple[str, str]] = {
    "settle": (
        "按实际出勤结算：每人每月每项费用，与合同逐岗位逐月对照。",
        "Settle by attendance: every line of every worker's month, beside the contract.",
    ),
    "attendance": (
        "出勤记录：.xlsx、.csv 或 .parquet，可以有多个",
        "the attendance: .xlsx, .csv or .parquet, one file or several",
    ),
    "settle_output": ("输出的结算工作簿", "the settlement workbook to write"),
    "settle_months": (
        "要结算的月份，如 2026-01..2026-03（默认：合同期）",
        "the months to settle, like 2026-01..2026-03 (default: the contract's)",
    ),
    "lines": (
        "把每人每月每项费用写入 .csv 或 .parquet",
        "write every line of every worker's month to a .csv or .parquet",
    ),
    "half_year": (
        "三(三)1 的半年：first 只对第一年，every 每年都适用",
        "the half year of 三(三)1: first, in the first year alone; every, in each year",
    ),
    "leave_in_full": (
        "应休未休年休假另付 300%，不扣除已付的 100%",
        "pay 300 % for unused leave on top of the wage, not 200 %",
    ),
    "names": (
        "工作簿中列出姓名；每张表和文件名都会注明（默认只列工号）",
        "show names in the workbook, marked in the file's name (default: numbers alone)",
    ),
    "tolerate": (
        "放行某一类问题并列出，可重复",
        "let one kind of mistake through and list it; may be given again",
    ),
    "kind": (
        "roster 岗位表模板（默认），attendance 由岗位表写出各月考勤表",
        "roster, to fill in (default), or attendance, the daily sheets of a roster's contract",
    ),
    "template_roster": (
        "岗位表（--kind attendance 时必填）",
        "the roster whose daily sheets are wanted, with --kind attendance",
    ),
    "bad_kind": (
        "请写 sanicost template，或 sanicost template --kind attendance 岗位表",
        "write sanicost template, or sanicost template --kind attendance ROSTER",
    ),
    "next_daily": (
        "下一步：填写工号和每日符号、延长工时，再运行 sanicost settle 岗位表 {file}",
        "Next: fill in numbers, marks and extended hours, then run sanicost settle ROSTER {file}",
    ),
    "bad_months": (
        "--months 应为 YYYY-MM..YYYY-MM，而不是“{found}”",
        '--months takes YYYY-MM..YYYY-MM, not "{found}"',
    ),
    "bad_half_year": (
        "--half-year 应为 first 或 every，而不是“{found}”",
        '--half-year takes first or every, not "{found}"',
    ),
    "bad_lines": (
        "--lines 的文件名应以 .csv 或 .parquet 结尾：{found}",
        "--lines takes a name ending in .csv or .parquet: {found}",
    ),
    "bad_tolerate": (
        "--tolerate 不能放行“{found}”。可以放行：{known}",
        '--tolerate cannot let "{found}" through. It can: {known}',
    ),
    "settle_progress": (
        "已处理 {rows} 行，每秒 {rate} 行，约剩 {left} 秒",
        "{rows} rows done, {rate} a second, about {left} s left",
    ),
    "settle_next": (
        "下一步：核对差额、缺员参考和上列各项；扣款由采购人决定，填写后签字。",
        "Next: check the differences, the heads missing and the findings above; deductions are the "
        "buyer's decision.",
    ),
}
