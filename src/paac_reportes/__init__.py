"""Seguimiento y reporte del Plan Anticorrupción y de Atención al Ciudadano (PAAC).

>>> import paac_reportes as paac
>>> plan = paac.leer("plan.yaml").contenido
>>> paac.reporte(plan, paac.formatos_disponibles()[0].codigo).guardar("informe.docx")

Aquí están los verbos: ``paac.leer``, ``paac.reporte``. Lo que un programa escribe está en
``paac.modelo``; lo que recibe, en ``paac.tipos``; lo de quien la lleva adentro, en
``paac.anfitrion``; y los códigos y las clases de error, en ``paac.errores``. Importarla casi no
carga nada: cada nombre se trae la primera vez que se usa, de donde dice ``__init__.pyi``, que es la
lista y es lo que ve quien revisa tipos.
"""

from paac_reportes import bifurcacion as _bifurcacion  # noqa: F401 - antes de cargar lo demás

__version__ = "1.0.0.dev0"
"""La única que hay: de aquí la toma la rueda. Entre dos publicadas, la que sigue, con ``.dev0``."""


def __getattr__(nombre: str) -> object:
    return traido(nombre, __name__, "__init__.pyi")


def __dir__() -> list[str]:
    return sorted([*_lista("__init__.pyi"), "__version__"])


def traido(nombre: str, sala: str, archivo: str) -> object:
    """Lo que se llama así en una sala, cargado del módulo que su lista dice.

    Queda puesto en la sala; ``AttributeError`` si no está. ``archivo``: el de la lista.
    """
    from importlib import import_module  # noqa: PLC0415 - sólo al usar un nombre

    if nombre == "__all__":
        return sorted([*_lista(archivo), *(["__version__"] if sala == __name__ else [])])
    de_donde = {} if nombre.startswith("_") else _lista(archivo)
    if nombre not in de_donde:
        raise _NoEsta(nombre, sala)
    modulo = de_donde[nombre]
    if modulo == __name__:
        return import_module(f"{modulo}.{nombre}")
    valor = getattr(import_module(modulo), nombre)
    setattr(import_module(sala), nombre, valor)
    return valor


def _lista(archivo: str) -> dict[str, str]:
    """Módulo de cada nombre que una sala muestra; ``ImportError`` si la rueda no trae la lista."""
    import re  # noqa: PLC0415 - sólo al usar un nombre

    if archivo in _LEIDAS:
        return _LEIDAS[archivo]
    try:
        texto = __spec__.loader.get_data(f"{__path__[0]}/{archivo}").decode("utf-8")
    except (OSError, AttributeError):
        motivo = f"a {__name__} le falta {archivo}, la lista de sus nombres: empaquétela con él"
        raise ImportError(motivo, name=__name__) from None
    traidos = re.findall(r"^from (\S+) import \(?\s*(\w+) as", texto, re.MULTILINE)
    propios = re.findall(r"^class (\w+)", texto, re.MULTILINE)
    modulos = {nombre: modulo for modulo, nombre in traidos} | dict.fromkeys(propios, "")
    return _LEIDAS.setdefault(archivo, modulos)


_LEIDAS: dict[str, dict[str, str]] = {}
_SALAS = {
    "modelo": "modelo/__init__.pyi",
    "tipos": "tipos.pyi",
    "anfitrion": "anfitrion/__init__.py",
    "errores": "errores.py",
}
"""Las salas de nombres, y el archivo que lista los de cada una."""


class _NoEsta(AttributeError):
    """Nombre que en una sala no está; en cuál, o cuál se le parece, se busca sólo al decirlo.

    También lo pide ``from paac_reportes import un_modulo`` la primera vez, y no dice nada.
    """

    def __init__(self, nombre: str, sala: str) -> None:
        # Con ``obj`` Python propondría otro por su cuenta, y en inglés.
        super().__init__(nombre, name=nombre, obj=None)
        self._sala = sala

    def __str__(self) -> str:
        from difflib import get_close_matches  # noqa: PLC0415 - sólo al decir un error

        nombre, motivo = self.name, f"{self._sala} no tiene «{self.name}»"
        if nombre.startswith("_"):
            return f"module {self._sala!r} has no attribute {nombre!r}"
        if donde := [s for s, archivo in _SALAS.items() if nombre in _lista_o_nada(archivo)]:
            return f"{motivo}: está en {__name__}.{donde[0]}"
        archivo = _SALAS.get(self._sala.removeprefix(f"{__name__}."), "__init__.pyi")
        parecidos = get_close_matches(nombre, _lista_o_nada(archivo), 1, 0.75)
        return motivo + "".join(f"; el más parecido es «{otro}»" for otro in parecidos)


def _lista_o_nada(archivo: str) -> dict[str, str]:
    """La lista de una sala; ninguna si sólo hay archivos compilados."""
    try:
        return _lista(archivo)
    except ImportError:
        return {}
