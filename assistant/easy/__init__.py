"""Answers that are easy to read (lättläst): the same facts in an easier form."""
