"""Accounts of people: signing in, invitations, the second factor, sessions, erasing."""
