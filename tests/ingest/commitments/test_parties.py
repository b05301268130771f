from pathlib import Path

import pytest

from ingest.commitments.parties import party_kind
from tests.ingest.commitments.contracts import drafts


@pytest.mark.parametrize(
    "defined",
    [
        "Avtalet gäller Hamnbolaget Vik AB (nedan Bolaget).",
        "Avtalet gäller Hamnbolaget Vik AB, här kallat ”Bolaget”.",
        "Avtalet gäller Hamnbolaget Vik AB, fortsättningsvis benämnt Bolaget, och dess ägare.",
    ],
)
def test_a_party_is_known_by_what_the_contract_calls_it(tmp_path: Path, defined: str) -> None:
    text = f"# Avtal\n\n{defined}\n\n## Åtaganden\n\nBolaget ska erbjuda landström vid kaj senast 2027.\n"
    (draft,) = drafts(tmp_path, text, head="")
    assert draft.party == "Hamnbolaget Vik AB"


def test_the_only_municipality_is_what_kommunen_means(tmp_path: Path) -> None:
    text = (
        "# Löften\n\n## Parter\n\n- Viks kommun\n- Sjöbuss AB\n\n## Löften\n\nKommunen ska bygga 8 km väg till 2029.\n"
    )
    (draft,) = drafts(tmp_path, text, head="")
    assert draft.party == "Viks kommun"


def test_with_two_municipalities_the_contracts_own_word_is_not_guessed_at(tmp_path: Path) -> None:
    text = (
        "# Löften\n\n## Parter\n\n- Viks kommun\n- Näs kommun\n\n## Löften\n\nKommunen ska bygga 8 km väg till 2029.\n"
    )
    assert all(draft.party not in ("Viks kommun", "Näs kommun") for draft in drafts(tmp_path, text, head=""))


@pytest.mark.parametrize(
    ("party", "kind"),
    [
        ("Borlänge kommun", "kommun"),
        ("Högskolan Dalarna", "utbildning"),
        ("IK Brage", "förening"),
        ("Region Dalarna", "myndighet"),
        ("MaserFrakt AB", "företag"),
        ("Parterna", "annan organisation"),
        ("SSAB", ""),
    ],
)
def test_the_sort_of_party_is_said_only_when_the_name_tells(party: str, kind: str) -> None:
    assert party_kind(party) == kind
