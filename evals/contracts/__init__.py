"""Made-up contracts, with the commitments that a person finds in them; they are never part of the bundled corpus."""
