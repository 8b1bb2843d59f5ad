"""The tables, the engine and its transaction, and the reads."""
