"""Signs that French figures need and a keyboard does not have."""

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
