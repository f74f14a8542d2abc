"""From other formats to a text for seeds/: one module a format, one table (`formats.FORMATS`)."""
