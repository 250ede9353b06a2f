"""Ayudas de las pruebas."""
