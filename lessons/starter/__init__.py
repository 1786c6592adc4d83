"""The starter collection of this app: what was learned, and its vocabularies."""
