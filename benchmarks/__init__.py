"""How quick the parts are, each beside a plain reference that is measured in the same run."""
