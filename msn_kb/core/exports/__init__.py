"""Files to take away: one writer a format. Rows and order are always those of the list's FilterSet."""
