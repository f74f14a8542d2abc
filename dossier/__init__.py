"""Dossier: from prose to a themed, provable briefing site.

The verbs of the pipeline, each in the module of its stage:

    source.read(path)                      a file becomes a Source
    document.parse(source)                 numbered paragraphs
    themes.read(path)                      themes.yml becomes a Scheme
    classify.Classifier(scheme, ...)       whose scores(document) carry their own evidence
    filing.file(document, scores, themes)  one filing per paragraph
    briefing.compose(document, filings, themes)
    library.gather(briefings, themes)

They are not imported here, so that a command which needs none of them starts at once.
"""

__version__ = "0.1.0"
