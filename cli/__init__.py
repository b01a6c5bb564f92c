"""paperweft: digests of AI papers woven into one knowledge graph."""
