"""Makes the data of the map and of the regions that the package brings: see `__main__`."""
