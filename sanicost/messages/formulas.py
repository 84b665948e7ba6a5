"""How each language says the parts of a formula."""

from sanicost.core.explain import Phrases
from sanicost.messages.labels import Lang

PHRASES: dict[Lang, Phrases] = {
    "zh": Phrases(
        fen="{0}，四舍五入到分",
        persons="{0}，进位取整",
        least="{0} 与 {1} 中较小者",
        greatest="{0} 与 {1} 中较大者",
        when="{0}时 {1}，否则 {2}",
        at_least="{0} 不低于 {1} ",
        above="{0} 大于 {1} ",
        choice="{0}为“{1}”",
        brackets="（{0}）",
        below="{0} 低于 {1} ",
        not_above="{0} 不大于 {1} ",
        because="因{0}",
        smaller="取较小者 {0}（另一项：{1}）",
        larger="取较大者 {0}（另一项：{1}）",
    ),
    "en": Phrases(
        fen="{0}, rounded half up to the fen",
        persons="{0}, rounded up",
        least="the smaller of {0} and {1}",
        greatest="the larger of {0} and {1}",
        when="{1} where {0}, else {2}",
        at_least="{0} is at least {1}",
        above="{0} is above {1}",
        choice='{0} is "{1}"',
        brackets="({0})",
        below="{0} is below {1}",
        not_above="{0} is not above {1}",
        because="because {0}",
        smaller="the smaller is taken: {0} (the other: {1})",
        larger="the larger is taken: {0} (the other: {1})",
    ),
}
