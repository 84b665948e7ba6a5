"""What the system and other libraries say of a file, in Chinese too; the unknown stays as it is."""

import errno
import os

from sanicost.messages.labels import Lang

_SYSTEM: dict[int, str] = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限，或文件正被其他程序使用",
    errno.EPERM: "系统不允许这一操作",
    errno.EEXIST: "已经存在",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENAMETOOLONG: "文件名过长",
    errno.ENOSPC: "磁盘空间不足",
    errno.EFBIG: "文件过大",
    errno.EROFS: "磁盘只读",
    errno.EBUSY: "文件正被使用",
    errno.EIO: "读写设备出错",
    errno.EMFILE: "打开的文件过多",
    errno.ELOOP: "链接指向自身",
    errno.EINVAL: "文件名不合要求",
}
_SAID: dict[str, str] = {
    "did not find expected key": "这里应有一个键",
    "did not find expected node content": "这里缺少内容",
    "did not find expected '-' indicator": "这里应以“- ”开头",
    "did not find expected ',' or ']'": "缺少逗号或右方括号 ]",
    "did not find expected ',' or '}'": "缺少逗号或右花括号 }",
    "did not find expected <document start>": "上面的内容已经结束，这里多出了内容",
    "could not find expected ':'": "缺少冒号",
    "mapping values are not allowed in this context": "这里不能有冒号",
    "block sequence entries are not allowed in this context": "这里不能以“- ”开头",
    "block mapping keys are not allowed in this context": "这里不能有键",
    "found character that cannot start any token": "有不能直接写的字符，请加引号",
    "found unexpected end of stream": "引号没有结束",
    "found unexpected document indicator": "引号没有结束",
    "found unknown escape character": "引号内的反斜杠后面有误",
    "found a tab character that violates indentation": "缩进用了制表符，请改为空格",
    "control characters are not allowed": "含有控制字符",
    "unexpected end of data": "引号没有结束",
    "',' expected after '\"'": "右引号后面应是逗号",
    "no folder with figures/ here": "这里没有参数文件夹（应含文件夹 figures）",
    "line contains NUL": "含有空字符",
    "field larger than field limit (131072)": "有一格内容过长",
}
_KINDS: dict[str, tuple[str, str]] = {
    "empty": ("空文件", "an empty file"),
    "text": ("纯文本", "plain text"),
    "HTML/XML": ("网页或 XML", "HTML or XML"),
}


def system_words(number: int, english: str, lang: Lang) -> str:
    """Return what the system says of an error by its number.

    >>> system_words(errno.ENOSPC, "No space left on device", "zh")
    '磁盘空间不足'
    """
    return _SYSTEM.get(number, english) if lang == "zh" else english or os.strerror(number)


def library_words(english: str, lang: Lang) -> str:
    """Return what a parser says is wrong.

    >>> library_words("could not find expected ':'", "zh")
    '缺少冒号'
    """
    return _SAID.get(english, english) if lang == "zh" else english


def found_words(code: str, found: str, lang: Lang) -> str:
    """Return what was found, where the system or a library said it of a file.

    >>> found_words("file-not-xlsx", "text", "zh"), found_words("not-a-number", "text", "zh")
    ('纯文本', 'text')
    """
    match code:
        case "yaml-syntax" | "file-not-csv" | "config-wrong":
            return library_words(found, lang)
        case "file-not-xlsx":
            return kind_words(found, lang)
    return found


def kind_words(kind: str, lang: Lang) -> str:
    """Return what a file looks like.

    >>> kind_words("empty", "en"), kind_words("PDF", "zh")
    ('an empty file', 'PDF')
    """
    return _KINDS.get(kind, (kind, kind))[0 if lang == "zh" else 1]
