"""How a question is answered: rewritten, searched for, written from quotes, checked and cited."""
