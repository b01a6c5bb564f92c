"""A package, so that `queries.reference` is found before the project's folder of that name."""
