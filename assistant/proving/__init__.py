"""Nothing is shown that is not proven: each claim is held against the words that it rests on, and cited, by code."""
