"""Lo que un informe cuenta del análisis: renglones para sus tablas, frases y cambios."""
