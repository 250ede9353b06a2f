"""Textos que se escriben: limpieza, valores en español y plantillas.

- Cómo se dice algo: ``valores`` (fechas, números, listas), ``frases``, ``nombres``, y lo que llegó
  de otra biblioteca: ``encabezados`` y ``separadores``. ``plano`` y ``cercanos`` comparan.
- Las plantillas de un formato: se entra por ``plantillas``; ``corrientes`` son las que sólo nombran
  datos, y ``en_jinja``, las demás. ``inversa`` las lee al revés: del texto, sus datos.
- Lo que un texto trae: ``markdown`` (con ``gramatica``), ``enlaces`` y ``remisiones``.
- Lo que no sale: ``limpieza``, lo que ni Word ni Excel admiten; ``publico``, lo que no se publica
  (``datos_personales`` lo reconoce), y ``lo_que_queda``, lo que alguien debe mirar.
"""
