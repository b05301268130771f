"""Who gets in: users in a file, signing in, and what the one who is signed in may do."""
