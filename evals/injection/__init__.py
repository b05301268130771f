"""Attempts to make the assistant obey somebody else: in questions, in earlier turns, and in documents."""
