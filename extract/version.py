"""The version of the product, and the one of the extractor that its cached results are keyed by."""

VERSION = "0.1.0"

# Raised whenever the same paper would be extracted differently: results of another
# extractor version are extracted again.
EXTRACTOR = "1"
