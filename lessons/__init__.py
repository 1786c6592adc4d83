"""What was learned: lessons, cases, themes and terms."""
