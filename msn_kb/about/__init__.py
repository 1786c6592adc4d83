"""What the pages about the site state as facts, each read from where it is kept."""
