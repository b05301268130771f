"""A source shown at the very place that an answer rests on."""
