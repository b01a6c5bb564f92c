"""A package, so that `export.factory` is found before the project's folder of that name."""
