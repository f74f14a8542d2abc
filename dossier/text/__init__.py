"""Strings and nothing else: invisible characters, sentences, words, highlighted spans."""
