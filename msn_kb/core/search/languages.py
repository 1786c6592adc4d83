"""The text-search configuration of each language. The migration ``0001_search_configurations`` creates them."""

# ISO 639-1 code → (our configuration, PostgreSQL's own that it is copied from, its stop-word list).
# PostgreSQL ships no Arabic stop-word list.
LANGUAGES: dict[str, tuple[str, str, str | None]] = {
    "en": ("msn_english", "english", "english"),
    "fr": ("msn_french", "french", "french"),
    "es": ("msn_spanish", "spanish", "spanish"),
    "ar": ("msn_arabic", "arabic", None),
}
OTHER = "msn_simple"
# Records without a language of their own, such as organizations, are described in this one.
HOUSE_LANGUAGE = "en"

# PostgreSQL takes “mediators/envoys” for a file's path and “<peace>” for a tag: one word, or none. Texts and queries
# are indexed with blanks in their place.
NOT_LETTERS = "/<>"
# Chinese and Japanese set no blanks between words: each of their characters is indexed as a word of its own, and a
# query asks for pairs of neighbours (``query``). Thai, Lao, Khmer and Burmese are not taken apart. Regular expressions
# of Python and of PostgreSQL read this alike.
UNSPACED = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"


def configuration(language: str) -> str:
    """The configuration that stems ``language`` and ignores accents; words as they are for other languages."""
    return LANGUAGES[language][0] if language in LANGUAGES else OTHER


def mark(language: str) -> str:
    """The word that stands for ``language`` in the vectors of its entries, so that one query asks each language for its
    own words. No text holds it: PostgreSQL's parser takes ``#`` for a blank.
    """
    return f"#{language}"


def create_statements() -> list[str]:
    """SQL that creates the configurations: stop words first (they carry accents), then unaccent, then the stemmer."""
    statements = []
    for name, parent, stop_words in LANGUAGES.values():
        chain = f"unaccent, {parent}_stem"
        if stop_words:
            statements.append(
                f"CREATE TEXT SEARCH DICTIONARY {name}_stop "
                f"(TEMPLATE = pg_catalog.simple, STOPWORDS = {stop_words}, ACCEPT = false)"
            )
            chain = f"{name}_stop, {chain}"
        statements.append(f"CREATE TEXT SEARCH CONFIGURATION {name} (COPY = pg_catalog.{parent})")
        statements.append(
            f"ALTER TEXT SEARCH CONFIGURATION {name} ALTER MAPPING FOR {WORD_TOKENS} WITH {chain}"
        )
    statements.append(f"CREATE TEXT SEARCH CONFIGURATION {OTHER} (COPY = pg_catalog.simple)")
    statements.append(
        f"ALTER TEXT SEARCH CONFIGURATION {OTHER} ALTER MAPPING FOR {WORD_TOKENS} WITH unaccent, simple"
    )
    return statements


def drop_statements() -> list[str]:
    """SQL that removes what :func:`create_statements` made."""
    statements = [f"DROP TEXT SEARCH CONFIGURATION {OTHER}"]
    for name, _parent, stop_words in LANGUAGES.values():
        statements.append(f"DROP TEXT SEARCH CONFIGURATION {name}")
        if stop_words:
            statements.append(f"DROP TEXT SEARCH DICTIONARY {name}_stop")
    return statements


WORD_TOKENS = "asciiword, word, asciihword, hword, hword_asciipart, hword_part"
