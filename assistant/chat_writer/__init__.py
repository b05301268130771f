"""Answers worded by a chat model: every sentence is given its quote by code, and quotes come instead when it fails."""
