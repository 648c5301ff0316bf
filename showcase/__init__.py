"""The public pages, search and inquiries."""
