"""Los tipos: lo que un programa recibe, y las palabras que admite cada opción.

>>> from paac_reportes import tipos
>>> def publicar(plan: tipos.UnPlan, tipo: tipos.TipoDeReporte = "html") -> tipos.Guardado: ...

Donde va un contenido va también la ``Lectura`` o la ``Reunion`` que lo trae. Cada nombre se trae la
primera vez que se usa, de donde dice ``tipos.pyi``.
"""


def __getattr__(nombre: str) -> object:
    from paac_reportes import traido  # noqa: PLC0415 - como en la raíz

    return traido(nombre, __name__, "tipos.pyi")
