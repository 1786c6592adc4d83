"""The words that tell an entry from others."""

from msn_kb.core.search.telling import IN_TEXT, IN_TITLE, MOST_READ, telling_words


def test_words_of_the_title_and_repeated_words_of_the_texts_tell():
    words = telling_words("en", "Monitors of a ceasefire", ["Monitors report daily.", "They report to all."])

    assert dict(words.words) == {"Monitors": IN_TITLE, "ceasefire": IN_TITLE, "report": IN_TEXT}


def test_word_written_small_anywhere_is_given_so():
    words = telling_words("en", "Monitors in Mali", ["What monitors do in Mali."])

    assert list(words.words) == ["monitors", "Mali"]


def test_words_of_everyday_speech_do_not_tell():
    assert list(telling_words("en", "What mediators must do better", []).words) == ["mediators"]
    assert list(telling_words("fr", "Après la médiation", []).words) == ["médiation"]


def test_numbers_and_words_of_two_letters_do_not_tell():
    assert telling_words("en", "UN 2018 in 2019", ["It is so. It is not."]).words == {}


def test_endless_text_gives_so_many_words_and_no_more():
    # Letters alone make a word, so the number is spelt in letters.
    many = [f"word{chr(97 + n // 676)}{chr(97 + n // 26 % 26)}{chr(97 + n % 26)}" for n in range(2000)]

    assert len(telling_words("en", " ".join(many), []).words) == MOST_READ
