"""What can go wrong with a batch as a whole, or with one of its rosters on the way."""

BATCH: dict[str, tuple[str, str]] = {
    "batch-nothing-found": (
        "这里没有岗位表（.xlsx、.yaml、.csv）。请核对文件夹和 --glob。",
        "no roster (.xlsx, .yaml, .csv) here. Check the folder and --glob.",
    ),
    "batch-same-output": (
        "“{found}”和“{other}”会写出同一个文件（大小写、重音写法不同的名字算同一个）；没有写出任何文件。"
        "请改名；只是类型不同的，用 --glob '*.yaml' 只取一种；在不同文件夹中的，改为给出它们共同的上级"
        "文件夹；或用清单给出不同的输出文件名。",
        '"{found}" and "{other}" would write this same file (names that differ in case or in how an '
        "accent is stored count as one); nothing was written. Rename one; where only the kind "
        "differs, take one kind with --glob '*.yaml'; where they stand in different folders, name the "
        "folder that holds both; or give output names in a list.",
    ),
    "batch-output-reserved": (
        "“{found}”的输出不能用这个名称：它留给批量测算自己的报表。请改名；没有写出任何文件。",
        '"{found}" may not be written under this name, which a report of the batch has. Choose '
        "another; nothing was written.",
    ),
    "batch-log-unfit": (
        "日志会写进岗位表、参数文件或批量测算自己的文件，毁掉它；没有写出任何文件。请用 --log 另起文件名。",
        "is read or written by the batch itself, and a log appended to it would spoil it; nothing was "
        "written. Name another file with --log.",
    ),
    "batch-output-foreign": (
        "文件夹里已有这个文件，且不是批量测算写出的，没有覆盖。请移走它，或用 -o 另选文件夹。",
        "is there already and was not written by a batch; it was not overwritten. Move it away, or "
        "choose another folder with -o.",
    ),
    "batch-output-edited": (
        "写出之后被改动过，没有覆盖；这个岗位表没有重新测算。请移走或删除它，再运行同一命令"
        "（--watch：再保存一次岗位表）。",
        "was changed since it was written; it was not overwritten, and its roster was not priced. "
        "Move it away or delete it, and run the same command again (--watch: save the roster again).",
    ),
    "batch-report-edited": (
        "批量测算写出之后被改动过，没有覆盖，也没有开始测算。请移走或另存它，再运行同一命令。",
        "was changed since a batch wrote it; it was not overwritten, and nothing was begun. Move it "
        "away or save it elsewhere, and run the same command again.",
    ),
    "batch-journal-lost": (
        "不见了，或已损坏：文件夹里已有的 {count} 个文件无法认定是批量测算写出的，没有覆盖。请恢复它，"
        "或移走这些文件，或用 -o 另选文件夹。",
        "is gone or damaged: {count} files in the folder cannot be told to be a batch's own, and "
        "were not overwritten. Restore it, move these files away, or choose another folder with -o.",
    ),
    "batch-output-outside": (
        "会经由链接写到输出文件夹之外，不予写入。请删除这个链接。",
        "would be written outside the output folder through a link. Remove the link.",
    ),
    "batch-output-unfit": (
        "输出文件名“{found}”不可用：须以 .xlsx 结尾（用 --pack 时可不写），不得指向文件夹之外，"
        '不得含 < > : " | ? * \\。请改名。',
        'the output name "{found}" will not do: it must end in .xlsx (not with --pack), stay in the '
        'folder, and hold none of < > : " | ? * \\.',
    ),
    "batch-roster-missing": (
        "这一项没有岗位表文件。请填写文件名，或删除这一项。",
        "names no roster file. Give one, or remove the entry.",
    ),
    "batch-busy": (
        "另一个批量测算正在使用这个文件夹。请等它结束，或用 -o 另选文件夹。",
        "another batch is at work in this folder. Wait for it, or choose another with -o.",
    ),
    "batch-worker-died": (
        "测算进程在这个岗位表上连续 {found} 次意外终止（可能内存不足）。请单独用 sanicost check 检查它。",
        "the process that priced this roster died {found} times (out of memory?). Run sanicost "
        "check on it alone.",
    ),
    "batch-internal-error": (
        "程序内部错误：{found}。其余岗位表不受影响；请把这个岗位表发给维护者。",
        "an internal error: {found}. The other rosters are unharmed; send this one to the "
        "maintainer.",
    ),
    "batch-cluster-lost": (
        "Dask 集群已断开，或 {found} 秒内没有任何工作进程。请检查调度器和工作进程，再运行同一命令接着做。",
        "the Dask cluster is gone, or has had no worker for {found} seconds. Look after the scheduler and its workers, then run the same command again to go on.",
    ),
    "batch-scheduler-unreachable": (
        "无法使用这个 Dask 调度器：{found}。请核对地址，并安装 sanicost[cluster]。",
        "this Dask scheduler cannot be used: {found}. Check the address, and install "
        "sanicost[cluster].",
    ),
}
