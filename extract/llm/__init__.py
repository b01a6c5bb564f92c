"""Asking a language model for the concepts of papers: an OpenAI-compatible endpoint, on request."""
