"""Builds the site: `python build.py --help` says what else it can do."""

from dossier.cli.main import main

if __name__ == "__main__":
    main()
