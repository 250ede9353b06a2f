"""Seguimiento y reporte del Plan Anticorrupción y de Atención al Ciudadano (PAAC).

>>> import paac_reportes as paac
>>> plan = paac.leer("plan.yaml").contenido
>>> paac.generar(plan, paac.formatos_disponibles()[0].codigo, "informe.docx")

Aquí están las puertas y lo que un programa escribe: ``paac.leer``, ``paac.Plan``. Lo demás que
recibe está, una sola vez, en ``paac.datos``, ``paac.riesgos``, ``paac.cifras``, ``paac.oficinas``,
``paac.matrices``, ``paac.comprobar`` o ``paac.anfitrion``. Importarla casi no carga nada: cada
nombre se trae la primera vez que se usa, de donde dice ``__init__.pyi``, que es la lista y es lo
que ve quien revisa tipos.
"""

from paac_reportes import bifurcacion as _bifurcacion  # noqa: F401 - antes de cargar lo demás

__version__ = "1.0.0.dev0"
"""La única que hay: de aquí la toma la rueda. Entre dos publicadas, la que sigue, con ``.dev0``."""


def __getattr__(nombre: str) -> object:
    if nombre == "__all__":
        return __dir__()
    de_donde = {} if nombre.startswith("_") else _lista()
    if nombre not in de_donde:
        raise _no_esta(nombre)
    from importlib import import_module  # noqa: PLC0415 - sólo al usar un nombre

    modulo = de_donde[nombre]
    if modulo == __name__:
        return import_module(f"{modulo}.{nombre}")
    valor = globals()[nombre] = getattr(import_module(modulo), nombre)
    return valor


def __dir__() -> list[str]:
    return sorted([*_lista(), "__version__"])


def _nombres_de(archivo: str) -> dict[str, str]:
    """Módulo de cada nombre que un archivo importa: ``from módulo import nombre as nombre``."""
    import re  # noqa: PLC0415 - sólo al usar un nombre

    texto = __spec__.loader.get_data(f"{__path__[0]}/{archivo}").decode("utf-8")
    renglones = re.findall(r"^from (\S+) import \(?\s*(\w+) as", texto, re.MULTILINE)
    return {nombre: modulo for modulo, nombre in renglones}


def _lista() -> dict[str, str]:
    """Módulo de cada nombre público; ``ImportError`` si la rueda no trae ``__init__.pyi``."""
    try:
        return _nombres_de("__init__.pyi")
    except (OSError, AttributeError):
        motivo = f"a {__name__} le falta __init__.pyi, la lista de sus nombres: empaquétela con él"
        raise ImportError(motivo, name=__name__) from None


def _no_esta(nombre: str) -> AttributeError:
    """Error de un nombre que aquí no está; dice en qué módulo se halla, si es de alguno."""
    modulo = None if nombre.startswith("_") else _modulo_de(nombre)
    if modulo is None:
        return AttributeError(f"module {__name__!r} has no attribute {nombre!r}")
    motivo = f"{__name__} no tiene «{nombre}»: está en {__name__}.{modulo}"
    # Ya se sabe cuál es: sin el módulo, Python no propone otro que se le parezca.
    return AttributeError(motivo, name=nombre, obj=None)


def _modulo_de(nombre: str) -> str | None:
    """Módulo de un nombre que no es de la entrada; ``None`` si de ninguno, o si sólo hay .pyc."""
    archivos = {m: f"{m}.py" for m, de_donde in _lista().items() if de_donde == __name__}
    archivos["anfitrion"] = "anfitrion/__init__.py"
    try:
        return next((m for m, a in archivos.items() if nombre in _nombres_de(a)), None)
    except OSError:
        return None
