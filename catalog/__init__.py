"""Makers, products, papers and places, and the maker's workspace."""
