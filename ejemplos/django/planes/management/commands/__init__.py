"""Cada orden, en su archivo."""
