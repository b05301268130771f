from __future__ import annotations

from pathlib import Path

import pytest

from evals.errors import InvalidFloors
from evals.gate import Breach, read_floors


def test_the_floors_that_are_shipped_can_be_read() -> None:
    floors = read_floors()
    assert floors["dev"].max["altered_figures"] == 0.0


def test_a_breach_names_measure_value_and_limit() -> None:
    floor = Breach(split="test", measure="right", value=0.5, limit=0.75, is_floor=True)
    assert str(floor) == "Rätt svar (provfrågor) blev 50,0\u00a0%, men ska vara minst 75,0\u00a0%."
    ceiling = Breach(split="dev", measure="first_p95", value=2.5, limit=1.0, is_floor=False)
    assert "blev 2,50\u00a0s, men ska vara högst 1,00\u00a0s" in str(ceiling)
    unmeasured = Breach(split="dev", measure="right", value=None, limit=0.75, is_floor=True)
    assert "mättes inte" in str(unmeasured)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[dev.min]\nrigth = 0.5", "måttet ”rigth” finns inte. Välj bland right"),
        ("[dev.min]\nright = 'hög'", "går inte att läsa"),
        ("[dev.mid]\nright = 0.5", "går inte att läsa"),
        ("[devel.min]\nright = 0.5", "går inte att läsa"),
        ("[dev.min", "går inte att läsa"),
    ],
)
def test_floors_that_would_watch_nothing_are_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFloors, match=message):
        read_floors(path)
