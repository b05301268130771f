"""From evidence to a draft answer: what a draft is, and those who write one."""
