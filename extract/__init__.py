"""Sources to papers to extractions: what is read and what is found in it."""
