from assistant.decomposing import parts, subquestions


def test_two_questions_in_one_are_told_apart() -> None:
    assert parts("Vem samordnar Viable Cities och till när pågår det?") == (
        "Vem samordnar Viable Cities",
        "till när pågår det?",
    )
    assert parts("Vilka är Borlänge och Avesta?") == ("Vilka är Borlänge och Avesta?",)


def test_a_later_part_takes_over_what_it_points_back_at() -> None:
    first, second = subquestions("Hur stor är Borlänge kommun till ytan, och hur många bor där?")

    assert first == "Hur stor är Borlänge kommun till ytan?"
    assert second.startswith("Hur många bor där") and "Borlänge" in second


def test_a_part_that_asks_for_nothing_of_its_own_stays_with_the_first() -> None:
    whole = "Finns det några bostadsbolag bland parterna, och vilka i så fall?"

    assert subquestions(whole) == (whole,)


def test_a_part_without_a_subject_that_asks_for_another_kind_of_thing_is_a_question() -> None:
    _, until = subquestions("Vem samordnar Viable Cities, och till när?")

    assert until.startswith("Till när") and "Viable Cities" in until


def test_two_sentences_that_both_ask_are_two_questions() -> None:
    assert subquestions("Vad är en kolsänka? Vad är Viable Cities?") == ("Vad är en kolsänka?", "Vad är Viable Cities?")


def test_one_question_is_left_as_it_is() -> None:
    assert subquestions("Vad är en kolsänka?") == ("Vad är en kolsänka?",)
