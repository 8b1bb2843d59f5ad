"""Specimens: every letter in every meaningful case, of made-up people."""
