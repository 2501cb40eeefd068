"""The only SQL: connections, tables, migrations and queries."""
