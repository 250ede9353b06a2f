"""Qué nombra una ruta, como lo diría quien conoce el plan: la oficina, el componente, la fila.

``dependencias[0].componentes[1].subcomponentes[0].actividades[3].meta`` no le dice nada a la
oficina que debe corregirla.
"""

import re
from collections.abc import Iterator, Mapping

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.plan import FILAS, Componente, Dependencia, Plan, Subcomponente
from paac_reportes.modelo.recorrer import Parada, hallar

_ES_DE_UN_PLAN = re.compile(r"[a-z_]+(\[[0-9]+\])?(\.[a-z_][a-z_0-9]*(\[[0-9]+\])?)*")
_LETRAS = 60
"""Del texto de una actividad: con más, no se lee de un vistazo."""


@clases.frozen(kw_only=True)
class Lugar:
    """Dónde está algo del plan; lo que no se sabe, o no le toca, es ``None``."""

    ruta: str
    """Como se preguntó."""
    dependencia: str | None = None
    componente: str | None = None
    """Su número y su nombre."""
    subcomponente: str | None = None
    codigo: str | None = None
    """El de la actividad, o el número del trámite."""
    actividad: str | None = None
    """Lo que hay que hacer, entero."""
    corte: str | None = None
    """El del seguimiento, como AAAA-MM-DD."""
    dato: str | None = None
    """El rótulo del dato que la ruta nombra, si nombra uno."""

    def __str__(self) -> str:
        """En un renglón, de afuera adentro; la ruta, si no se sabe de qué tabla es."""
        return " › ".join(self._partes()) if self.dependencia or self.componente else self.ruta

    def _partes(self) -> Iterator[str]:
        yield from filter(None, (self.dependencia, self.componente, self.subcomponente))
        fila = " ".join(filter(None, (self.codigo, _corto(self.actividad or ""))))
        yield from filter(None, (fila, self.corte and f"corte {self.corte}", self.dato))


def donde(plan: Plan, ruta: str) -> Lugar:
    """El lugar que nombra una ruta: la de una falla, la de un aviso o la de una fila de cifras.

    De la que no es de un plan (un archivo, una celda, que ya dicen dónde es) o de un lugar que este
    plan no tiene no se sabe más: su ``str`` es ella misma. Lanza ``ErrorDeEntrada`` si lo que llega
    no es un plan o no es un texto.
    """
    esperados: list[tuple[str, object, type, str]] = [
        ("plan", plan, Plan, "un Plan"),
        ("ruta", ruta, str, "una ruta"),
    ]
    fallas = [
        Falla("argumento_invalido", cual, f"se esperaba {que}, llegó {mostrar(llegado)}")
        for cual, llegado, clase, que in esperados
        if not isinstance(llegado, clase)
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)
    try:
        parada = hallar(plan, ruta) if _ES_DE_UN_PLAN.fullmatch(ruta) else None
    except ErrorDeEntrada:
        return Lugar(ruta=ruta)
    return Lugar(ruta=ruta, dato=_dato(ruta, parada), **(_dicho(parada.objetos) if parada else {}))


def _dicho(objetos: Mapping[str, object]) -> dict[str, str | None]:
    """Lo que se sabe de cada uno de los que contienen a lo nombrado."""
    sabido: dict[str, str | None] = {}
    for objeto in objetos.values():
        if isinstance(objeto, Dependencia):
            sabido["dependencia"] = objeto.nombre
        elif isinstance(objeto, Componente):
            sabido["componente"] = objeto.titulo
        elif isinstance(objeto, Subcomponente):
            sabido["subcomponente"] = objeto.nombre
        elif isinstance(objeto, FILAS):
            sabido |= {"codigo": objeto.identificador, "actividad": objeto.texto}
        elif corte := getattr(objeto, "corte", None):
            sabido["corte"] = str(corte)
    return sabido


def _dato(ruta: str, parada: Parada | None) -> str | None:
    """El rótulo de lo que la ruta nombra más allá de un objeto."""
    resto = ruta[len(parada.ruta) :].lstrip(".") if parada else ruta
    nombre = re.sub(r"\[[0-9]+\]", "", resto)
    raices = [parada.contenido.raiz] if parada else []
    if parada and parada.dentro_de:
        raices.append(f"{parada.dentro_de.contenido.raiz}.{raices[0]}")
    posibles = [f"{raiz}.{nombre}" for raiz in raices] if parada else [nombre]
    conocido = next((dato for dato in posibles if nombre and CATALOGO.conoce(dato)), None)
    return CATALOGO[conocido].rotulo if conocido else None


def _corto(texto: str) -> str:
    texto = " ".join(texto.split())
    return texto if len(texto) <= _LETRAS else f"{texto[:_LETRAS].rstrip()}…"
