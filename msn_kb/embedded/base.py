"""Django's PostgreSQL backend on the embedded server."""

from typing import Any

import psycopg2
from django.db.backends.postgresql import base
from django.db.utils import OperationalError

from msn_kb.embedded.server import DATABASE, EmbeddedServer


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL as Django knows it, on a server that is started when nobody answers.

    Only the opening of a connection differs. A server that was killed comes back with the next connection.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open a psycopg2 connection; start the server first if it does not answer.

        Raises `ServerUnavailable`, an `OperationalError`, where the server cannot be started.
        """
        server = EmbeddedServer(self.settings_dict["DATA_DIRECTORY"])
        host = server.socket_directory()
        if host is not None:
            try:
                return super().get_new_connection({**conn_params, "host": host})
            except (psycopg2.OperationalError, OperationalError):
                pass  # stopped, killed or starting; an error of another kind comes again with the second try
        host = server.start(DATABASE)
        return super().get_new_connection({**conn_params, "host": host})
