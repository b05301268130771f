"""The measures, as pure functions; each names where it comes from."""
