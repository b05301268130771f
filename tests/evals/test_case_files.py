from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from evals.case_files import CASES_DIR, read_cases
from evals.cases import Case, Phrase, Quantity
from evals.errors import InvalidCase

WHOLE = """
- id: utslapp
  kind: figure
  question: Hur stora var utsläppen 2024?
  facts:
    - figure: 423 796
      unit: ton
      tolerance_percent: 1
    - any: [minskade, sjönk]
  list: [el, [värme, fjärrvärme]]
  forbidden: [ökade]
  evidence:
    - source: utslapp
      quote: 423 796 ton
      page: 2
  outcome: [answered, partial]
"""


def read(tmp_path: Path, text: str) -> tuple[Case, ...]:
    path = tmp_path / "fall.yaml"
    path.write_text(text, encoding="utf-8")
    return read_cases([path])


def test_reads_every_field(tmp_path: Path) -> None:
    (case,) = read(tmp_path, WHOLE)
    assert case.facts == (
        Quantity(value=423796, unit="ton", tolerance=4237.96),
        Phrase(alternatives=("minskade", "sjönk")),
    )
    assert case.items == (Phrase(alternatives=("el",)), Phrase(alternatives=("värme", "fjärrvärme")))
    assert case.forbidden == ("ökade",)
    assert case.evidence[0].page == 2
    assert case.outcomes == ("answered", "partial")
    assert case.must_answer


@pytest.mark.parametrize("written", ["16.4", "16,4", '"16,4"'])
def test_a_figure_may_be_written_as_in_swedish(tmp_path: Path, written: str) -> None:
    (case,) = read(tmp_path, WHOLE.replace("423 796\n", f"{written}\n"))
    assert isinstance(case.facts[0], Quantity)
    assert case.facts[0].value == 16.4


def test_a_paraphrase_takes_over_what_it_leaves_out_and_the_split(tmp_path: Path) -> None:
    paraphrases = "".join(
        f"- {{id: omskriven-{n}, kind: chatty, question: Hur mycket, paraphrase_of: utslapp}}\n" for n in range(12)
    )
    original, *others = read(tmp_path, WHOLE + paraphrases)
    assert {case.facts for case in others} == {original.facts}
    assert {case.evidence for case in others} == {original.evidence}
    assert {case.split for case in others} == {original.split}


def test_about_a_third_of_the_ids_are_test_cases_always_the_same() -> None:
    cases = [Case(id=f"fall-{n}", kind="figure", question="?", outcomes=("answered",)) for n in range(900)]
    assert 240 < sum(case.split == "test" for case in cases) < 360
    assert [case.split for case in cases[:6]] == ["dev", "test", "dev", "dev", "dev", "test"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("kind: figure", "kind: siffra"), "utslapp, fältet kind: värdet ”siffra” går inte. Välj bland single_fact"),
        (("[answered, partial]", "besvarad"), "fältet outcome.0: värdet ”besvarad” går inte. Välj bland answered"),
        (("id: utslapp", "id: Utsläpp"), "Utsläpp, fältet id: värdet ”Utsläpp” går inte. Skriv det med små"),
        (("figure: 423 796", "figure: många"), "fältet facts.0.figure: värdet ”många” går inte. Skriv ett tal"),
        (("forbidden", "forbiden"), "fältet forbiden: fältet är okänt. Rätta stavningen"),
        (("question: Hur stora var utsläppen 2024?", ""), "fältet question: fältet saknas"),
        (("  outcome: [answered, partial]", ""), "utslapp: fältet outcome saknas"),
        (("    - any: [minskade, sjönk]", "    - unit: ton"), "Ange antingen any (ord) eller figure"),
        (("kind: figure", "kind: follow_up"), "fältet history saknas"),
        (("kind: figure", "kind: figure\n  kind: list"), "Fältet kind står två gånger"),
        (("[ökade]", "[ökade? nej]"), "rad 11"),
        (("outcome:", "paraphrase_of: finns-inte\n  outcome:"), "paraphrase_of ”finns-inte” är inget ursprungligt"),
    ],
)
def test_an_error_names_file_case_field_and_remedy(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    with pytest.raises(InvalidCase, match=r"^fall\.yaml") as error:
        read(tmp_path, WHOLE.replace(*change))
    assert message in str(error.value)


def test_every_error_is_told_at_once(tmp_path: Path) -> None:
    broken = "- {id: a, kind: x, question: y}\n- {id: b, question: ''}\n- id: c\n"
    with pytest.raises(InvalidCase) as error:
        read(tmp_path, broken)
    assert {line.split(",")[1].strip() for line in str(error.value).splitlines()} == {"a", "b", "c"}


def test_an_id_stands_once(tmp_path: Path) -> None:
    with pytest.raises(InvalidCase, match="id ”utslapp” finns flera gånger"):
        read(tmp_path, WHOLE * 2)


def test_what_must_be_answered_needs_facts_and_evidence(tmp_path: Path) -> None:
    with pytest.raises(InvalidCase, match="evidence saknas"):
        read(tmp_path, "- {id: a, kind: figure, question: x, outcome: answered}")
    with pytest.raises(InvalidCase, match="facts och list saknas båda"):
        read(tmp_path, "- {id: a, kind: figure, question: x, outcome: answered, evidence: [{source: s, quote: q}]}")


def test_the_examples_for_staff_can_be_read(tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", (CASES_DIR / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    whole = [block for block in blocks if block.startswith("- id")]
    parts = [yaml.safe_load(block) for block in blocks if not block.startswith("- id")]
    assert len(read(tmp_path, "\n".join(whole))) == 6
    for part in parts:
        case = {"id": "del", "kind": "figure", "question": "x", "outcome": "not_found", **part}
        read(tmp_path, yaml.safe_dump([case], allow_unicode=True))
