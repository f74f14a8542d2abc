"""What every output shares: addresses, phrases, templates, the site itself."""
