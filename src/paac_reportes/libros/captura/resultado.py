"""Resultado de reunir: el contenido, quién falta, qué hay de nuevo y qué no cuadra."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.cuadros import Cuadro, SeMuestra, en_miles
from paac_reportes.errores import Aviso, Falla
from paac_reportes.modelo.temas import ConContenido, Contenido_co, tema_de

if TYPE_CHECKING:
    from paac_reportes.libros.captura.reportes import ReporteDeFila
    from paac_reportes.modelo.riesgos import MapaDeRiesgos

BASE = "base"
"""La opción de dejar lo que dice la base."""

ClaseDeConflicto = Literal["dos_libros", "base_cambiada"]
CLASES: Mapping[ClaseDeConflicto, str] = {
    "dos_libros": "dos libros, o dos filas de uno, dicen cosas distintas de lo mismo",
    "base_cambiada": "la base lo cambió después de que salió el libro",
}
"""Qué es cada clase de conflicto."""


@clases.frozen(kw_only=True)
class VersionEnConflicto:
    """Lado de un conflicto."""

    opcion: str
    """Con la que se escoge: ``base`` o el nombre del libro."""
    lugar: str = ""
    """``hoja «Actividades», fila 14``; en blanco, la base."""
    valores: dict[str, str]
    """Textos del lado, por el rótulo de cada celda."""
    orden: int = -1
    """Orden del libro entre los que llegaron; -1, la base."""
    libro: str = ""
    """Libro del que es; en blanco, la base."""


@clases.frozen(kw_only=True)
class Conflicto:
    """Las celdas de una fila que no se deciden solas; en el plan queda el lado de la base."""

    id: str
    """Siempre el mismo mientras sus lados digan lo mismo."""
    clase: ClaseDeConflicto
    ruta: str
    """El lugar de la fila, o de la recomendación, en el plan."""
    dependencia: str | None
    """La oficina de la fila; de una recomendación, su responsable."""
    nombre: str
    """El código y el texto de la fila, o el ``id`` y el texto de la recomendación."""
    versiones: tuple[VersionEnConflicto, ...]
    """La primera es la de la base; cada una, con lo que dice de las celdas que chocan."""
    resuelto: str | None = None
    """La opción escogida; ``None`` si sigue sin resolver."""

    @property
    def descripcion(self) -> str:
        """De qué fila es, qué pasa y qué se puede escoger."""
        fila = " · ".join(filter(None, (self.dependencia, self.nombre)))
        return f"{fila}: {CLASES[self.clase]}; se puede tomar {' o '.join(self.opciones)}"

    @property
    def opciones(self) -> tuple[str, ...]:
        """Opciones que se pueden escoger."""
        return tuple(version.opcion for version in self.versiones)

    @property
    def celdas(self) -> tuple[str, ...]:
        """Los rótulos en que los lados difieren."""
        rotulos = dict.fromkeys(r for version in self.versiones for r in version.valores)
        return tuple(
            rotulo
            for rotulo in rotulos
            if len({version.valores.get(rotulo, "") for version in self.versiones}) > 1
        )

    def dice(self, version: VersionEnConflicto) -> dict[str, str]:
        """Lo que dice un lado en cada celda en que difieren."""
        return {rotulo: version.valores.get(rotulo) or "(en blanco)" for rotulo in self.celdas}


DEL_LIBRO = "libro"
"""Respuesta que toma un libro en todos sus conflictos; o ``BASE``."""


MotivoDeFalta = Literal["sin_libro", "vacio", "sin_reporte", "rechazado", "sin_cambios"]


@clases.frozen(kw_only=True)
class Falta:
    """Una oficina que no ha respondido, o que devolvió su libro como salió."""

    dependencia: str | None
    """``None`` si el plan no las tiene."""
    motivo: MotivoDeFalta
    """``sin_reporte``: su libro responde recomendaciones, y no reporta ninguna fila;
    ``rechazado``: su libro llegó y no se pudo tomar; ``sin_cambios``: volvió como salió, y lo que
    trae ya lo tenía la base."""
    filas: int
    """Filas que tenía por reportar."""
    libros: tuple[str, ...] = ()
    """Libros que llegaron sin ningún reporte, o no se pudieron tomar."""


@clases.frozen(kw_only=True)
class Nueva:
    """Reporte de una fila, o de una recomendación, que la base no tenía."""

    ruta: str
    dependencia: str | None
    nombre: str
    libro: str
    """Libro que lo trae o, si lo dicen varios, todos."""
    lugar: str
    reporte: "ReporteDeFila"
    antes: "ReporteDeFila"
    """En blanco si no había."""
    valores: dict[str, str] = attrs.Factory(dict)
    """Textos del reporte, por el rótulo de cada celda."""


@clases.frozen(kw_only=True)
class FilaSinTomar:
    """Una fila de un libro que no se tomó: no se sabe de cuál de la base es, o ya no está en ella.

    ``FilaSinTomar(libro="salud.xlsx", lugar="hoja «Actividades», fila 9", motivo="…; pegue su texto
    en la hoja «Actividades», fila 14, de un libro recién salido", valores={"Seguimiento": "…"})``
    """

    libro: str
    lugar: str
    motivo: str
    """Por qué, y qué hacer."""
    dependencia: str | None = None
    valores: dict[str, str]
    """Textos de la fila, por el rótulo de cada celda."""


@clases.frozen(kw_only=True)
class LibroReunido:
    """Un libro que llegó, y cuánto trae."""

    nombre: str
    dependencia: str | None
    filas: int
    """Filas del plan que trae."""
    con_reporte: int


@clases.frozen(kw_only=True)
class LibroRechazado:
    """Un libro que llegó y no se tomó: lo suyo queda como lo dice la base."""

    nombre: str
    dependencia: str | None
    """De quién es, si se sabe."""
    fallas: tuple[Falla, ...]
    """Por qué, todo de una vez."""

    @property
    def no_se_sabe_de_quien(self) -> bool:
        """Si puede ser el de una oficina que falta: de él no se sabe de quién es."""
        return self.dependencia is None and all(f.codigo != "libro_ajeno" for f in self.fallas)


@clases.frozen(kw_only=True)
class LibrosReunidos(ConContenido[Contenido_co], SeMuestra):
    """Los libros reunidos en la base."""

    contenido: Contenido_co = attrs.field(repr=False)
    """El plan o el mapa de riesgos, consolidado: de lo que está en conflicto y sin resolver, el
    lado de la base."""
    corte: date
    libros: tuple[LibroReunido, ...]
    rechazados: tuple[LibroRechazado, ...]
    """Libros que no se pudieron tomar; los demás se reunieron sin ellos."""
    faltan: tuple[Falta, ...]
    sin_cambios: tuple[Falta, ...]
    """Las que devolvieron su libro como salió, con lo que la base ya tenía: ni responden ni
    faltan."""
    nuevas: tuple[Nueva, ...]
    respondidas: tuple[Nueva, ...]
    """Las recomendaciones con otro estado u otra respuesta que los de la base."""
    sin_tomar: tuple[FilaSinTomar, ...]
    """Las filas que no se tomaron, con su texto y su lugar."""
    conflictos: tuple[Conflicto, ...]
    """Todos, también los que se resolvieron."""
    avisos: tuple[Aviso, ...]
    """Avisos de lo demás: filas borradas, textos cambiados, fórmulas, columnas de más…"""
    oficinas: int
    """Cuántas tienen filas por reportar en el plan; en un mapa, cuántos procesos."""
    filas: int
    """Cuántas tiene el plan; en un mapa, cuántos riesgos y controles."""
    de_lo_que_lleva: "tuple[LibrosReunidos[Any], ...]" = attrs.field(default=(), repr=False)
    """Reuniones de los libros de lo que la base lleva adentro, si llegó alguno: ya van en ella."""

    @property
    def de_riesgos(self) -> "LibrosReunidos[MapaDeRiesgos] | None":
        """Reunión de los libros del mapa que el plan lleva, si llegó alguno; ya va en él."""
        return next(
            (una for una in self.de_lo_que_lleva if tema_de(una.contenido).clave == "mapa"), None
        )

    @property
    def recomendaciones(self) -> int:
        """Cuántas tiene la base; ninguna si de ella no se recomienda."""
        from paac_reportes.libros.captura.filas import recomendadas_de  # noqa: PLC0415 - pesa

        return sum(1 for _ in recomendadas_de(self.contenido))

    @property
    def todas(self) -> "tuple[LibrosReunidos[Any], ...]":
        """Ella y las de lo que la base lleva."""
        return (self, *(una for otra in self.de_lo_que_lleva for una in otra.todas))

    def oficina(self, nombre: str | None) -> str:
        """Cómo se dice de quién es un libro o una fila; sin nombre, de todo."""
        return nombre or f"todo {tema_de(self.contenido).el}"

    def _cuadro(self) -> Cuadro:
        """Quién falta y qué no se decidió solo; lo demás, contado."""
        from paac_reportes.libros.captura.frases import frases_de  # noqa: PLC0415 - al mostrarse

        malos = [("libro que no se tomó", libro.nombre) for libro in self.rechazados]
        por_resolver = [(f"conflicto {uno.id}", uno.descripcion) for uno in self.pendientes]
        sin_llegar = [("falta", self.oficina(falta.dependencia)) for falta in self.faltan]
        sin_tomar = [("fila que no se tomó", f"{a.libro}, {a.lugar}") for a in self.sin_tomar]
        return Cuadro(
            titulo=f"Reunión de {self.contenido.entidad.nombre}, corte {self.corte}",
            columnas=("Por resolver", "Cuál"),
            filas=[*malos, *por_resolver, *sin_llegar, *sin_tomar],
            notas=(*frases_de(self), f"Avisos: {en_miles(len(self.avisos))}."),
        )

    @property
    def pendientes(self) -> tuple[Conflicto, ...]:
        """Los conflictos sin resolver, también los de lo que la base lleva."""
        return tuple(c for una in self.todas for c in una.conflictos if c.resuelto is None)

    @property
    def no_tomados(self) -> tuple[LibroRechazado, ...]:
        """Los libros que no se tomaron, también los de lo que la base lleva."""
        return tuple(rechazado for una in self.todas for rechazado in una.rechazados)
