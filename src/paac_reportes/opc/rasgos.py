"""Rasgos de un Word que no son su texto: lo que lo envuelve, y lo que dice su estilo.

Una envoltura no dice nada: un control, una etiqueta, un cambio. Va alrededor de una corrida, un
párrafo, una tabla, una fila o una celda, y una dentro de otra: la sección que Word repite es un
control en un control alrededor de una fila. Quien recorre un Word pregunta aquí qué hay adentro, a
cualquier hondura.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator

import attrs

from paac_reportes import clases
from paac_reportes.opc.simbolos import ABAJO, ARRIBA, es_de_dibujos
from paac_reportes.opc.xml import MC, Elemento, W, encendido, entero, hijo

CONTROL = f"{W}sdt"
_CONTENIDO_DE_CONTROL = f"{W}sdtContent"
ALTERNATIVA = f"{MC}AlternateContent"
_MODOS = (f"{MC}Choice", f"{MC}Fallback")
_CUADRO, _TEXTO = f"{W}txbxContent", f"{W}t"
_SUELTAS = frozenset(
    f"{W}{cual}"
    for cual in ("sdtContent", "customXml", "smartTag", "ins", "moveTo", "dir", "bdo", "hyperlink")
)
"""Etiquetas que llevan su contenido directamente."""
ENVOLTURAS = _SUELTAS | {CONTROL, ALTERNATIVA}
SUS_PROPIEDADES = frozenset(f"{W}{cual}" for cual in ("customXmlPr", "smartTagPr"))
_NO_SE_VEN = SUS_PROPIEDADES | {f"{W}del", f"{W}moveFrom"}
"""También lo que un cambio quitó."""


def desenvueltos(
    elementos: Iterable[Elemento],
    clases: Collection[str] | None = None,
    va_entera: Callable[[Elemento], bool] | None = None,
) -> Iterator[Elemento]:
    """Los elementos de esas clases, también los que van en envolturas como un control.

    ``va_entera``: la envoltura que se da ella misma, sin abrir; sin clases, todo lo que se ve.
    """
    for nodo in elementos:
        clase = nodo.tag
        if clase in ENVOLTURAS:
            if va_entera is not None and va_entera(nodo):
                yield nodo
            else:
                for contenido in contenidos(nodo):
                    yield from desenvueltos(contenido, clases, va_entera)
        elif clase in clases if clases is not None else clase not in _NO_SE_VEN:
            yield nodo


def contenidos(envoltura: Elemento) -> Iterable[Iterable[Elemento]]:
    """Lugares en que una envoltura tiene lo que envuelve; de varios modos de decirlo, uno."""
    if envoltura.tag == CONTROL:
        return [*envoltura.iterfind(_CONTENIDO_DE_CONTROL)]
    return (modo(envoltura),) if envoltura.tag == ALTERNATIVA else (envoltura,)


def modo(alternativa: Elemento) -> Iterable[Elemento]:
    """El modo de una alternativa que se entiende: el primero, si trae algo de Word."""
    modos = [elemento for elemento in alternativa if elemento.tag in _MODOS]
    entendidos = (
        elemento
        for elemento in modos
        if not len(elemento) or any(str(nodo.tag).startswith(W) for nodo in elemento.iter())
    )
    return next(entendidos, modos[0] if modos else ())


def muestra_su_indicacion(envoltura: Elemento) -> bool:
    """Si un control de contenido está sin llenar y muestra qué se escribe en él."""
    muestra = envoltura.find(f"{W}sdtPr/{W}showingPlcHdr")
    return encendido(muestra, f"{W}val")


def cuadros(dibujo: Elemento) -> Iterator[Elemento]:
    """Cuadros de texto de un dibujo, sin los de otro cuadro; de dos modos, los de uno."""
    for nodo in modo(dibujo) if dibujo.tag == ALTERNATIVA else dibujo:
        if nodo.tag == _CUADRO:
            yield nodo
        else:
            yield from cuadros(nodo)


def textos_a_la_vista(elemento: Elemento) -> Iterator[Elemento]:
    """Textos que se ven en un elemento, a cualquier hondura y en sus cuadros de texto."""
    for nodo in modo(elemento) if elemento.tag == ALTERNATIVA else elemento:
        if nodo.tag == _TEXTO:
            yield nodo
        elif nodo.tag not in _NO_SE_VEN:
            yield from textos_a_la_vista(nodo)


# ------------------------------------------------------------------ los estilos


_VAL = f"{W}val"
_TITULO = re.compile(r"(?:heading|t[ií]tulo)\s*(?P<nivel>[1-9])")
_TITULOS_DEL_DOCUMENTO = frozenset({"title", "título", "titulo", "puesto"})
_NIVEL_DE_CUERPO = 9
"""El nivel de esquema de lo que no es título."""
_SE_NOTA = 4
"""Medios puntos que un texto sube o baja y se ven; de menos son los de quien convierte un PDF."""
_LETRAS = tuple(f"{W}{de}" for de in ("ascii", "hAnsi", "asciiTheme", "hAnsiTheme"))
"""Atributos de la letra de un tramo para un texto en español; la del tema nunca es de dibujos."""


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
        """El estilo de ese identificador, con lo que hereda de aquéllos en que se basa."""
        cadena: dict[str, Elemento] = {}
        while clave in self._crudos and clave not in self._heredan and clave not in cadena:
            crudo = cadena[clave] = self._crudos[clave]
            base = hijo(crudo, f"{W}basedOn")
            clave = "" if base is None else base.get(_VAL, "")
        estilo = self._heredan.get(clave, _SIN_ESTILO)
        for identificador, crudo in reversed(cadena.items()):
            estilo = self._heredan[identificador] = _estilo_sobre(crudo, identificador, estilo)
        return estilo

    def rotulo_de_tabla(self, clave: str) -> bool:
        """Si el estilo de una tabla destaca su primera fila."""
        for parte in self._crudos[clave].iter(f"{W}tblStylePr") if clave in self._crudos else ():
            if parte.get(f"{W}type") == "firstRow":
                fondo = hijo(parte, f"{W}tcPr", f"{W}shd")
                return bool(negrita_de(hijo(parte, f"{W}rPr"))) or con_fondo(fondo)
        return False


def _estilo_sobre(crudo: Elemento, clave: str, base: EstiloDelWord) -> EstiloDelWord:
    """El estilo que resulta de lo que un XML dice sobre el estilo en que se basa."""
    propiedades = hijo(crudo, f"{W}rPr")
    nivel, negrita = _nivel(crudo, clave), negrita_de(propiedades)
    numeracion = hijo(crudo, f"{W}pPr", f"{W}numPr")
    letra = None if propiedades is None else letra_de_dibujos(propiedades)
    altura = None if propiedades is None else altura_de(propiedades)
    return EstiloDelWord(
        nivel=base.nivel if nivel is None else nivel,
        negrita=base.negrita if negrita is None else negrita,
        numeracion=base.numeracion if numeracion is None else numeracion,
        letra=base.letra if letra is None else letra,
        altura=base.altura if altura is None else altura,
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
            return int(coincidencia["nivel"])
    return None


def negrita_de(propiedades: Elemento | None) -> bool | None:
    """Si unas propiedades de texto lo ponen en negrita; ``None`` si no dicen nada."""
    negrita = hijo(propiedades, f"{W}b") if propiedades is not None else None
    return None if negrita is None else encendido(negrita, _VAL)


def con_fondo(fondo: Elemento | None) -> bool:
    """Si un sombreado se ve: ni blanco ni automático.

    ``fondo``: el ``w:shd``; ``None`` si no lo hay, y no se ve.
    """
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
    """El nivel de título de un párrafo, 0 el del documento; ``None`` si es de cuerpo.

    Lo dice él o su estilo.
    """
    esquema = parrafo.find(f"{W}pPr/{W}outlineLvl")
    if esquema is not None:
        nivel = entero(esquema.get(_VAL), _NIVEL_DE_CUERPO)
        return nivel + 1 if nivel < _NIVEL_DE_CUERPO else None
    estilo = parrafo.find(f"{W}pPr/{W}pStyle")
    return estilos.de(None if estilo is None else estilo.get(_VAL)).nivel
