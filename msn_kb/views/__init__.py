"""Pages that belong to no single app, one file a noun."""
