"""Builds the site: `python build.py --help` says what else it can do."""

from dossier.cli import main

if __name__ == "__main__":
    main()
