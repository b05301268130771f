"""The typst sources of the bundled contract documents, and the script that typesets them."""
