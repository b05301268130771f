"""How it got there: files are read, cleaned, split into passages and built into a new version of the index."""
