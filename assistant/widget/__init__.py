"""The residents' widget: one script that puts a button and a conversation on any page."""
