"""Lo que un estilo de Word dice de sus párrafos: si son títulos y si van en negrita."""

import re

import attrs

from paac_reportes.entrada.documentos.paquete.xml import Elemento, W, encendido, entero, hijo

_VAL = f"{W}val"
_TITULO = re.compile(r"(?:heading|t[ií]tulo)\s*([1-9])")
_DEL_DOCUMENTO = frozenset({"title", "título", "titulo", "puesto"})
_CUERPO = 9
"""El nivel de esquema de lo que no es título."""


@attrs.frozen
class Estilo:
    """Lo que se necesita de un estilo, con lo que hereda."""

    nivel: int | None = None
    negrita: bool | None = None
    numeracion: Elemento | None = None
    """La que pone a sus párrafos."""


class Estilos:
    """Los de un documento, por su identificador."""

    def __init__(self, raiz: Elemento | None) -> None:
        estilos = () if raiz is None else raiz.iter(f"{W}style")
        self._crudos = {uno.get(f"{W}styleId", ""): uno for uno in estilos}
        self._hechos: dict[str, Estilo] = {}
        corriente = (
            clave
            for clave, uno in self._crudos.items()
            if uno.get(f"{W}type") == "paragraph" and encendido_por(uno.get(f"{W}default"))
        )
        self._corriente = next(corriente, "")

    def de(self, clave: str | None) -> Estilo:
        """El de ese identificador; sin él, el de los párrafos corrientes."""
        clave = clave or self._corriente
        hecho = self._hechos.get(clave)
        if hecho is None:
            hecho = self._hechos[clave] = self._resolver(clave)
        return hecho

    def _resolver(self, clave: str) -> Estilo:
        nivel: int | None = None
        negrita: bool | None = None
        numeracion: Elemento | None = None
        vistos: set[str] = set()
        while clave in self._crudos and clave not in vistos:
            vistos.add(clave)
            crudo = self._crudos[clave]
            nivel = _nivel(crudo, clave) if nivel is None else nivel
            negrita = negrita_de(hijo(crudo, f"{W}rPr")) if negrita is None else negrita
            numeracion = hijo(crudo, f"{W}pPr", f"{W}numPr") if numeracion is None else numeracion
            base = hijo(crudo, f"{W}basedOn")
            clave = "" if base is None else base.get(_VAL, "")
        return Estilo(None if nivel == _CUERPO + 1 else nivel, negrita, numeracion)

    def numeran(self) -> bool:
        """Si alguno pone números a sus párrafos."""
        return any(hijo(uno, f"{W}pPr", f"{W}numPr") is not None for uno in self._crudos.values())

    def rotulo_de_tabla(self, clave: str) -> bool:
        """Si el estilo de una tabla destaca su primera fila."""
        for parte in self._crudos[clave].iter(f"{W}tblStylePr") if clave in self._crudos else ():
            if parte.get(f"{W}type") == "firstRow":
                fondo = hijo(parte, f"{W}tcPr", f"{W}shd")
                return bool(negrita_de(hijo(parte, f"{W}rPr"))) or con_fondo(fondo)
        return False


def _nivel(estilo: Elemento, clave: str) -> int | None:
    esquema = hijo(estilo, f"{W}pPr", f"{W}outlineLvl")
    if esquema is not None:
        return entero(esquema.get(_VAL), _CUERPO) + 1
    nombre = hijo(estilo, f"{W}name")
    for posible in ("" if nombre is None else nombre.get(_VAL, ""), clave):
        plano = posible.strip().lower()
        if plano in _DEL_DOCUMENTO:
            return 0
        if hallado := _TITULO.fullmatch(plano):
            return int(hallado[1])
    return None


def negrita_de(propiedades: Elemento | None) -> bool | None:
    """Si unas propiedades de texto lo ponen en negrita; ``None`` si no dicen nada."""
    negrita = hijo(propiedades, f"{W}b") if propiedades is not None else None
    return None if negrita is None else encendido(negrita, _VAL)


def con_fondo(fondo: Elemento | None) -> bool:
    """Si un sombreado se ve: ni blanco ni automático."""
    if fondo is None:
        return False
    relleno = fondo.get(f"{W}fill", "auto").lower()
    return relleno not in ("auto", "ffffff", "") or fondo.get(_VAL, "clear") not in ("clear", "nil")


def encendido_por(valor: str | None) -> bool:
    """Si un atributo de sí o no dice que sí."""
    return valor in ("1", "true", "on")
