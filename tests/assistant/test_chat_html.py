from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from assistant.chat_html import answer_html, notice_html, question_html, statements_html
from assistant.conversation import Answer, Hit, Question, Statement
from assistant.plain_text import answer_with_sources
from assistant.viewer.addresses import address_of_passage, address_of_quote
from tests.assistant.fixed_assistant import CITATIONS, CONTRACT, GOAL, GOAL_QUOTE, SINK_QUOTE, STATEMENTS, answer_to

HOSTILE = "<img src=x onerror=alert(1)>\n\n</div><script>alert(2)</script>\n# [länk](javascript:alert(3)) *fet* $x$ \"'"


@pytest.fixture
def answer() -> Answer:
    return answer_to(Question(text="Vad är en kolsänka?"))


def test_markers_lead_to_their_sources(answer: Answer) -> None:
    page = BeautifulSoup(answer_html(answer, key=4), "html.parser")

    targets = [str(link["href"]).removeprefix("#") for link in page.select("a.markor")]

    assert targets == ["kalla-4-1", "kalla-4-2", "kalla-4-1"]
    assert [item["id"] for item in page.select(".kallor li")] == ["kalla-4-1", "kalla-4-2"]


def test_sources_show_title_place_quote_and_links(answer: Answer) -> None:
    page = BeautifulSoup(answer_html(answer, key=0), "html.parser")

    summary = page.select_one("details summary")
    first, second = page.select(".kallor li")

    assert summary is not None and summary.text == "Källor (2)"
    assert "Ordlista, Ordlista › Kolsänka" in first.text
    assert SINK_QUOTE in first.text
    assert [(link["href"], link["target"], link["rel"]) for link in first.select("a")] == [
        (address_of_quote(CITATIONS[0]), "_blank", ["noopener"]),
        ("https://example.se/ord?a=1&b=2", "_blank", ["noopener"]),
    ]
    assert "Kontrakt <2030>, sida 3" in second.text
    assert [link["href"] for link in second.select("a")] == [address_of_quote(CITATIONS[1])]


def test_statements_keep_their_form(answer: Answer) -> None:
    page = BeautifulSoup(answer_html(answer, key=0), "html.parser")

    assert [node.name for node in page.select(".svar > .text > *")] == ["p", "ul"]


def test_a_remark_stands_alone_and_says_its_language(answer: Answer) -> None:
    remark = Statement(text="Die Quellen sind auf Schwedisch.", form="remark", lang="de")
    page = BeautifulSoup(answer_html(replace(answer, statements=(remark, *STATEMENTS)), key=0), "html.parser")

    assert [node.name for node in page.select(".text > p, .text > ul")] == ["p", "p", "ul"]
    assert [(node["lang"], node.text) for node in page.select("[lang]")] == [("de", remark.text)]


def test_refusal_shows_no_sources() -> None:
    refusal = replace(answer_to(Question(text="?")), statements=(Statement(text="Det framgår inte."),), citations=())

    page = BeautifulSoup(answer_html(refusal, key=0), "html.parser")

    assert [said.text for said in page.select(".text")] == ["Det framgår inte."]
    assert not page.select(".kallor")


def test_short_answer_remark_and_nearest_places_are_told_apart(answer: Answer) -> None:
    statements = (
        Statement(text="Målet är 2030 < 2031.", numbers=(1,), emphasis="2030 <"),
        Statement(text="Resten framgår inte.", form="remark"),
    )
    hit = Hit(passage=GOAL, source=CONTRACT, score=1.0)
    page = BeautifulSoup(answer_html(replace(answer, statements=statements, nearest=(hit,)), key=0), "html.parser")

    assert [word.text for word in page.select("strong")] == ["2030 <"]
    assert [remark.text for remark in page.select(".anmarkning")] == ["Resten framgår inte."]
    assert [(link["href"], link.text) for link in page.select(".narmast a")] == [
        (address_of_passage(GOAL), "Kontrakt <2030>, sida 3 (ny flik)")
    ]


def test_what_is_copied_is_the_answer_with_its_sources(answer: Answer) -> None:
    page = BeautifulSoup(answer_html(answer, key=0), "html.parser")

    (copied,) = page.select(".kopia[hidden]")
    assert copied.text == answer_with_sources(answer)


def test_nothing_said_yet_shows_that_the_search_is_on() -> None:
    assert "Söker i källorna" in statements_html((), key=0)
    assert "Söker i källorna" not in statements_html(STATEMENTS[:1], key=0)


@pytest.mark.parametrize(
    "html",
    [
        question_html(HOSTILE),
        notice_html(HOSTILE),
        statements_html((Statement(text=HOSTILE, numbers=(1,)),), key=0),
        answer_html(
            replace(
                answer_to(Question(text=HOSTILE)),
                statements=(Statement(text=HOSTILE, numbers=(1,)),),
                citations=(
                    replace(
                        CITATIONS[0],
                        quote=HOSTILE,
                        source=replace(CITATIONS[0].source, id='"><script>', title=HOSTILE, url=f"https://a/{HOSTILE}"),
                        passage=replace(GOAL, page=None, heading=(HOSTILE,), text=HOSTILE),
                    ),
                ),
            ),
            key=0,
        ),
    ],
    ids=["question", "notice", "statements", "answer"],
)
def test_nothing_from_outside_becomes_html_or_markdown(html: str) -> None:
    page = BeautifulSoup(html, "html.parser")

    assert not page.select("img, script")
    assert not [link for link in page.select("a") if str(link["href"]).startswith("javascript:")]
    assert "<img src=x onerror=alert(1)>" in page.text
    # One HTML element on one line: Markdown leaves it alone, whatever stands in it.
    assert "\n" not in html
    assert len(page.find_all(recursive=False)) == 1


def test_line_breaks_in_a_quote_are_kept(answer: Answer) -> None:
    page = BeautifulSoup(answer_html(answer, key=0).replace("<br>", "\n"), "html.parser")

    assert GOAL_QUOTE in [quote.text for quote in page.select("blockquote")]
