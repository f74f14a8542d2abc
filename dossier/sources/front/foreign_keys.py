"""Keys that other tools write into front matter, and what Dossier makes of each.

From the documentation of Hugo, Jekyll and its plugins, Quarto, Pandoc, Pelican, Eleventy, Astro,
Docusaurus, Obsidian and its Web Clipper, Zotero's exports, WordPress exporters, Dublin Core and
CSL, and from counting keys in public repositories. Keys stand here as `plain` returns them.
"""

import re

TAKEN = {
    "authors": "author",
    "creator": "author",
    "creators": "author",
    "published": "date",
    "pubdate": "date",
    "pub_date": "date",
    "publishdate": "date",
    "publish_date": "date",
    "published_at": "date",
    "publishedat": "date",
    "published_date": "date",
    "datepublished": "date",
    "date_published": "date",
    "publicationdate": "date",
    "publication_date": "date",
    "issued": "date",
    "lastmod": "updated",
    "last_mod": "updated",
    "last_modified_at": "updated",
    "last_modified": "updated",
    "lastmodified": "updated",
    "modified": "updated",
    "modified_at": "updated",
    "date_modified": "updated",
    "datemodified": "updated",
    "updated_at": "updated",
    "updatedat": "updated",
    "updated_date": "updated",
    "updateddate": "updated",
    "last_updated": "updated",
    "lastupdated": "updated",
    "last_update": "updated",
    "publication": "source",
    "publicationtitle": "source",
    "publication_title": "source",
    "container_title": "source",
    "newspaper": "source",
    "journal": "source",
    "publisher": "source",
    "canonical_url": "url",
    "canonicalurl": "url",
    "canonical": "url",
    "original_url": "url",
    "originalurl": "url",
    "source_url": "url",
    "sourceurl": "url",
    "rights_holder": "rights",
    "license": "rights",
    "licence": "rights",
    "copyright": "rights",
    "lang": "language",
    "locale": "language",
}
"""Keys that mean one of Dossier's; of several for the same key the first one here is taken."""

HIDDEN = {
    "draft": True,
    "private": True,
    "hidden": True,
    "unlisted": True,
    "published": False,
}
"""Keys by which other tools keep a text off a site, and the value that does."""

HIDDEN_STATES = frozenset({"draft", "private", "pending", "hidden", "future", "trash"})
"""Values of `status`, in Pelican and WordPress, that keep a text off a site."""

SHOWN_STATES = frozenset({"publish", "published", "final"})

NEAREST = {
    **dict.fromkeys(
        ("description", "summary", "abstract", "excerpt", "subtitle", "lede", "tldr"),
        "bottom_line",
    ),
    **dict.fromkeys(("created", "created_at", "date_created", "year"), "date"),
    **dict.fromkeys(("link", "external_url"), "url"),
    **dict.fromkeys(("byline", "contributors", "editor"), "author"),
    **dict.fromkeys(("headline",), "title"),
    **dict.fromkeys(("revised",), "updated"),
    **dict.fromkeys(("alias", "redirect_from"), "aliases"),
}
"""Keys that are passed over, and the key of Dossier's to which an editor may have to move them."""

COMPUTED = re.compile(
    r"today|now|last[ -]modified|created|:?git(?: (?:created|last modified))?|:\w+", re.IGNORECASE
)
"""Words in the place of a day, for which Quarto, Eleventy and Hugo put one."""

PASSED_OVER = frozenset(
    {
        *NEAREST,
        # addresses and layout
        *("layout", "slug", "type", "template", "theme", "path", "redirect"),
        *(
            "redirect_to",
            "uri",
            "permalink",
            "weight",
            "order",
            "position",
            "menu",
            "nav",
        ),
        *(
            "outputs",
            "output",
            "cascade",
            "build",
            "sitemap",
            "robots",
            "noindex",
            "markup",
            "linktitle",
        ),
        *(
            "resources",
            "headless",
            "cssclass",
            "cssclasses",
            "css",
            "class",
            "classes",
            "pagination",
        ),
        *("sidebar", "sidebar_label", "sidebar_position", "hide_title", "toc", "format", "engine"),
        *("eleventynavigation", "eleventyexcludefromcollections", "eleventycomputed", "listing"),
        # subjects and classes
        *(
            "tags",
            "tag",
            "categories",
            "category",
            "keywords",
            "keyword",
            "topics",
            "topic",
            "series",
        ),
        *("taxonomies", "section", "sections", "collection", "collections", "genre", "subject"),
        # pictures and media
        *("image", "images", "img", "thumbnail", "cover", "coverimage", "featured_image", "banner"),
        *("featured", "hero", "photo", "video", "videos", "audio", "icon", "header", "footer"),
        "leader",  # it resembles lead
        # readers, search, comments
        *("comments", "comment", "commentable", "math", "mathjax", "katex", "search", "share"),
        *("related", "params", "extra", "data", "draft", "private", "hidden", "unlisted", "status"),
        *("expirydate", "unpublishdate", "expires", "translationkey", "localized", "mobile"),
        # literature
        *("doi", "isbn", "issn", "citekey", "citation_key", "citation", "bibliography", "csl"),
        *("references", "itemtype", "item_type", "volume", "issue", "pages", "edition", "place"),
        *("dateadded", "date_added", "accessed", "accessdate", "zotero", "zotero_key", "library"),
        *("editors", "translator", "translators", "affiliation", "affiliations", "orcid", "email"),
        # who reads a text before it is published; these resemble reviewed
        *(
            "review",
            "reviews",
            "reviewer",
            "reviewers",
            "reviewed_by",
            "reviewed_at",
            "reviewed_on",
        ),
        "preview",
        # files and notes
        *(
            "id",
            "uid",
            "uuid",
            "key",
            "name",
            "file",
            "files",
            "version",
            "parent",
            "up",
            "sources",
        ),
        *("note", "notes", "rating", "priority", "time", "timezone", "duration", "wordcount"),
    }
)
"""Keys that mean nothing to Dossier, though some resemble one of its own."""


def plain(key: object) -> str:
    """Return a key in lower case, with an underscore for a hyphen or a space."""
    return re.sub(r"[\s-]+", "_", str(key).strip().lower())
