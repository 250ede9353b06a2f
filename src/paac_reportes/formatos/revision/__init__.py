"""Promesas de un formato, que se comprueban antes de usarlo."""
