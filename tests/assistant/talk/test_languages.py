from __future__ import annotations

import subprocess
import sys

import pytest

from assistant.conversation import Answer, Question, Statement
from assistant.service import Assistant
from assistant.talk.languages import language, remark_on
from tests.assistant.talk.questions_by_language import QUESTIONS, SWEDISH


@pytest.mark.parametrize(("lang", "asked"), [(lang, asked) for lang, all_ in QUESTIONS.items() for asked in all_])
def test_the_language_of_a_question_is_told(lang: str, asked: str) -> None:
    assert language(asked) == lang


@pytest.mark.parametrize("typed", SWEDISH)
def test_short_misspelt_and_norwegian_looking_swedish_is_swedish(typed: str) -> None:
    assert language(typed) == "sv"


@pytest.mark.parametrize("lang", QUESTIONS)
def test_each_language_has_a_remark_in_itself(lang: str) -> None:
    remark = remark_on(QUESTIONS[lang][0])
    assert remark is not None
    assert (remark.lang, remark.form, remark.numbers) == (lang, "remark", ())
    assert language(remark.text) == lang


def test_an_answer_in_swedish_begins_with_one_line_in_the_questions_language(assistant: Assistant) -> None:
    first, *_, answer = assistant.stream(Question(text="When should Borlänge be climate neutral?"))
    assert isinstance(first, Statement) and isinstance(answer, Answer)
    assert (first.lang, first.text) == ("en", "The sources are in Swedish, so the answer is too.")
    assert answer.text.startswith(f"{first.text}\n")
    assert "2030" in answer.text
    assert [statement.lang for statement in answer.statements].count("en") == 1


def test_a_swedish_question_never_loads_the_model_of_languages() -> None:
    code = "import sys; from assistant.talk.languages import language; language('Vad är en kolsänka?'); "
    loaded = subprocess.run(
        [sys.executable, "-c", f"{code}print('py3langid' in sys.modules)"], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "False"
