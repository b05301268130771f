import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.commitments import find_drafts
from ingest.commitments.proposals import Proposal
from tests.ingest.commitments.contracts import contract, drafts


def test_a_commitment_is_read_whole(tmp_path: Path) -> None:
    text = "## 3.1 Resor\n\nKommunen åtar sig att minska utsläppen från tjänsteresor med 60 procent till 2028.\n"
    (draft,) = drafts(tmp_path, text)
    assert (draft.party, draft.party_kind, draft.due) == ("Granforsa kommun", "kommun", 2028)
    assert draft.text == "Minska utsläppen från tjänsteresor med 60 procent till 2028."
    assert (draft.measurable, draft.area, draft.clause) == ("60 procent", "transport", "3.1")
    assert "åtar sig" in draft.reason
    assert draft.found_by == "rules"


@pytest.mark.parametrize(
    "sentence",
    [
        "Regeringen ska enligt klimatlagen redovisa en handlingsplan senast 2027.",
        "Kommunen får begära in uppgifter från parterna.",
        "Kommunen bör se över belysningen till 2027.",
        "Kommunen har minskat utsläppen med 30 procent sedan 1990.",
        "Avtalet undertecknades den 3 maj 2024.",
        "Avtalet ska tolkas enligt svensk rätt.",
        "Om elpriset stiger ska Kommunen se över tidplanen till 2027.",
        "Med samåkning avses att minst tre personer åker i samma bil.",
        "Energibolaget ansvarar inte för förseningar.",
        "Detta avtal ska inte ses som juridiskt bindande.",
    ],
)
def test_background_definitions_conditions_and_the_duties_of_others_are_no_commitments(
    tmp_path: Path, sentence: str
) -> None:
    assert drafts(tmp_path, f"## Åtaganden\n\n{sentence}\n") == ()


@pytest.mark.parametrize("heading", ["Bakgrund", "2 Definitioner", "§ 9 Tvist", "Giltighet"])
def test_a_section_that_commits_no_one_gives_no_drafts(tmp_path: Path, heading: str) -> None:
    assert (
        drafts(tmp_path, f"## {heading}\n\nKommunen ska bygga 12 km cykelväg senast 2029.\n\n## Annat\n\nText.\n") == ()
    )


@pytest.mark.parametrize(
    ("sentence", "party", "confidence"),
    [
        ("Energibolaget förbinder sig att sluta elda olja före 2027.", "Granforsa Energi AB", 0.95),
        ("Senast 2029 ska Kommunen ha byggt 12 km cykelväg.", "Granforsa kommun", 0.8),
        ("Parterna avser att träffas varje år.", "Parterna", 0.5),
    ],
)
def test_the_verb_and_the_subject_decide_how_sure_a_draft_is(
    tmp_path: Path, sentence: str, party: str, confidence: float
) -> None:
    (draft,) = drafts(tmp_path, f"## Åtaganden\n\n{sentence}\n")
    assert draft.party == party
    assert draft.confidence == pytest.approx(confidence, abs=0.1)


def test_items_take_party_and_year_from_the_sentence_over_the_list(tmp_path: Path) -> None:
    text = "## Åtaganden\n\nKommunen ska senast 2030:\n\n- plantera 5 000 träd i tätorten\n- byta alla bilar i tjänst\n"
    found = drafts(tmp_path, text)
    assert [(draft.party, draft.due, draft.quote) for draft in found] == [
        ("Granforsa kommun", 2030, "plantera 5 000 träd i tätorten"),
        ("Granforsa kommun", 2030, "byta alla bilar i tjänst"),
    ]
    assert found[0].measurable == "5 000 träd"


def test_a_sentence_without_a_party_takes_that_of_the_heading(tmp_path: Path) -> None:
    (draft,) = drafts(tmp_path, "## Energibolagets åtaganden\n\nPannorna ska vara fossilfria till 2027.\n")
    assert (draft.party, draft.due) == ("Granforsa Energi AB", 2027)


def test_a_table_of_commitments_is_read_by_its_columns_and_a_table_of_signatures_is_not(tmp_path: Path) -> None:
    text = """## Åtaganden

| Part | Åtagande | Mått | Klart senast |
|---|---|---|---|
| Granforsa kommun | Byta bilar; TRB:s protokoll: alla | 100 % | 2027 |
| Granforsa Energi AB | Installera solceller | anges inte | anges inte |

## Underskrifter

| Part | Namn | Datum |
|---|---|---|
| Granforsa kommun | Maja Påhittad | 2024-05-03 |
| Granforsa Energi AB | Sten Uppdiktad | 2024-05-03 |
"""
    found = drafts(tmp_path, text)
    assert [(draft.party, draft.text, draft.due, draft.measurable) for draft in found] == [
        ("Granforsa kommun", "Byta bilar; TRB:s protokoll: alla", 2027, "100 %"),
        ("Granforsa Energi AB", "Installera solceller", None, ""),
    ]


def test_the_same_words_under_two_parties_are_two_drafts_with_ids_of_their_own(tmp_path: Path) -> None:
    item = "- Minska energianvändningen med 20 procent till 2030\n"
    text = f"## Kommunens åtaganden\n\n{item}\n## Energibolagets åtaganden\n\n{item}"
    found = drafts(tmp_path, text)
    assert [draft.party for draft in found] == ["Granforsa kommun", "Granforsa Energi AB"]
    assert len({draft.id for draft in found}) == 2


def test_an_id_is_the_same_after_the_text_around_it_has_changed(tmp_path: Path) -> None:
    sentence = "Kommunen ska bygga 12 km cykelväg senast 2029."
    (before,) = drafts(tmp_path, f"## Åtaganden\n\n{sentence}\n")
    (after,) = drafts(tmp_path, f"## Åtaganden\n\nEtt nytt stycke.\n\n### Vägar\n\n{sentence}\n")
    assert before.id == after.id
    assert before.start != after.start


def test_a_source_that_is_no_contract_has_no_drafts(tmp_path: Path) -> None:
    document = contract(tmp_path, "Kommunen ska bygga 12 km cykelväg senast 2029.\n")
    assert find_drafts(document)
    assert find_drafts(replace(document, source=replace(document.source, kind="document"))) == ()


PIECES = st.sampled_from(
    [
        "Kommunen åtar sig att spara 5 % till 2028.",
        "Energibolaget\nlovar att sluta elda olja.",
        "## 2 Kommunens åtaganden",
        "- byta bilar före 2030",
        "- bygga",
        "| Part | Åtagande | Målår |\n|---|---|---|\n| Granforsa kommun | Byta bilar | 2027 |",
        "Parterna ska:",
        "Avtalet gäller till 2030. Tvist ska lösas i samråd.",
        "Alla ska",
        "Ä" * 40,
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(pieces=st.lists(PIECES, max_size=8))
def test_every_quote_stands_in_the_contract_and_every_id_is_its_own(tmp_path: Path, pieces: list[str]) -> None:
    document = contract(tmp_path, "\n\n".join(pieces))
    found = find_drafts(document)
    assert all(document.text[draft.start : draft.start + len(draft.quote)] == draft.quote for draft in found)
    assert len({draft.id for draft in found}) == len(found)
    assert all(0 < draft.confidence <= 1 and draft.party and draft.text and draft.reason for draft in found)


BYLAW = "## Vardag\n\nKommunens lokaler värms numera av spillvärme, och detta fortsätter till 2031.\n"


@pytest.mark.parametrize(
    ("proposal", "is_taken"),
    [
        ({}, True),
        ({"quote": "Kommunens lokaler värms av spillvärme, och detta fortsätter till 2031."}, False),
        ({"due": 2035}, False),
        ({"party": "Staten"}, False),
        ({"measurable": "50 procent"}, False),
    ],
)
def test_a_proposal_is_taken_only_when_the_clause_says_it_word_for_word(
    tmp_path: Path, proposal: dict[str, Any], is_taken: bool
) -> None:
    right = Proposal(
        party="Kommunen",
        text="Värma sina lokaler med spillvärme",
        due=2031,
        measurable="",
        quote="Kommunens lokaler värms numera av spillvärme, och detta fortsätter till 2031.",
    )
    document = contract(tmp_path, BYLAW)
    found = find_drafts(
        document, lambda headings, clause: (replace(right, **proposal),) if "spillvärme" in clause else ()
    )
    assert bool(found) == is_taken
    assert all((draft.found_by, draft.quote in document.text) == ("model", True) for draft in found)


@pytest.mark.parametrize("part", ["Kommunen ska bygga 12 km cykelväg senast 2029.", "bygga 12 km cykelväg"])
def test_a_proposal_for_what_the_rules_have_found_is_left_out(tmp_path: Path, part: str) -> None:
    sentence = "Kommunen ska bygga 12 km cykelväg senast 2029."
    same = Proposal(party="Kommunen", text="Bygga", due=2029, measurable="12 km", quote=part)
    found = find_drafts(contract(tmp_path, f"## Åtaganden\n\n{sentence}\n"), lambda headings, clause: (same,))
    assert [draft.found_by for draft in found] == ["rules"]
    assert re.match(r"^[0-9a-f]{16}$", found[0].id)
