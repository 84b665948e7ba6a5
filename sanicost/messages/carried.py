"""Why the inputs that a workbook carries cannot be had."""

CARRIED: dict[str, tuple[str, str]] = {
    "carried-foreign": (
        "这不是本程序生成的测算工作簿：没有带测算输入的工作表“输入数据”（投标人分项报价表也没有）。请给出 sanicost estimate 或 tender 写出的测算附件。",
        'not a workbook of this program\'s estimates: no sheet "输入数据" carries their inputs (a bid form has none, either). Name an .xlsx file that sanicost estimate or tender wrote.',
    ),
    "carried-missing": (
        "工作表“输入数据”已被删除，无法还原测算。请使用未改动的原件，或由岗位表重新测算。",
        'the sheet "输入数据" was removed, so the estimate cannot be restored. Use the original, or price the roster again.',
    ),
    "carried-altered": (
        "工作表“输入数据”被改动过，不能作为岗位表使用。请用 sanicost verify 查看改动之处；要改输入，请改岗位表后重新测算。",
        'the sheet "输入数据" was altered and cannot serve as a roster. sanicost verify names the places; to change inputs, edit the roster and price it again.',
    ),
    "carried-altered-twice": (
        "工作表“输入数据”的两份副本都被改动，无法还原测算。请使用未改动的原件，或由岗位表重新测算。",
        'both copies on the sheet "输入数据" were altered, so the estimate cannot be restored. Use the original, or price the roster again.',
    ),
    "carried-not-ours": (
        "工作表“输入数据”的内容不是一份岗位表（{found}）。请使用 sanicost estimate 写出的原件。",
        'what the sheet "输入数据" holds is no roster ({found}). Use the original that sanicost estimate wrote.',
    ),
    "carried-version": (
        "工作簿由 sanicost {found} 写出，本机为 {ours}。请安装 {found} 版后再试，或由岗位表重新测算。",
        "written by sanicost {found}; this is {ours}. Install version {found}, or price the roster again.",
    ),
}
