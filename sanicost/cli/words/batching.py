"""batch."""

WORDS: dict[str, tuple[str, str]] = {
    "batch": (
        "批量测算：每个岗位表一个附件工作簿，另有汇总、结果和问题清单。",
        "Price many rosters: a workbook for each, a summary, results and problems.",
    ),
    "sources": (
        "岗位表、文件夹（含子文件夹）或清单（.csv、.yaml）",
        "rosters, folders (with all below), or lists of rosters (.csv, .yaml)",
    ),
    "batch_output": ("输出文件夹", "the folder to write to"),
    "glob": ("只取符合的文件，如 '*.xlsx'（可重复）", "only files like '*.xlsx' (repeatable)"),
    "jobs": ("进程数（默认：处理器核数）", "number of processes (default: the cores)"),
    "scheduler": (
        "交给已有的 Dask 集群，如 tcp://主机:8786",
        "hand the rosters to a Dask cluster, such as tcp://host:8786",
    ),
    "fail_fast": ("遇到第一个失败即停止", "stop at the first failure"),
    "resume": (
        "已完成且未变的不再重做（默认），或全部重做",
        "leave alone what is done and unchanged (default), or do all again",
    ),
    "dry_run": ("只列出要做的和预计用时，不写文件", "say what would be done and how long it takes"),
    "watch": (
        "盯住这个文件夹：岗位表一保存就重算，结果写在旁边",
        "watch this folder: a roster is priced when it is saved, its workbook beside it",
    ),
    "packs": (
        "每个岗位表写整套招标文件附件（同 tender），而不只是工作簿",
        "a whole tender pack for each roster, as `tender` writes it, instead of a workbook",
    ),
    "quiet": ("不显示进度", "show no progress"),
    "log": ("把经过追加到这个文件", "append what happens to this file"),
    "against": (
        "再按这个月的参数重算一遍，列出差额（与 --as-of 同用）",
        "price again by the figures of this month, and list the differences (with --as-of)",
    ),
    "watch_or_sources": (
        "--watch 自带文件夹，逐个测算，结果写在岗位表旁：不能再给来源、-o、--pack、--glob、--jobs、"
        "--scheduler、--fail-fast、--no-resume、--dry-run 或 --against",
        "--watch names its own folder, prices one roster at a time and writes beside it; give no "
        "sources, -o, --pack, --glob, --jobs, --scheduler, --fail-fast, --no-resume, --dry-run or "
        "--against",
    ),
    "batch_needs": (
        "需要岗位表来源和 -o 输出文件夹",
        "sources and a folder to write to (-o) are needed",
    ),
    "against_needs": ("--against 须与 --as-of 同用", "--against needs --as-of"),
    "watch_missing": (
        "--watch 需要 watchfiles：pip install 'sanicost[watch]'",
        "--watch needs watchfiles: pip install 'sanicost[watch]'",
    ),
    "watching": (
        "正在盯住 {folder}；按 Ctrl-C 结束。",
        "watching {folder}; Ctrl-C ends it.",
    ),
    "watch_ended": ("不再盯住文件夹。", "no longer watching."),
    "watch_stays": (
        "原有结果 {file} 仍留着，与刚保存的岗位表不符",
        "the former result {file} stays; it is not that of the roster just saved",
    ),
    "passed_over": ("略过 {count} 个：{reason}", "passed over {count}: {reason}"),
    "passed_ours": ("本程序的输出", "outputs of this program"),
    "passed_temporary": ("临时文件或隐藏文件", "temporary or hidden files"),
    "passed_list": ("清单，须直接给出", "lists, which must be named themselves"),
    "passed_special": ("管道或设备，不是文件", "pipes or devices, not files"),
    "passed_figures": ("--figures 给出的参数文件", "the file of --figures"),
    "passed_link": ("指向文件夹的链接", "links to folders"),
    "passed_other": (
        "不是 .xlsx、.yaml、.csv，没有测算；其中若有岗位表，请另存为 .xlsx",
        "not .xlsx, .yaml or .csv, not priced; if one is a roster, save it as .xlsx",
    ),
    "bar_failed": ("未测算 {count}", "{count} not priced"),
    "bar_left": ("还需", "left"),
    "progress": ("[{done}/{total}] {status} {roster}", "[{done}/{total}] {status} {roster}"),
    "log_began": (
        "开始：sanicost {version}，在 {folder}：{asked}",
        "began: sanicost {version} in {folder}: {asked}",
    ),
    "log_rosters": ("；{total} 个岗位表", "; {total} rosters"),
    "log_ended": ("结束，退出码 {code}", "ended with exit code {code}"),
    "tally": (
        "共 {total} 个岗位表：已测算 {priced} 个，未测算 {failed} 个"
        "（合计 {total} 个中 {kept} 个此前已完成）。",
        "{total} rosters: {priced} priced, {failed} not priced ({kept} done in an earlier run).",
    ),
    "more_problems": ("另有 {count} 处问题", "and {count} more problems"),
    "more_failures": (
        "… 另有 {count} 个，见 problems.xlsx",
        "… and {count} more, see problems.xlsx",
    ),
    "batch_written": (
        "已写出：{folder}（附件工作簿、汇总.xlsx、results.jsonl、problems.xlsx）",
        "written: {folder} (workbooks, 汇总.xlsx, results.jsonl, problems.xlsx)",
    ),
    "others_left": (
        "文件夹里另有 {count} 个以前的结果，其岗位表不在这次的来源里：没有动，也不计入汇总。",
        "{count} results of earlier runs, whose rosters are not among these sources, were left "
        "alone and stand in no total.",
    ),
    "outputs_replaced": (
        "有 {count} 个以前的结果改了名字或形式，已由这次的结果代替。",
        "{count} results of earlier runs go by another name or form now and were replaced.",
    ),
    "outputs_stay": (
        "有 {count} 个岗位表这次没有测算，以前的结果仍在文件夹里，不计入汇总：",
        "{count} rosters were not priced this time; their former results stay, in no total:",
    ),
    "outputs_removed": (
        "有 {count} 个以前的结果已删除：其岗位表现在不能测算，留着会误作本次结果。",
        "{count} results of earlier runs were removed: their rosters are refused now, and the old "
        "results would be taken for new ones.",
    ),
    "left_out": (
        "汇总各项合计不含未测算的 {failed} 个；全部问题见 problems.xlsx。改正后重新运行同一命令，"
        "只做未完成的。",
        "no total holds the {failed} that were not priced; problems.xlsx has all that is wrong. "
        "Correct them and run the same command again: only they are done.",
    ),
    "stopped_early": (
        "遇到失败，已停止（--fail-fast），没有写汇总。改正后重新运行同一命令。",
        "stopped at a failure (--fail-fast); no summary was written. Run the same command again.",
    ),
    "batch_stopped": (
        "已停止：{total} 个中完成 {done} 个，没有留下半个文件，也没有写汇总。"
        "排除问题后重新运行同一命令即接着做。",
        "stopped: {done} of {total} are done; no half-written file is left, and no summary was "
        "written. Mend this and run the same command again to go on.",
    ),
    "batch_interrupted": (
        "已中断：{total} 个中完成 {done} 个，没有留下半个文件。重新运行同一命令即接着做。",
        "interrupted: {done} of {total} are done, and no half-written file is left. Run the same "
        "command again to go on.",
    ),
    "would_do": (
        "共 {total} 个岗位表：{kept} 个已完成且未变，{todo} 个要做。没有写出任何文件。",
        "{total} rosters: {kept} are done and unchanged, {todo} to do. Nothing was written.",
    ),
    "would_take": (
        "按 {sample} 个样本估计，本机 {jobs} 个进程约需 {seconds} 秒。",
        "by a sample of {sample}, about {seconds} s with {jobs} processes here.",
    ),
    "would_fail": (
        "样本中有 {count} 个现在不能测算：{names}。原因可用 sanicost check 查看。",
        "{count} of the sample cannot be priced as they are: {names}. sanicost check says why.",
    ),
    "or_stamped": ("{plain}（或 {stamped}.xlsx）", "{plain} (or {stamped}.xlsx)"),
    "and_more": ("… 另有 {count} 个", "… and {count} more"),
}
