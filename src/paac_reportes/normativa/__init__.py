"""Lo que fijan otros y se consulta: está en ``plantillas/_*``, con su fuente al lado."""
