"""What we know: documents, passages, records, the model that embeds them and the index they are kept in."""
