"""What is said before and around an answer: pleasantries, refusals, corrections, choices, and other languages."""
