"""Textos que se escriben: limpieza, valores en español y plantillas."""
