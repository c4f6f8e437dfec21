"""The outbox under fire: real workers, PostgreSQL, Valkey and SMTP, killed and counted."""
