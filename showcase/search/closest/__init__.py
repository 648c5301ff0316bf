"""The closest products for a search of which no product has all the words."""
