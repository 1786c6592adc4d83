"""The starter collection of this app: who and where."""
