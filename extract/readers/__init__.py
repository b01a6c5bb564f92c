"""One module a source format, each with the same public names."""
