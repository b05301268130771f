import pytest

from assistant.proving.lists import left_out, missing_items
from assistant.writing.draft import Claim
from tests.assistant.evidence import hit

LIST = "Tre parter deltar:\n\n- Borlänge kommun\n- AB Borlänge Energi\n- IK Brage"
ROW = "Programmet finansieras av Vinnova, Energimyndigheten och Formas."


def listed(*items: str) -> list[Claim]:
    source = hit(LIST)
    lead = Claim(text="Tre parter deltar:", hit=source, quote=LIST)
    return [lead, *(Claim(text=item, hit=source, quote=LIST, form="item") for item in items)]


def test_a_whole_list_lacks_nothing_in_whatever_order() -> None:
    assert not missing_items(listed("IK Brage", "Borlänge kommun", "Borlänge Energi"))
    assert not missing_items(listed()[:1])


def test_a_dropped_item_is_named() -> None:
    assert missing_items(listed("Borlänge kommun", "IK Brage")) == ("AB Borlänge Energi",)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Vinnova och Formas finansierar programmet.", ("Energimyndigheten",)),
        ("Formas, Vinnova och Energimyndigheten finansierar programmet.", ()),
        ("Vinnova finansierar programmet.", ()),
    ],
)
def test_a_name_dropped_from_a_row_is_named(text: str, missing: tuple[str, ...]) -> None:
    assert left_out(Claim(text=text, hit=hit(ROW), quote=ROW)) == missing
