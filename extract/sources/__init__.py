"""Files, folders, globs and standard input, decompressed and decoded to text."""
