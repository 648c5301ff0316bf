"""What is asked about rounds, entries and scoresheets, with everything that a page needs."""
