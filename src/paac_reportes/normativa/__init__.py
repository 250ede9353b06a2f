"""Normas y tablas que fijan otros: están en ``plantillas/_*``, con su fuente al lado."""
