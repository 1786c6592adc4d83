"""Imports of lessons from files (``contract.md``, Import).

``reading`` makes a table of a file, whatever its format; ``planning`` says of each row what it would do, which is the
preview; ``applying`` does it in one transaction; ``undoing`` turns a whole import back; ``running`` keeps the record of
it all. Command and administration use the same functions. Decision 0018 gives the reasons.
"""
