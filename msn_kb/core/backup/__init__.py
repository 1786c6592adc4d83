"""Backups that are known to restore: written by pg_dump, tried in a scratch database, compared table by table."""

from .archive import BackupError, Manifest, back_up, restore
from .comparing import Fingerprint, fingerprint

__all__ = ["BackupError", "Fingerprint", "Manifest", "back_up", "fingerprint", "restore"]
