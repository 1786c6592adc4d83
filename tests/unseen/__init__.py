"""The site with and without entries that somebody may not see: what is planted, and every address that is compared."""
