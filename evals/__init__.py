"""How good the answers are: cases, measures, runs, reports and floors."""
