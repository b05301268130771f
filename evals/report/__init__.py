"""What a run found, as a table in the terminal, as Markdown, as JSON and as a page."""
