"""A city: the law's figures, its names and its words, read from the folder of the city."""
