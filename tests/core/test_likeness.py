"""How much two words are alike: against the textbook's own recursion."""

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from sanicost.core.text import likeness

WORDS = st.text(alphabet="公厕保洁工ab", max_size=12)


def _common(one: str, other: str) -> int:
    """Return the length of the longest common subsequence, character by character."""

    @cache
    def of(i: int, j: int) -> int:
        if i == len(one) or j == len(other):
            return 0
        if one[i] == other[j]:
            return 1 + of(i + 1, j + 1)
        return max(of(i + 1, j), of(i, j + 1))

    return of(0, 0)


@given(WORDS, WORDS)
def test_likeness_is_the_share_of_characters_in_the_longest_common_subsequence(
    one: str, other: str
) -> None:
    length = len(one) + len(other)
    assert likeness(one, other) == (200 * _common(one, other) / length if length else 100)


def test_likeness_of_equal_words_is_whole_and_of_strangers_nothing() -> None:
    assert likeness("保洁", "保洁") == 100
    assert likeness("保洁", "司机") == 0
    # 4 of 4 and 4 of 5 characters: 2 × 4 ÷ 9.
    assert likeness("公厕保洁", "公厕保洁工") == 200 * 4 / 9
