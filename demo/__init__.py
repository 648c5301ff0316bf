"""The sample town, built through the same operations as real use."""
