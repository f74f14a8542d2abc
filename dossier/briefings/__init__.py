"""From filings to a Briefing, and from all briefings to a Library."""
