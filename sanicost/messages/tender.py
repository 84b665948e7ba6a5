"""What a tender pack says: why none is written, and what a part of a tender is."""

TENDER: dict[str, tuple[str, str]] = {
    "tender-above-budget": (
        "最高投标限价 {ceiling} 元超过采购预算 {budget} 元，超出 {gap} 元，不能据此发出招标文件。"
        "请核减岗位、人数或费用，或调整预算后重算。",
        "the ceiling {ceiling} is above the budget {budget}, by {gap} yuan; no tender goes out like "
        "this. Cut posts, heads or costs, or have the budget changed, and run again.",
    ),
    "split-without-lot": (
        "--split lot 需要岗位表分包组，但没有一个岗位填写包组。请填写“包组”列，或去掉 --split。",
        "--split lot needs lots, but no position names one. Fill in the column 包组, or leave out "
        "--split.",
    ),
    "split-without-street": (
        "--split street 需要岗位表分镇街，但没有一个岗位填写镇街。请填写“镇街”列，或去掉 --split。",
        "--split street needs streets, but no position names one. Fill in the column 镇街, or leave "
        "out --split.",
    ),
    "position-without-street": (
        "“{found}”没有填写镇街，按镇街拆分后不在任何一本之中。请填写镇街，或去掉 --split street。",
        '"{found}" names no street and would be in none of the split workbooks. Give its street, or '
        "leave out --split street.",
    ),
    "folder-exists": (
        "已经存在，没有改动。先前的整套文件可用 tender --force 替换；其他内容请移走，或用 -o 另起名称。",
        "exists already and was not changed. `tender --force` replaces an earlier pack; move anything "
        "else away, or name another folder with -o.",
    ),
    "folder-holds-others": (
        "文件夹里有不属于先前整套文件的内容（{found}），没有改动。请把它移走，或用 -o 另起名称。",
        "holds something that is not of an earlier pack ({found}) and was not changed. Move it away, "
        "or name another folder with -o.",
    ),
    "folder-file-changed": (
        "先前整套文件中有写出之后改动过的文件（{found}），替换会丢失这些改动，没有替换。请先把它们移到"
        "别处再运行，或用 -o 另起名称。",
        "holds files of the earlier pack that were changed since ({found}); replacing would lose the "
        "changes, and nothing was replaced. Move those files elsewhere first, or name another folder "
        "with -o.",
    ),
    "folder-holds-input": (
        "岗位表 {found} 就在这个文件夹里，替换时会毁掉它。请用 -o 另起名称。",
        "holds the roster {found}, which would be destroyed. Name another folder with -o.",
    ),
    "folder-is-link": (
        "这是一个链接，不在它指向的地方写入。请用 -o 指定真正的文件夹。",
        "is a link, and nothing is written where it points to. Name the folder itself with -o.",
    ),
    "street-without-ceiling": (
        "这是由整个项目拆出的一个镇街的分表，没有限价：费率和其他费用属于包组（整个项目）。请改用整个项目的测算附件或岗位表。",
        "this is the workbook of one street of a tender. It has no ceiling, since rates and other costs "
        "belong to the lots, or to the whole tender. Give the workbook or the roster of the whole tender.",
    ),
    "part-by-lot": (
        "本表只含包组“{found}”，由整个项目拆出，单独测算；其限价与整个项目中该包组的限价相同，"
        "共用费用按分摊额列入。读取岗位表时的假定和整理见整个项目的测算附件。",
        'this holds the lot "{found}" alone, taken from the whole tender and priced by itself; its '
        "ceiling is the one that it has there, shared costs enter with its share. What was assumed "
        "and put right while reading stands in the workbook of the whole tender.",
    ),
    "lot-shares-stay": (
        "本表只含包组“{found}”，共用费用的分摊额保持不变：{names}。按整个项目测算时会重新分摊。",
        'this holds the lot "{found}" alone, and its shares of shared costs stay as they were: '
        "{names}. Within the whole tender they would be shared out again.",
    ),
    "part-by-street": (
        "本表只含镇街“{found}”的岗位，由整个项目拆出；只有基本成本和激励性分配，其他费用、费率和"
        "限价属于包组（整个项目）。读取岗位表时的假定和整理见整个项目的测算附件。",
        'this holds the positions of the street "{found}" alone, with basic cost and incentives; '
        "other costs, rates and the ceiling belong to the lots, or to the whole tender. What was "
        "assumed and put right while reading stands in the workbook of the whole tender.",
    ),
}
