"""What the Makefile runs: set-up, the three processes, the checks, the screenshots."""
