"""Strings and nothing else: invisible characters, sentences, words, highlighting."""
