"""Spreadsheets of products: the template, the dry run, the import and the export."""
