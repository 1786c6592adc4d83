"""Shared plumbing of the knowledge base: access, addresses, dates, lists, search and exports. It knows no app."""
