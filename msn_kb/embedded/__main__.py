"""`python -m msn_kb.embedded start|stop`: the embedded PostgreSQL by hand."""

import sys
from pathlib import Path

from msn_kb.embedded.server import DATABASE, EmbeddedServer, ServerUnavailable

DATA = Path(__file__).resolve().parents[2] / "var" / "postgres"


def main(arguments: list[str]) -> int:
    """Start or stop the checkout's server and say so; return the exit status."""
    server = EmbeddedServer(DATA)
    try:
        if arguments == ["start"]:
            print(f"PostgreSQL runs on the socket in {server.start(DATABASE)}")
        elif arguments == ["stop"]:
            print("PostgreSQL stopped" if server.stop() else "PostgreSQL was not running")
        else:
            print("usage: python -m msn_kb.embedded start|stop", file=sys.stderr)
            return 2
    except ServerUnavailable as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
