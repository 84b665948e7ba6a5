"""template."""

WORDS: dict[str, tuple[str, str]] = {
    "template": (
        "写出可直接填写的岗位表模板（带下拉列表、填写说明和示例）。",
        "Write a roster to fill in, with drop-downs, notes and a sample.",
    ),
    "template_output": (
        "输出文件（默认：当前文件夹的 岗位表-模板.xlsx）",
        "the file to write (default: 岗位表-模板.xlsx in this folder)",
    ),
    "level": (
        "示例的层级：street 镇街，district 区级分包组（默认 street）",
        "the sample: street, or district with lots (default street)",
    ),
    "bad_level": (
        "--level 应为 street 或 district，而不是“{found}”",
        '--level takes street or district, not "{found}"',
    ),
    "next_template": (
        "下一步：改写或删除示例，填好后运行 sanicost check {file}",
        "Next: replace the sample by your own positions, then run sanicost check {file}",
    ),
}
