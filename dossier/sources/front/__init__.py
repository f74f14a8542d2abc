"""Front matter: split off, checked key by key, with the keys of other tools."""
