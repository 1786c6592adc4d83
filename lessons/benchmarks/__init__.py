"""Measurements of the lessons' pages and exports beside the bare work in PostgreSQL; run by ``make bench``."""
