"""What a site's owner puts around every page: logo, links, a copyright, stylesheets and scripts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkedFile:
    """A file of the site that pages load."""

    path: str
    """From the site's root."""

    query: str = ""
    """What stands behind the path in its address, such as `?v=2`."""


@dataclass(frozen=True, slots=True)
class Script:
    """A script that pages load, and how."""

    file: LinkedFile
    type: str = ""
    is_async: bool = False
    defer: bool = False


@dataclass(frozen=True, slots=True)
class SocialLink:
    """Where else the owner can be found."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Branding:
    """What stands around every page besides the navigation.

    Nothing of it stands in an article, so it is in no cache key.
    """

    logo: LinkedFile | None = None
    favicon: LinkedFile | None = None
    favicon_type: str = ""
    """Media type of the favicon; "" if it is not known."""

    homepage: str | None = None
    """Address to which the site's name leads; None: to the front page."""

    front: str = ""
    """Path of the front page: the top of the site, or the landing page if nothing stands there."""

    social: tuple[SocialLink, ...] = ()
    copyright: str = ""
    """HTML without anything that the pages' policy blocks."""

    stylesheets: tuple[LinkedFile, ...] = ()
    """The owner's, in their order; they come after Dossier's."""

    scripts: tuple[Script, ...] = ()
