"""What every page shares: languages, forms, errors, formats, headers, tasks."""
