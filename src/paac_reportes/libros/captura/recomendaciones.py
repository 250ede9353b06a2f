"""La hoja Recomendaciones de un libro de captura: de quién es cada una, y cómo se lee.

Una va en el libro de su oficina: la de su responsable o, si no es una dependencia, las de las filas
que nombra. La que no se sabe de quién es no va en ninguno: en todos, cada oficina respondería por
las demás. De lo que no se recomienda no hay ninguna, y todo sigue igual.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.libros.captura.celdas import LecturaDeCeldas, RenglonDeLibro, reportado_en
from paac_reportes.libros.captura.filas import FilaDeCaptura, huella, recomendadas_de
from paac_reportes.libros.captura.huellas import leer_marca, marca_de
from paac_reportes.libros.captura.reparto import DeQuien, Reparto
from paac_reportes.libros.captura.reportes import ReporteDeFila, lo_que_cabe
from paac_reportes.libros.captura.tabla_del_libro import FUERA_DE_LUGAR, TablaDeLibro, columna_con
from paac_reportes.libros.captura.tablas import ESCONDIDAS, tabla_de_recomendaciones
from paac_reportes.libros.rotuladas import columnas_de, escritos_en
from paac_reportes.maqueta.medida.ajuste import LETRAS_POR_CELDA
from paac_reportes.modelo import FilaRecomendada, Recomendacion
from paac_reportes.modelo.plan import FILAS
from paac_reportes.modelo.recorrer import recorrer
from paac_reportes.modelo.temas import Contenido, Tema
from paac_reportes.opc.visto import CeldaVista, TablaVista
from paac_reportes.textos.plano import en_plano

_ID, _TEXTO = "recomendacion.id", "recomendacion.texto"


# ------------------------------------------------------------------ de quién es cada una
def por_oficina(
    contenido: Contenido, corte: date, reparto: Reparto, quienes: Iterable[DeQuien]
) -> dict[DeQuien, list[FilaDeCaptura]]:
    """Las hechas hasta ese corte, por su oficina; una puede ser de varias."""
    cada_una: dict[DeQuien, list[FilaDeCaptura]] = {quien: [] for quien in quienes}
    for fila, de_quien in _con_sus_oficinas(contenido, corte, reparto):
        for quien in de_quien & cada_una.keys():
            cada_una[quien].append(fila)
    return cada_una


def de_cada_oficina(
    contenido: Contenido, corte: date, reparto: Reparto, quienes: Iterable[DeQuien]
) -> dict[DeQuien, list[FilaDeCaptura]]:
    """De ellas, las abiertas: las que van en el libro de cada una."""
    return {
        quien: [fila for fila in suyas if fila.actual.esta_abierta]
        for quien, suyas in por_oficina(contenido, corte, reparto, quienes).items()
    }


def sin_libro(
    contenido: Contenido, corte: date, reparto: Reparto, quienes: Iterable[DeQuien]
) -> Iterator[Aviso]:
    """Las abiertas que no van en ninguno."""
    con_libro = set(quienes)
    for fila, de_quien in _con_sus_oficinas(contenido, corte, reparto):
        if fila.actual.esta_abierta and not de_quien & con_libro:
            motivo = (
                f"{mostrar(fila.actual.id)} no va en ningún libro: ni su responsable ni las filas"
                " que nombra son de una oficina que lo lleve"
            )
            yield Aviso("recomendacion_sin_libro", fila.ruta, motivo)


def _con_sus_oficinas(
    contenido: Contenido, corte: date, reparto: Reparto
) -> Iterator[tuple[FilaDeCaptura, set[DeQuien]]]:
    """Las hechas hasta ese corte, cada una con aquéllas de quienes es."""
    if recomendadas := list(recomendadas_de(contenido)):
        de_quien = _DeQuien(contenido, reparto)
        yield from (
            (fila, de_quien.es(fila.actual)) for fila in recomendadas if fila.actual.corte <= corte
        )


class _DeQuien:
    """Las oficinas de un plan, que es de lo que se recomienda, por su nombre y por sus filas."""

    def __init__(self, contenido: Contenido, reparto: Reparto) -> None:
        self._por_nombre = reparto.por_nombre
        self._por_fila: dict[tuple[str, str], set[DeQuien]] = {}
        for lugar in recorrer(contenido, *FILAS):
            fila = lugar.objeto
            clave = (en_plano(fila.identificador or ""), en_plano(fila.texto or ""))
            self._por_fila.setdefault(clave, set()).update(reparto.de(lugar.ruta))

    def es(self, recomendacion: Recomendacion) -> set[DeQuien]:
        """Las de quien es; ninguna si no se sabe."""
        if not self._por_nombre:
            return {None}
        oficinas = self._por_nombre.get(en_plano(recomendacion.responsable or ""), set())
        if oficinas:
            return oficinas if len(oficinas) == 1 else set()
        de_sus_filas = (self._de_la_fila(fila) for fila in recomendacion.filas)
        # De la fila que tienen dos oficinas no se sabe de cuál se habla.
        return {quien for hay in de_sus_filas if len(hay) == 1 for quien in hay}

    def _de_la_fila(self, fila: FilaRecomendada) -> set[DeQuien]:
        return self._por_fila.get((en_plano(fila.codigo or ""), en_plano(fila.texto)), set())


def comprobar_que_caben(contenido: Contenido) -> None:
    """La respuesta va entera o no va: recortada, volvería como si la hubieran cambiado."""
    fallas = [
        Falla(
            "no_cabe",
            f"{fila.ruta}.respuesta",
            f"no cabe en una celda ({LETRAS_POR_CELDA} letras)",
        )
        for fila in recomendadas_de(contenido)
        if (recomendacion := fila.actual).esta_abierta
        and recomendacion.respuesta
        and lo_que_cabe(recomendacion.respuesta) != recomendacion.respuesta
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)


# ------------------------------------------------------------------ la que una lleva escondida
_MARCA = "paac:r1"
_ESCRITA = re.compile(rf"{_MARCA}:([0-9a-f]{{12}}):([0-9a-f]{{12}}):([A-Za-z0-9._-]+)")


@clases.frozen(kw_only=True)
class _Identificacion:
    """Cuál es, y las huellas de cómo estaba cada una de sus celdas abiertas cuando salió."""

    id: str
    huellas: tuple[str, ...]


def escondidas_de(fila: FilaDeCaptura) -> tuple[str, str]:
    """Lo que va en las dos celdas escondidas de una que sale."""
    identificador: str = fila.actual.id
    return ":".join((_MARCA, *huellas_de(fila.reporte), identificador)), marca_de(identificador)


def huellas_de(reporte: ReporteDeFila) -> tuple[str, ...]:
    """La de cada celda."""
    return tuple(map(huella, reporte.comparable))


def _leer_identificacion(texto: str) -> _Identificacion | None:
    coincidencia = _ESCRITA.fullmatch(texto.strip())
    if coincidencia is None:
        return None
    return _Identificacion(id=coincidencia[3], huellas=(coincidencia[1], coincidencia[2]))


# ------------------------------------------------------------------ la hoja que vuelve
@clases.frozen(kw_only=True, eq=False)
class RecomendacionLeida(RenglonDeLibro):
    """Un renglón de la hoja."""

    id: str
    """En blanco si lo perdió."""
    texto: str
    """Lo que se lee de la recomendación."""
    huellas: tuple[str, ...] | None
    """Cómo estaba al salir; ``None`` si perdió la escondida."""
    movida: str = ""
    """La recomendación con que salió lo respondido en él, si no es la suya."""

    @property
    def leido(self) -> object:
        """También cuál es y lo que se lee de ella."""
        return self.id, self.texto, self.reporte


_BASTAN = 3
"""Rótulos de la hoja con los que una fila es la de sus rótulos: uno solo lo tienen las otras."""
_LO_DICEN = {_ID, _TEXTO, "recomendacion.respuesta"}


@clases.frozen(kw_only=True, eq=False)
class HojaDeRecomendaciones(TablaDeLibro):
    """Su tabla, donde lo escondido vale en cualquier columna."""

    @property
    def escondidas(self) -> set[int]:
        """Las columnas que no se ven."""
        return {n for n in self.vista.columnas_ocultas if n < len(self.vista.filas[0])}

    @functools.cached_property
    def identificadas(self) -> Mapping[int, _Identificacion]:
        """La de cada fila que la lleva."""
        leidas = (
            (numero, _leer_identificacion(celda.texto))
            for numero in self.numeros
            for celda in reversed(self.vista.filas[numero])
            if celda
        )
        return {numero: identificacion for numero, identificacion in leidas if identificacion}

    def es_nuestra(self, fila: int) -> bool:
        """Si salió en el libro."""
        return fila in self.identificadas


def hallar_hoja(tabla_vista: TablaVista, tema: Tema) -> HojaDeRecomendaciones | None:
    """La tabla de las recomendaciones, si lo es."""
    tabla = tabla_de_recomendaciones(tema)
    if tabla is None:
        return None
    for numero, fila in enumerate(tabla_vista.filas):
        rotulos_escritos = escritos_en(fila)
        columnas = columnas_de(rotulos_escritos, tabla.rotulos)
        if len(columnas) >= _BASTAN and _LO_DICEN & columnas.keys():
            escondidas = columnas_de(rotulos_escritos, {rotulo: rotulo for rotulo in ESCONDIDAS})
            nuestras = {*columnas.values(), *escondidas.values()}
            return HojaDeRecomendaciones(
                vista=tabla_vista,
                fila_de_rotulos=numero,
                columnas=columnas,
                sobrantes={n: texto for n, texto in rotulos_escritos.items() if n not in nuestras},
                tabla=tabla,
                identificaciones=columna_con(tabla_vista, numero, _leer_identificacion),
            )
    return None


def leer_hoja(
    nombre: str, hoja: HojaDeRecomendaciones, lectura: LecturaDeCeldas
) -> Iterator[RecomendacionLeida]:
    """Sus renglones; sin el estado o la respuesta no se sabe qué se respondió, y es una falla."""
    for abierta in hoja.tabla.abiertas:
        if abierta.dato not in hoja.columnas:
            motivo = f"no está la columna {abierta.rotulo!r}; sin ella no se sabe qué se respondió"
            lectura.fallas.append(Falla("columna_no_hallada", hoja.vista.lugar, motivo))
    por_id = {una.id: una for una in hoja.identificadas.values()}
    lectura.avisos += hoja.avisos()
    for numero in hoja.filas:
        reporte = reportado_en(hoja, numero, lectura)
        escondida = hoja.identificadas.get(numero)
        # Manda lo que se lee: al ordenar lo que se ve, la escondida se pudo quedar.
        identificador = _texto(hoja, numero, _ID) or (escondida.id if escondida else "")
        if not identificador and not any(_texto(hoja, numero, dato) for dato in hoja.columnas):
            continue
        identificacion = por_id.get(identificador)
        yield RecomendacionLeida(
            libro=nombre,
            lugar=hoja.vista.lugar_de(numero),
            tabla=hoja.tabla,
            id=identificador,
            texto=_texto(hoja, numero, _TEXTO),
            reporte=_sin_orillas(reporte),
            huellas=identificacion.huellas if identificacion else None,
            movida=FUERA_DE_LUGAR
            if hoja.corridas
            else _de_otra(hoja.vista.filas[numero], identificador),
        )
    lectura.avisos += hoja.columnas_de_mas()


def _texto(hoja: TablaDeLibro, fila: int, dato: str) -> str:
    """Lo que se lee en una celda; la marca que movieron a ella nadie la escribió."""
    texto = hoja.texto(fila, dato)
    return "" if leer_marca(texto) else texto


def _sin_orillas(reporte: ReporteDeFila) -> ReporteDeFila:
    """El mismo, sin los blancos de los lados de lo respondido."""
    respuesta = reporte.valores["respuesta"]
    valores = {**reporte.valores, "respuesta": respuesta.strip() if respuesta else None}
    return attrs.evolve(reporte, valores=valores)


def _de_otra(fila: Iterable[CeldaVista | None], identificador: str) -> str:
    """La recomendación con que salió lo respondido en una fila, si no es ésa."""
    marcas = (leer_marca(celda.texto) for celda in fila if celda)
    marca = next(filter(None, marcas), "")
    return "" if marca == identificador else marca
