"""Follow-up questions that the corpus can answer, chosen near the question that was asked."""
