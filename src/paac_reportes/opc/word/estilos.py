"""Rasgos de un estilo de Word: si es un título, si va en negrita y con qué letra."""

import re

import attrs

from paac_reportes import clases
from paac_reportes.opc.alturas import ABAJO, ARRIBA
from paac_reportes.opc.simbolos import es_de_dibujos
from paac_reportes.opc.xml import Elemento, W, encendido, entero, hijo

_VAL = f"{W}val"
_TITULO = re.compile(r"(?:heading|t[ií]tulo)\s*([1-9])")
_TITULOS_DEL_DOCUMENTO = frozenset({"title", "título", "titulo", "puesto"})
_NIVEL_DE_CUERPO = 9
"""El nivel de esquema de lo que no es título."""
_SE_NOTA = 4
"""Medios puntos que un texto sube o baja y se ven; de menos son los de quien convierte un PDF."""
_LETRAS = tuple(f"{W}{de}" for de in ("ascii", "hAnsi", "asciiTheme", "hAnsiTheme"))
"""De las letras de un tramo, las de un texto en español; la del tema nunca es de dibujos."""


@clases.frozen
class EstiloDelWord:
    """Rasgos que se necesitan de un estilo, con los que hereda."""

    nivel: int | None = None
    negrita: bool | None = None
    numeracion: Elemento | None = None
    """Numeración que pone a sus párrafos."""
    letra: str | None = None
    """Tipo de letra, si muestra dibujos; vacío si es otro, y ``None`` si no lo dice."""
    altura: str | None = None
    """Si va más arriba o más abajo del renglón; ``None`` si no lo dice."""


_SIN_ESTILO = EstiloDelWord()


class EstilosDelWord:
    """Estilos de un documento, por su identificador."""

    def __init__(self, raiz: Elemento | None) -> None:
        estilos = () if raiz is None else raiz.iter(f"{W}style")
        self._crudos = {crudo.get(f"{W}styleId", ""): crudo for crudo in estilos}
        self._hechos: dict[str, EstiloDelWord] = {}
        self._heredan: dict[str, EstiloDelWord] = {}
        corriente = (
            clave
            for clave, crudo in self._crudos.items()
            if crudo.get(f"{W}type") == "paragraph" and encendido_por(crudo.get(f"{W}default"))
        )
        self._corriente = next(corriente, "")

    def de(self, clave: str | None) -> EstiloDelWord:
        """Estilo de ese identificador; sin él, el de los párrafos corrientes."""
        clave = clave or self._corriente
        estilo = self._hechos.get(clave)
        if estilo is None:
            estilo = self._con_lo_heredado(clave)
            if estilo.nivel == _NIVEL_DE_CUERPO + 1:
                estilo = attrs.evolve(estilo, nivel=None)
            self._hechos[clave] = estilo
        return estilo

    def _con_lo_heredado(self, clave: str) -> EstiloDelWord:
        """Estilo con lo que hereda; se arma desde la base, y cada uno se mira una sola vez."""
        cadena: dict[str, Elemento] = {}
        while clave in self._crudos and clave not in self._heredan and clave not in cadena:
            crudo = cadena[clave] = self._crudos[clave]
            base = hijo(crudo, f"{W}basedOn")
            clave = "" if base is None else base.get(_VAL, "")
        estilo = self._heredan.get(clave, _SIN_ESTILO)
        for identificador, crudo in reversed(cadena.items()):
            estilo = self._heredan[identificador] = _sobre(crudo, identificador, estilo)
        return estilo

    def rotulo_de_tabla(self, clave: str) -> bool:
        """Si el estilo de una tabla destaca su primera fila."""
        for parte in self._crudos[clave].iter(f"{W}tblStylePr") if clave in self._crudos else ():
            if parte.get(f"{W}type") == "firstRow":
                fondo = hijo(parte, f"{W}tcPr", f"{W}shd")
                return bool(negrita_de(hijo(parte, f"{W}rPr"))) or con_fondo(fondo)
        return False


def _sobre(crudo: Elemento, clave: str, base: EstiloDelWord) -> EstiloDelWord:
    """Estilo que resulta de lo que uno dice sobre aquel en que se basa."""
    propiedades = hijo(crudo, f"{W}rPr")
    nivel, negrita = _nivel(crudo, clave), negrita_de(propiedades)
    numeracion = hijo(crudo, f"{W}pPr", f"{W}numPr")
    letra = None if propiedades is None else letra_de_dibujos(propiedades)
    altura = None if propiedades is None else altura_de(propiedades)
    return EstiloDelWord(
        base.nivel if nivel is None else nivel,
        base.negrita if negrita is None else negrita,
        base.numeracion if numeracion is None else numeracion,
        base.letra if letra is None else letra,
        base.altura if altura is None else altura,
    )


def _nivel(estilo: Elemento, clave: str) -> int | None:
    """Nivel de título que un estilo dice, por su esquema o su nombre; nada si no lo dice."""
    esquema = hijo(estilo, f"{W}pPr", f"{W}outlineLvl")
    if esquema is not None:
        return entero(esquema.get(_VAL), _NIVEL_DE_CUERPO) + 1
    nombre = hijo(estilo, f"{W}name")
    for posible in ("" if nombre is None else nombre.get(_VAL, ""), clave):
        plano = posible.strip().lower()
        if plano in _TITULOS_DEL_DOCUMENTO:
            return 0
        if coincidencia := _TITULO.fullmatch(plano):
            return int(coincidencia[1])
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


def letra_de_dibujos(propiedades: Elemento) -> str | None:
    """Letra que unas propiedades dicen, si es de dibujos; vacía si es otra, ``None`` si ninguna."""
    letras = propiedades.find(f"{W}rFonts")
    nombres = [] if letras is None else [nombre for a in _LETRAS if (nombre := letras.get(a))]
    return next(filter(es_de_dibujos, nombres), "") if nombres else None


def altura_de(propiedades: Elemento) -> str | None:
    """Altura que unas propiedades dicen: arriba, abajo o la del renglón; ``None`` si ninguna."""
    altura, posicion = propiedades.find(f"{W}vertAlign"), propiedades.find(f"{W}position")
    if altura is not None:
        return str(altura.get(_VAL))
    medios_puntos = 0 if posicion is None else entero(posicion.get(_VAL))
    if abs(medios_puntos) < _SE_NOTA:
        return None
    return ARRIBA if medios_puntos > 0 else ABAJO


def nivel_de(parrafo: Elemento, estilos: EstilosDelWord) -> int | None:
    """Nivel de título de un párrafo, 0 el del documento, por él o su estilo; ``None``, cuerpo."""
    esquema = parrafo.find(f"{W}pPr/{W}outlineLvl")
    if esquema is not None:
        nivel = entero(esquema.get(_VAL), _NIVEL_DE_CUERPO)
        return nivel + 1 if nivel < _NIVEL_DE_CUERPO else None
    estilo = parrafo.find(f"{W}pPr/{W}pStyle")
    return estilos.de(None if estilo is None else estilo.get(_VAL)).nivel
