"""Other ways of writing the same word: British and American, in one word or two, with and without accents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import fold

SHORTEST_PART = 3  # of a word taken apart
PLAIN = {ord(char): " " for char in "-\u2010\u2011\u2012\u2013"} | {ord("’"): "'"}
ELIDED = re.compile(r"^(?:[cdjlmnst]|qu)'")  # French: l'Union

# Endings of British words and their American counterparts, as they stand in words without accents. Whether a word that
# a rule makes exists is asked of the collection, so a rule may be wrong about some words.
ENDINGS = (
    (r"isations?", "is", "iz"),
    (r"is(?:e|es|ed|ing|er|ers)", "is", "iz"),
    (r"ys(?:e|es|ed|ing)", "ys", "yz"),
    (r"our(?:s|ed|ing|able|al|ally|hood|hoods|ers?|ful|ite|ites)?", "our", "or"),
    (r"ences?", "enc", "ens"),
    (r"tres?", "tre", "ter"),
    (r"mmes?", "mme", "m"),
    (r"ogues?", "ogue", "og"),
    (r"ll(?:ed|ing|ers?)", "ll", "l"),
    (r"dgements?", "dge", "dg"),
)
BRITISH = [
    (re.compile(f"(?<=[a-z]{{2}}){ending}$"), british, american) for ending, british, american in ENDINGS
]
AMERICAN = [
    (
        re.compile(f"(?<=[a-z]{{2}}){ending.replace(british, american, 1)}$"),
        american,
        british,
    )
    for ending, british, american in ENDINGS
]

THRICE = re.compile(r"(.)\1\1")


def spellings(word: str) -> set[str]:
    """The British spelling of an American word and the other way round; ``word`` is folded and not among them."""
    found = set()
    for pattern, written, instead in [*BRITISH, *AMERICAN]:
        match = pattern.search(word)
        if match:
            found.add(word[: match.start()] + match[0].replace(written, instead, 1))
    return {one for one in found if one != word and not THRICE.search(one)}


def in_either_number(word: str) -> set[str]:
    """``word`` itself, with an s at its end and without."""
    return {word, word[:-1] if word.endswith("s") and len(word) > SHORTEST_PART else f"{word}s"}


def parted(word: str) -> Iterator[tuple[str, str]]:
    """The ways of writing one word as two: “ceasefire” as “cease fire” among others."""
    for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        yield word[:place], word[place:]


def key(text: str) -> str:
    """What words and phrases are compared by that may be written differently: without case, accents, hyphens, French
    elisions and an s at the end of words, in American spelling.
    """
    words = fold(text).translate(PLAIN).split()
    return " ".join(_key(ELIDED.sub("", word.strip(".,;:!?¿¡'()[]"))) for word in words).strip()


def _key(word: str) -> str:
    # Of a word that a rule is wrong about, both sides of the comparison are made wrong alike.
    for pattern, british, american in BRITISH:
        match = pattern.search(word)
        if match:
            word = word[: match.start()] + match[0].replace(british, american, 1)
            break
    # “NGOs” are asked for as “NGO”; “process” is no plural.
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
