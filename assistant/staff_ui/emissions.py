"""The emissions' charts: what has been let out, and carbon dioxide beside the pace of the carbon budget."""

from __future__ import annotations

from html import escape

from assistant import texts
from assistant.charts import Chart, chart_table, line_chart
from assistant.register.budget import budget_chart, emissions_chart
from assistant.register.registry import Registry
from assistant.staff_ui.html import notice
from corpus.documents import AUDIENCES


def charts_html(registry: Registry, place: str) -> str:
    """The charts of a place, each with what its lines include and its figures as a table."""
    charts = (emissions_chart(registry, place, AUDIENCES), budget_chart(registry, place, AUDIENCES))
    drawn = [_chart_html(chart) for chart in charts if chart]
    return f'<div class="diagram">{"".join(drawn)}</div>' if drawn else notice(texts.NO_EMISSIONS.format(place=place))


def _chart_html(chart: Chart) -> str:
    return (
        f"<section><h2>{escape(chart.title)}</h2><p>{escape(chart.description)}</p>"
        f'<div class="rulla" role="region" tabindex="0" aria-label="{escape(chart.title)}">{line_chart(chart)}</div>'
        f"<details><summary>{texts.FIGURES}</summary>{chart_table(chart)}</details></section>"
    )
