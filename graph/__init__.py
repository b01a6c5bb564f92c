"""The graph: concepts across papers, tables, workspace, stores, related papers."""
