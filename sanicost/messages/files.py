"""Why a file cannot be read or written: what was found, what is expected, what to do."""

FILES: dict[str, tuple[str, str]] = {
    "file-missing": (
        "找不到这个文件。请核对路径和文件名。",
        "there is no such file. Check the path and the name.",
    ),
    "file-is-folder": (
        "这是一个文件夹，需要的是一个岗位表文件（.xlsx、.yaml 或 .csv）。",
        "this is a folder; a roster file (.xlsx, .yaml or .csv) is expected.",
    ),
    "file-no-folder": (
        "这是一个文件，需要的是文件夹。",
        "this is a file; a folder is expected.",
    ),
    "file-is-special": (
        "这是管道或设备，不是普通文件。请先存成文件。",
        "this is a pipe or a device, not a file. Save its contents as a file first.",
    ),
    "file-unreadable": (
        "无法读取：{found}。请检查权限，或关闭正在使用它的程序。",
        "cannot be read: {found}. Check its permissions, or close the program that holds it.",
    ),
    "file-kind-unknown": (
        "不认识的文件类型“{found}”；需要 .xlsx、.yaml 或 .csv。请另存为其中一种。",
        'unknown kind of file "{found}"; .xlsx, .yaml or .csv is expected. Save it as one of these.',
    ),
    "file-encoding": (
        "文字编码无法识别；需要 UTF-8 或 GB18030（GBK）。{advice}",
        "the text encoding is not known; UTF-8 or GB18030 is expected. {advice}",
    ),
    "file-empty": (
        "文件是空的。请核对是否选错了文件，或填写后再试。",
        "the file is empty. Check that it is the right one, or fill it in.",
    ),
    "csv-separator": (
        "各列之间是“{found}”，需要逗号。请从 Excel 重新另存为 CSV UTF-8（逗号分隔）。",
        'the columns are parted by "{found}"; commas are expected. Save it again from Excel as CSV '
        "UTF-8.",
    ),
    "file-not-csv": (
        "不是有效的 CSV：{found}。请从 Excel 重新另存为 CSV UTF-8。",
        "not a valid CSV file: {found}. Save it again from Excel as CSV UTF-8.",
    ),
    "file-encrypted": (
        "文件设有打开密码，无法读取。请取消密码后另存为 .xlsx。",
        "the file needs a password. Remove the password and save it as .xlsx.",
    ),
    "file-old-xls": (
        "这是旧版 .xls 文件。请用 Excel 或 WPS 另存为 .xlsx。",
        "this is an old .xls file. Save it as .xlsx with Excel or WPS.",
    ),
    "file-not-xlsx": (
        "内容不是 .xlsx 工作簿（看起来是 {found}），可能只改了扩展名。请用 Excel 或 WPS 另存为 .xlsx。",
        "not an .xlsx workbook (it looks like {found}); perhaps it was renamed. Save it as .xlsx.",
    ),
    "file-truncated": (
        "文件不完整或已损坏。请重新复制或下载，或用 Excel、WPS 打开后另存。",
        "the file is incomplete or damaged. Copy it again, or open and save it in Excel or WPS.",
    ),
    "file-not-workbook": (
        "文件里没有工作簿（可能是 Word 或其他文件）。需要 .xlsx 岗位表。",
        "the file holds no workbook (perhaps a Word document). An .xlsx roster is expected.",
    ),
    "bid-form-as-roster": (
        "这是供投标人填写的分项报价表，金额留空，没有岗位表，也没有测算过程。请改用同一套文件中的测算附件，"
        "或岗位表。",
        "this is the form that bidders fill in: its amounts are blank, and it holds no roster and no "
        "working. Give the annex workbook of the same pack (测算附件), or the roster.",
    ),
    "file-too-large": (
        "文件过大，已停止读取。{advice}",
        "the file is too large and was not read. {advice}",
    ),
    "sheet-too-large": (
        "工作表“{sheet}”在 {cell} 还有内容，超出岗位表的合理范围。请删除该处内容后保存。",
        'sheet "{sheet}" holds something as far out as {cell}. Delete it there and save.',
    ),
    "file-doctype": (
        "文件内含 DTD 或实体声明，出于安全不予读取。请用 Excel 或 WPS 另存。",
        "the file declares a DTD or entities and is not read, for safety. Save it again in Excel.",
    ),
    "file-broken-xml": (
        "文件内部有损坏的部分（{part}）。请用 Excel 或 WPS 打开修复后另存。",
        "a part of the file is damaged ({part}). Open it in Excel or WPS, repair and save it.",
    ),
    "file-ambiguous": (
        "文件中“{found}”一处重复、错位或写得不合规范，不同软件会读出不同的内容，不予读取。"
        "请用 Excel 或 WPS 打开，核对后另存。",
        '"{found}" is repeated, out of place or malformed in this file, so that programs read '
        "different things there. Open it in Excel or WPS, check it and save it again.",
    ),
    "yaml-syntax": (
        "YAML 写法有误：{found}。请检查这一行的缩进、冒号和引号。",
        "not valid YAML: {found}. Check indentation, colons and quotes of this line.",
    ),
    "yaml-control-character": (
        "含有控制字符 {found}。请删除后再试。",
        "holds the control character {found}. Delete it.",
    ),
    "yaml-alias": (
        "使用了锚点或别名“{found}”，不予支持。请把内容直接写出来。",
        'the anchor or alias "{found}" is not supported. Write the content out.',
    ),
    "yaml-tag": (
        "使用了标签“{found}”，不予支持。请删除标签。",
        'the tag "{found}" is not supported. Remove it.',
    ),
    "yaml-documents": (
        "一个文件里只能有一份 YAML 文档。请删除多余的“---”。",
        'a file holds one YAML document. Remove the extra "---".',
    ),
    "yaml-depth": (
        "嵌套层数过深。岗位表最多只有四五层。",
        "nested too deeply; a roster has four or five levels at most.",
    ),
    "yaml-key": (
        "键必须是文字。请检查这一行的冒号。",
        "a key must be text. Check the colon of this line.",
    ),
    "yaml-repeated-key": (
        "键“{found}”重复出现。请只保留一个。",
        'the key "{found}" is repeated. Keep one of them.',
    ),
    "config-wrong": (
        "参数文件有误：{found}。请恢复随程序附带的 config，或改正这一处。",
        "a data file is wrong: {found}. Restore the config that came with the program.",
    ),
    "output-exists": (
        "文件已存在，没有覆盖。要覆盖请加 --force，或用 -o 另起文件名。",
        "exists already and was not overwritten. Add --force, or name another file with -o.",
    ),
    "output-is-file": (
        "这里是一个文件，需要的是文件夹。请移走它，或用 -o 另选文件夹。",
        "is a file where a folder is needed. Move it away, or choose another folder with -o.",
    ),
    "output-is-folder": (
        "这里是一个文件夹，需要的是文件。请移走它，或用 -o 另起名称。",
        "is a folder where a file is needed. Move it away, or choose another name with -o.",
    ),
    "output-is-input": (
        "输出与岗位表是同一个文件，会毁掉岗位表。请用 -o 另起文件名。",
        "is the roster itself and would be destroyed. Name another file with -o.",
    ),
    "output-unwritable": (
        "无法写入：{found}。请检查文件夹权限和磁盘空间，或关闭正在打开它的 Excel、WPS。",
        "cannot be written: {found}. Check folder and disk space, or close it in Excel or WPS.",
    ),
    "output-refused": (
        "工作簿写不下：{found}。请拆分岗位表或缩短文字。",
        "the workbook cannot hold this: {found}. Split the roster or shorten the text.",
    ),
}

ADVICE: dict[str, tuple[str, str]] = {
    "file-encoding csv": (
        "请在 Excel 中另存为“CSV UTF-8”。",
        'Save it from Excel as "CSV UTF-8".',
    ),
    "file-encoding yaml": (
        "请用文本编辑器以 UTF-8 编码另存。",
        "Save it as UTF-8 in a text editor.",
    ),
    "file-too-large csv": (
        "最多 {limit} MB：请删除无关的行，或拆分岗位表。",
        "{limit} MB at most: delete what does not belong, or split the roster.",
    ),
    "file-too-large yaml": (
        "最多 {limit} MB：请拆分岗位表。",
        "{limit} MB at most: split the roster.",
    ),
    "file-too-large xlsx": (
        "文件或其中某一部分解压后异常膨胀。请把岗位表复制到新的工作簿再试。",
        "It, or a part of it, swells when unpacked. Copy the roster into a new workbook.",
    ),
}
"""What to do about a file of each kind, behind the same code."""
