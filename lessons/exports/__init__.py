"""The columns of this app's exports."""
