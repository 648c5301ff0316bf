"""Partners, rounds, entries, scoresheets, ranking and decisions."""
