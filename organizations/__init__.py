"""Who and where: organizations, offices, networks, meetings, processes, countries, sources, users."""
