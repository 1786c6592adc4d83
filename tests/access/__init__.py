"""Who sees what: a world with entries of every handling, and for each kind of page the rule it keeps."""
