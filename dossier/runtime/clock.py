"""The clock. What is published never depends on it."""

from datetime import date, datetime


def today() -> date:
    """Return the day where this machine is."""
    return datetime.now().astimezone().date()
