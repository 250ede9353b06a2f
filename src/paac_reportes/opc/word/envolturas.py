"""Envolturas de un Word, que no dicen nada: un control, una etiqueta, un cambio.

Va alrededor de una corrida, un párrafo, una tabla, una fila o una celda, y una envoltura dentro de
otra: la sección que Word repite es un control en un control alrededor de una fila. Quien recorre un
Word pregunta aquí qué hay adentro, a cualquier hondura.
"""

from collections.abc import Callable, Collection, Iterable, Iterator

from paac_reportes.opc.xml import MC, Elemento, W, encendido

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
    """Elementos de esas clases fuera de sus envolturas; la que ``va_entera`` va ella, sin abrir."""
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
