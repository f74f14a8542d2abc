"""From a file in seeds/ to a Document of numbered paragraphs."""
