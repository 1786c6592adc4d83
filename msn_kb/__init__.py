"""The MSN Knowledge Base: what belongs to no single app."""
