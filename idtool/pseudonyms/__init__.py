"""Pseudonyms: who is who, what stands in for them, and files with only those words replaced."""
