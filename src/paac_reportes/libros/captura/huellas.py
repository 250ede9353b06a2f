"""Las huellas con que, al volver un libro, se sabe si lo suyo cambió mientras estuvo afuera."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from paac_reportes import clases
from paac_reportes.libros.captura.filas import FilaDeCaptura, huella
from paac_reportes.libros.captura.reportes import ReporteDeFila
from paac_reportes.libros.captura.tablas import tabla_de
from paac_reportes.modelo import Entidad, temas
from paac_reportes.modelo.recorrer import en_breve, en_largo
from paac_reportes.modelo.temas import Tema
from paac_reportes.textos.plano import en_plano


def huella_del_reporte(reporte: ReporteDeFila) -> str:
    """La de lo reportado, sin lo que un libro no conserva."""
    return huella(reporte.comparable)


def huella_de_la_entidad(entidad: Entidad) -> str:
    """La de su NIT o, si no lo trae, la de su nombre."""
    return huella(re.sub(r"\D", "", entidad.nit or "") or en_plano(entidad.nombre))


def huella_de_la_base(filas: Iterable[FilaDeCaptura]) -> str:
    """La de todas las filas con los nombres de dónde están y su reporte en el corte."""
    return huella(
        [
            [
                fila.ruta,
                *fila.donde,
                fila.huella,
                huella_del_reporte(fila.reporte),
                huella_del_reporte(fila.de_antes),
            ]
            for fila in filas
        ]
    )


@clases.frozen(kw_only=True)
class Procedencia:
    """De qué contenido y de qué corte es un libro."""

    de: str
    """La clave de su tema."""
    corte: date
    entidad: str
    base: str
    quien: str | None = None
    """Quién reporta; ``None`` si siempre es el mismo."""
    por: str | None = None
    """El dato por el que se repartieron los libros; ``None`` si es por oficina."""

    @property
    def tema(self) -> Tema:
        """El de su contenido."""
        return temas.tema(self.de)


def _lo_reporta(clave: str, quien: str | None) -> bool:
    """Si hay un contenido con esa clave, y ese lo reporta."""
    captura = temas.tema(clave).captura if clave in temas.claves() else None
    if captura is None:
        return False
    return quien in captura.quienes if quien else not captura.quienes


MARCA = "paac:1"
"""Con lo que empieza la identificación de una fila."""

_IDENTIFICACION = re.compile(
    rf"{MARCA}:(\d{{4}}-\d\d-\d\d):([0-9a-f]{{12}}):([0-9a-f]{{12}}):"
    r"([a-z0-9]+):([0-9a-f]{12}):([0-9a-f]{12}):([a-z_]*):([a-z][a-z0-9_]*)"
)


@clases.frozen(kw_only=True)
class Identificacion:
    """Lo que una fila lleva escondido: de dónde salió, su lugar ahí y cómo estaba."""

    procedencia: Procedencia
    ruta: str
    texto: str
    """La huella de lo que se decía de ella."""
    reporte: str
    """La huella de lo que ya estaba reportado."""

    @property
    def breve(self) -> str:
        """La ruta, donde hay poco lugar."""
        return en_breve(self.ruta, self.procedencia.tema.clase)

    def __str__(self) -> str:
        procedencia = self.procedencia
        return ":".join(
            (
                MARCA,
                str(procedencia.corte),
                procedencia.entidad,
                procedencia.base,
                self.breve,
                self.texto,
                self.reporte,
                procedencia.quien or "",
                procedencia.de,
            )
        )


_DE_LA_FILA = re.compile(r"paac:f:([A-Za-z0-9._-]+)")


def marca_de(breve: str) -> str:
    """La que va entre las celdas que se llenan: si alguien las mueve sin la fila, va con ellas."""
    return f"paac:f:{breve}"


def leer_marca(texto: str) -> str | None:
    """De qué fila dice una celda que es lo que va con ella; ``None`` si no lo dice."""
    coincidencia = _DE_LA_FILA.fullmatch(texto.strip()) if "paac:f:" in texto else None
    return coincidencia[1] if coincidencia else None


def identificacion_de(fila: FilaDeCaptura, procedencia: Procedencia) -> Identificacion:
    """La de una fila que sale."""
    return Identificacion(
        procedencia=procedencia,
        ruta=fila.ruta,
        texto=fila.huella,
        reporte=huella_del_reporte(fila.reporte),
    )


def leer_identificacion(texto: str) -> Identificacion | None:
    """La que una celda trae; ``None`` si no lo es."""
    coincidencia = _IDENTIFICACION.fullmatch(texto.strip())
    if coincidencia is None:
        return None
    fecha_escrita, entidad, base, breve, del_texto, reporte, quien, clave = coincidencia.groups()
    corte = _fecha(fecha_escrita)
    ruta = en_largo(breve, temas.tema(clave).clase) if _lo_reporta(clave, quien) else None
    if corte is None or ruta is None or tabla_de(temas.tema(clave), ruta) is None:
        return None
    return Identificacion(
        procedencia=Procedencia(
            de=clave, corte=corte, entidad=entidad, base=base, quien=quien or None
        ),
        ruta=ruta,
        texto=del_texto,
        reporte=reporte,
    )


def _fecha(texto: str) -> date | None:
    try:
        return date.fromisoformat(texto)
    except ValueError:
        return None


def propiedades_de(
    procedencia: Procedencia, oficina: int | str | None, vigencia: int | None
) -> dict[str, str]:
    """Las que el libro lleva en sus propiedades, por si pierde las de sus filas."""
    pueden_faltar = {
        "paac.rama": oficina,
        "paac.quien": procedencia.quien,
        "paac.por": procedencia.por,
        "paac.vigencia": vigencia,
    }
    return {
        "paac.clase": "captura",
        "paac.de": procedencia.de,
        "paac.corte": str(procedencia.corte),
        "paac.entidad": procedencia.entidad,
        "paac.base": procedencia.base,
        **{nombre: str(dicho) for nombre, dicho in pueden_faltar.items() if dicho is not None},
    }


def procedencia_de(propiedades: Mapping[str, str]) -> Procedencia | None:
    """La que dicen las de un libro, si están enteras."""
    clave, quien = propiedades.get("paac.de", ""), propiedades.get("paac.quien")
    corte = _fecha(propiedades.get("paac.corte", ""))
    estan = {"paac.entidad", "paac.base"} <= propiedades.keys()
    if propiedades.get("paac.clase") != "captura" or corte is None or not estan:
        return None
    if not _lo_reporta(clave, quien):
        return None
    return Procedencia(
        de=clave,
        corte=corte,
        entidad=propiedades["paac.entidad"],
        base=propiedades["paac.base"],
        quien=quien,
        por=propiedades.get("paac.por"),
    )
