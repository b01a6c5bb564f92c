"""Evaluation: what was found in papers, compared with what annotators found in them."""
