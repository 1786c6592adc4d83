"""Measurements of pages, search and exports beside the bare work in PostgreSQL; run by ``make bench``."""
