"""The staff's pages, in Gradio."""
