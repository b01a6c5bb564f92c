"""One module a format, each with the same public names."""
