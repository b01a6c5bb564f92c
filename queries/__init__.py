"""Named queries and the runner that binds their parameters."""
