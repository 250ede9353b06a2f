"""Textos que se escriben: limpieza, valores en español y plantillas.

- Cómo se dice algo: ``valores`` (fechas, números, listas), ``frases``, y lo que llegó de otra
  biblioteca, ``columnas_ajenas``. ``plano`` limpia lo que ni Word ni Excel admiten, y compara.
- Las plantillas de un formato: se entra por ``plantillas``; ``corrientes`` son las que sólo nombran
  datos, y ``en_jinja``, las demás.
- Lo que un texto trae: ``markdown`` (con ``gramatica``) y ``remisiones``.
- Lo que no sale: ``publico``, lo que no se publica y lo que alguien debe mirar
  (``datos_personales`` lo reconoce).
"""
