"""La hoja Recomendaciones de un libro de captura: de quién es cada una, cómo sale y cómo se lee.

Una va en el libro de su oficina: la de su responsable o, si no es una dependencia, las de las filas
que nombra. La que no se sabe de quién es no va en ninguno: en todos, cada oficina respondería por
las demás. De lo que no se recomienda no hay ninguna, y todo sigue igual.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.mensajes import inesperado
from paac_reportes.lectura.ajenos.mobiliario import pie_de
from paac_reportes.lectura.filas.valores import leer
from paac_reportes.libros.captura.filas import Oficinas, huella, recomendaciones_de
from paac_reportes.libros.captura.huellas import leer_marca, marca_de
from paac_reportes.libros.captura.reportes import comparable, lo_que_cabe
from paac_reportes.libros.captura.tablas import DE_LA_FILA, ESCONDIDAS, IDENTIFICACION
from paac_reportes.maqueta.hojas_de_datos import (
    ColumnaDeDatos,
    HojaDeDatos,
    Limites,
    Llenado,
    Opciones,
    Renglon,
    Valor,
)
from paac_reportes.maqueta.medida.ajuste import LETRAS_POR_CELDA
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.modelo import EstadoDeRecomendacion, FilaRecomendada, Recomendacion
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.plan import FILAS
from paac_reportes.modelo.recorrer import recorrer
from paac_reportes.modelo.temas import Contenido
from paac_reportes.opc.visto import CeldaVista, TablaVista
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import como_texto, fecha_larga

HOJA = "Recomendaciones"
_ID, _TEXTO, _ESTADO, _RESPUESTA = (
    CATALOGO[f"recomendacion.{campo}"].rotulo for campo in ("id", "texto", "estado", "respuesta")
)
_FILAS = CATALOGO["fila_recomendada.texto"].rotulo
_PARA_CUANDO = "Para cuándo"
_ROTULOS = (_ID, _TEXTO, _FILAS, _PARA_CUANDO, _ESTADO, _RESPUESTA)
SE_LLENAN = (_ESTADO, _RESPUESTA)
"""Los rótulos de las columnas abiertas."""
ESTADOS = tuple(map(como_texto, EstadoDeRecomendacion))
"""Los que se ofrecen en la lista, como se leen en un reporte."""


@clases.frozen(kw_only=True)
class Respuesta:
    """Los valores de las celdas abiertas de una recomendación."""

    estado: EstadoDeRecomendacion | None = None
    respuesta: str | None = None

    @staticmethod
    def de(una: Recomendacion) -> "Respuesta":
        """Lo que el plan dice de ella."""
        return Respuesta(estado=una.estado, respuesta=una.respuesta)

    @property
    def comparable(self) -> tuple[str, str]:
        """Lo que dice cada celda, sin lo que un libro no conserva al ir y volver."""
        return comparable(self.estado), comparable(self.respuesta)

    def sobre(self, otra: "Respuesta") -> "Respuesta":
        """Ésta; lo que deja en blanco, y lo que no cambió, a la letra de la otra."""
        iguala = comparable(self.respuesta) in {"", comparable(otra.respuesta)}
        return Respuesta(
            estado=self.estado or otra.estado,
            respuesta=otra.respuesta if iguala else self.respuesta,
        )

    @property
    def como_se_lee(self) -> dict[str, str]:
        """Lo que dicen sus celdas, por su rótulo."""
        return dict(zip(SE_LLENAN, (como_texto(self.estado), self.respuesta or ""), strict=True))


# ------------------------------------------------------------------ de quién es cada una
def por_oficina(
    contenido: Contenido, corte: date, oficinas: Iterable[int | None]
) -> dict[int | None, list[Recomendacion]]:
    """Las hechas hasta ese corte, por su oficina; una puede ser de varias."""
    cada_una: dict[int | None, list[Recomendacion]] = {numero: [] for numero in oficinas}
    if not (hechas := recomendaciones_de(contenido)):
        return cada_una
    de_quien = _DeQuien(contenido)
    for una in hechas:
        if una.corte <= corte:
            for numero in de_quien.es(una) & cada_una.keys():
                cada_una[numero].append(una)
    return cada_una


def de_cada_oficina(
    contenido: Contenido, corte: date, oficinas: Iterable[int | None]
) -> dict[int | None, list[Recomendacion]]:
    """De ellas, las abiertas: las que van en el libro de cada una."""
    return {
        numero: [una for una in suyas if una.esta_abierta]
        for numero, suyas in por_oficina(contenido, corte, oficinas).items()
    }


def sin_libro(contenido: Contenido, corte: date, oficinas: Iterable[int | None]) -> Iterator[Aviso]:
    """Las abiertas que no van en ninguno."""
    if not (hechas := recomendaciones_de(contenido)):
        return
    con_libro, de_quien = set(oficinas), _DeQuien(contenido)
    for numero, una in enumerate(hechas):
        if una.esta_abierta and una.corte <= corte and not de_quien.es(una) & con_libro:
            motivo = (
                f"{mostrar(una.id)} no va en ningún libro: ni su responsable ni las filas que"
                " nombra son de una oficina que lo lleve"
            )
            yield Aviso("recomendacion_sin_libro", f"recomendaciones[{numero}]", motivo)


class _DeQuien:
    """Las oficinas de un plan, que es de lo que se recomienda, por su nombre y por sus filas."""

    def __init__(self, contenido: Contenido) -> None:
        oficinas = Oficinas(contenido)
        self._por_nombre: dict[str, set[int | None]] = {}
        self._por_fila: dict[tuple[str, str], set[int | None]] = {}
        self._hay_oficinas = bool(oficinas.objetos)
        for numero, dependencia in enumerate(oficinas.objetos):
            for nombre in {en_plano(dependencia.nombre), en_plano(dependencia.en_corto)}:
                self._por_nombre.setdefault(nombre, set()).add(numero)
        for lugar in recorrer(contenido, *FILAS):
            fila = lugar.objeto
            cual = (en_plano(fila.identificador or ""), en_plano(fila.texto or ""))
            self._por_fila.setdefault(cual, set()).add(oficinas.de(lugar.ruta))

    def es(self, una: Recomendacion) -> set[int | None]:
        """Las de quien es; ninguna si no se sabe."""
        if not self._hay_oficinas:
            return {None}
        suyas = self._por_nombre.get(en_plano(una.responsable or ""), set())
        if suyas:
            return suyas if len(suyas) == 1 else set()
        de_sus_filas = (self._de_la_fila(fila) for fila in una.filas)
        # De la fila que tienen dos oficinas no se sabe de cuál se habla.
        return {numero for hay in de_sus_filas if len(hay) == 1 for numero in hay}

    def _de_la_fila(self, fila: FilaRecomendada) -> set[int | None]:
        return self._por_fila.get((en_plano(fila.codigo or ""), en_plano(fila.texto)), set())


# ------------------------------------------------------------------ la hoja que sale
def hoja_de_recomendaciones(
    recomendaciones: list[Recomendacion], corte: date, de_quien: str
) -> HojaDeDatos:
    """Una por renglón, con su estado y su respuesta abiertos."""
    return HojaDeDatos(
        nombre=HOJA,
        columnas=(
            ColumnaDeDatos(rotulo=_ID, ancho=Mm(34)),
            ColumnaDeDatos(rotulo=IDENTIFICACION, ancho=Mm(20), oculta=True),
            ColumnaDeDatos(rotulo=_TEXTO, ancho=Mm(80)),
            ColumnaDeDatos(rotulo=_FILAS, ancho=Mm(60)),
            ColumnaDeDatos(rotulo=_PARA_CUANDO, ancho=Mm(26)),
            ColumnaDeDatos(
                rotulo=_ESTADO,
                ancho=Mm(26),
                regla=Opciones(valores=ESTADOS),
                ayuda=CATALOGO["recomendacion.estado"].ayuda,
                reproche=f"Se espera uno de la lista: {', '.join(ESTADOS)}.",
                abierta=True,
            ),
            ColumnaDeDatos(rotulo=DE_LA_FILA, ancho=Mm(20), oculta=True),
            ColumnaDeDatos(
                rotulo=_RESPUESTA,
                ancho=Mm(64),
                regla=Limites(clase="letras", maximo=LETRAS_POR_CELDA),
                ayuda=CATALOGO["recomendacion.respuesta"].ayuda,
                reproche=f"Una celda guarda hasta {LETRAS_POR_CELDA} letras.",
                abierta=True,
            ),
        ),
        filas=tuple(map(_en_celdas, recomendaciones)),
        llenado=Llenado(
            arriba=(
                Renglon(
                    contenido=f"{de_quien}: recomendaciones al {fecha_larga(corte)}",
                    estilo="titulo",
                ),
                Renglon(
                    contenido=f"{cuantas_son(recomendaciones)} por responder. Se escribe en las"
                    " columnas de rótulo amarillo."
                ),
            ),
            protegida=True,
            fijas=1,
        ),
    )


def cuantas_son(recomendaciones: list[Recomendacion]) -> str:
    """``3 recomendaciones``."""
    cuantas = len(recomendaciones)
    return f"{cuantas} {'recomendación' if cuantas == 1 else 'recomendaciones'}"


def _en_celdas(una: Recomendacion) -> tuple[Valor, ...]:
    filas = "\n".join(" ".join(filter(None, (f.codigo, f.texto))) for f in una.filas)
    return (
        una.id,
        str(_Identificacion.de(una)),
        lo_que_cabe(una.texto),
        lo_que_cabe(filas) or None,
        una.fecha,
        como_texto(una.estado),
        marca_de(una.id),
        una.respuesta,
    )


def comprobar_que_caben(contenido: Contenido) -> None:
    """La respuesta va entera o no va: recortada, volvería como si la hubieran cambiado."""
    fallas = [
        Falla(
            "no_cabe",
            f"recomendaciones[{numero}].respuesta",
            f"no cabe en una celda ({LETRAS_POR_CELDA} letras)",
        )
        for numero, una in enumerate(recomendaciones_de(contenido))
        if una.esta_abierta and una.respuesta and lo_que_cabe(una.respuesta) != una.respuesta
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)


# ------------------------------------------------------------------ la que una lleva escondida
_MARCA = "paac:r1"
_ESCRITA = re.compile(rf"{_MARCA}:([0-9a-f]{{12}}):([0-9a-f]{{12}}):([A-Za-z0-9._-]+)")


@clases.frozen(kw_only=True)
class _Identificacion:
    """Cuál es, y las huellas de cómo estaban su estado y su respuesta cuando salió."""

    id: str
    huellas: tuple[str, str]

    @staticmethod
    def de(una: Recomendacion) -> "_Identificacion":
        return _Identificacion(id=una.id, huellas=huellas_de(Respuesta.de(una)))

    def __str__(self) -> str:
        return ":".join((_MARCA, *self.huellas, self.id))


def huellas_de(respuesta: Respuesta) -> tuple[str, str]:
    """Las de su estado y de su respuesta."""
    estado, dicho = respuesta.comparable
    return huella(estado), huella(dicho)


def _leer_identificacion(celda: CeldaVista | None) -> _Identificacion | None:
    hallada = _ESCRITA.fullmatch(celda.texto.strip()) if celda else None
    if hallada is None:
        return None
    return _Identificacion(id=hallada[3], huellas=(hallada[1], hallada[2]))


# ------------------------------------------------------------------ la hoja que vuelve
@clases.frozen(kw_only=True, eq=False)
class RecomendacionLeida:
    """Un renglón de la hoja."""

    libro: str
    lugar: str
    """``hoja «Recomendaciones», fila 4``."""
    id: str
    """En blanco si lo perdió."""
    texto: str
    """Lo que se lee de la recomendación."""
    respuesta: Respuesta
    huellas: tuple[str, str] | None
    """Cómo estaba al salir; ``None`` si perdió la escondida."""
    movida: str = ""
    """La recomendación con que salió lo respondido en él, si no es la suya."""


@clases.frozen(kw_only=True, eq=False)
class HojaLeida:
    """La tabla de las recomendaciones de un libro: dónde está cada columna."""

    vista: TablaVista
    rotulos: int
    columnas: Mapping[str, int]
    """La de cada rótulo hallado."""
    sobrantes: Mapping[int, str]
    """Las que el libro no llevaba, con su rótulo."""

    def celda(self, fila: int, rotulo: str) -> CeldaVista | None:
        """La de esa fila bajo ese rótulo."""
        return self.vista.filas[fila][self.columnas[rotulo]] if rotulo in self.columnas else None

    def texto(self, fila: int, rotulo: str) -> str:
        """Lo que se lee en ella."""
        celda = self.celda(fila, rotulo)
        if celda is None or leer_marca(celda.texto):  # la marca la movieron: nadie la escribió
            return ""
        return (celda.con_direcciones if rotulo == _RESPUESTA else celda.texto).strip()


_BASTAN = 3
"""Rótulos de la hoja con los que una fila es la de sus rótulos: uno solo lo tienen las otras."""


def hallar_hoja(vista: TablaVista) -> HojaLeida | None:
    """La tabla de las recomendaciones, si lo es."""
    for numero, fila in enumerate(vista.filas):
        escritos = {n: c.texto for n, c in enumerate(fila) if c and c.texto.strip()}
        por_rotulo = {en_plano(texto): n for n, texto in reversed(list(escritos.items()))}
        columnas = {r: por_rotulo[plano] for r in _ROTULOS if (plano := en_plano(r)) in por_rotulo}
        if len(columnas) >= _BASTAN and {_ID, _TEXTO, _RESPUESTA} & columnas.keys():
            propias = {*columnas.values(), *(por_rotulo.get(en_plano(r)) for r in ESCONDIDAS)}
            sobrantes = {n: texto for n, texto in escritos.items() if n not in propias}
            return HojaLeida(vista=vista, rotulos=numero, columnas=columnas, sobrantes=sobrantes)
    return None


def leer_hoja(
    nombre: str, hoja: HojaLeida, fallas: list[Falla], avisos: list[Aviso]
) -> Iterator[RecomendacionLeida]:
    """Sus renglones; sin el estado o la respuesta no se sabe qué se respondió, y es una falla."""
    for rotulo in SE_LLENAN:
        if rotulo not in hoja.columnas:
            motivo = f"no está la columna {rotulo!r}; sin ella no se sabe qué se respondió"
            fallas.append(Falla("columna_no_hallada", hoja.vista.lugar, motivo))
    numeros = range(hoja.rotulos + 1, len(hoja.vista.filas))
    escondidas = {n: _escondida(hoja.vista.filas[n]) for n in numeros}
    por_id = {una.id: una for una in escondidas.values() if una}
    bastan = [hoja.columnas[rotulo] for rotulo in (_ID, _TEXTO) if rotulo in hoja.columnas]
    pie = pie_de(hoja.vista, hoja.rotulos + 1, lambda n: escondidas[n] is not None, bastan=bastan)
    avisos += pie.values()
    for numero in numeros:
        if numero in pie:
            continue
        avisos += _de_formulas(hoja, numero)
        escondida = escondidas[numero]
        # Manda lo que se lee: al ordenar lo que se ve, la escondida se pudo quedar.
        suyo = hoja.texto(numero, _ID) or (escondida.id if escondida else "")
        if not suyo and not any(hoja.texto(numero, rotulo) for rotulo in hoja.columnas):
            continue
        identificacion = por_id.get(suyo)
        yield RecomendacionLeida(
            libro=nombre,
            lugar=hoja.vista.lugar_de(numero),
            id=suyo,
            texto=hoja.texto(numero, _TEXTO),
            respuesta=Respuesta(
                estado=_estado(hoja, numero, fallas),
                respuesta=hoja.texto(numero, _RESPUESTA) or None,
            ),
            huellas=identificacion.huellas if identificacion else None,
            movida=marca if (marca := _marca(hoja.vista.filas[numero])) and marca != suyo else "",
        )
    avisos += _de_sobra(hoja, numeros)


def _escondida(fila: Iterable[CeldaVista | None]) -> _Identificacion | None:
    return next(filter(None, map(_leer_identificacion, fila)), None)


def _marca(fila: Iterable[CeldaVista | None]) -> str | None:
    return next(filter(None, (leer_marca(celda.texto) for celda in fila if celda)), None)


def _estado(hoja: HojaLeida, fila: int, fallas: list[Falla]) -> EstadoDeRecomendacion | None:
    escrito = hoja.texto(fila, _ESTADO)
    if not escrito:
        return None
    leido = leer("recomendacion.estado", escrito.rstrip("."))
    if leido in set(EstadoDeRecomendacion):
        return EstadoDeRecomendacion(leido)
    lugar = hoja.vista.lugar_de(fila, hoja.columnas[_ESTADO])
    falla = inesperado(lugar, f"uno de la lista ({', '.join(ESTADOS)})", escrito)
    fallas.append(attrs.evolve(falla, datos={**falla.datos, "opciones": tuple(ESTADOS)}))
    return None


def _de_formulas(hoja: HojaLeida, fila: int) -> Iterator[Aviso]:
    for rotulo in SE_LLENAN:
        columna = hoja.columnas.get(rotulo)
        if columna is not None and (fila, columna) in hoja.vista.formulas:
            hay = hoja.texto(fila, rotulo)
            leido = "el resultado que guarda" if hay else "en blanco: no guarda su resultado"
            lugar = hoja.vista.lugar_de(fila, columna)
            yield Aviso("celda_con_formula", lugar, f"es una fórmula; se leyó {leido}")


def _de_sobra(hoja: HojaLeida, filas: Iterable[int]) -> Iterator[Aviso]:
    """Las columnas que puso la oficina: lo que dicen no se toma."""
    todas = list(filas)
    for columna, rotulo in hoja.sobrantes.items():
        llenas = sum(
            1 for n in todas if (celda := hoja.vista.filas[n][columna]) and celda.texto.strip()
        )
        if llenas:
            cuantas = "una celda" if llenas == 1 else f"{llenas} celdas"
            motivo = f"no es del libro: lo que dice en {cuantas} no se tomó"
            yield Aviso(
                "columna_cambiada", hoja.vista.lugar, f"la columna {mostrar(rotulo)} {motivo}"
            )
