"""Cada clase de bloque del formato, hecha nodos de la maqueta."""

import functools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, assert_never

import attrs

from paac_reportes.composicion.firmas import elegir, firmas_de
from paac_reportes.composicion.pagina.paginas import Membretes
from paac_reportes.composicion.tablas.recorridos import (
    Alcance,
    FilasLibres,
    TodoElPlan,
    UnComponente,
)
from paac_reportes.composicion.tablas.reparto import repartir, son_del_plan
from paac_reportes.composicion.tablas.tabla import Cortes, tabla_de, tabla_vacia
from paac_reportes.composicion.variables import Redaccion
from paac_reportes.formatos.definicion.bloques import (
    BloqueContenido,
    BloqueDatos,
    BloqueDelCuerpo,
    BloqueFirmas,
    BloqueGrafico,
    BloqueImagen,
    BloqueParrafo,
    BloqueResultados,
    BloqueSalto,
    BloqueTabla,
    BloqueTexto,
    BloqueTitulo,
)
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.tablas import TablaDeFormato
from paac_reportes.formatos.metodologia import metodologia_de, reglas_para
from paac_reportes.maqueta.contenidos import Enfasis, Tramo
from paac_reportes.maqueta.estilos import ESTILOS_DE_LISTA
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.anchos import acomodar
from paac_reportes.maqueta.medida.medidas import Mm
from paac_reportes.maqueta.nodos import Bloque, Celda, Fila, Indice, Parrafo, Salto, Tabla, Titulo
from paac_reportes.modelo import Metodologia, Plan
from paac_reportes.textos.markdown import BloqueDeTexto, leer_markdown

if TYPE_CHECKING:
    from paac_reportes.informe.hallazgos import Hallazgos

_PARTE_DE_PAGINA = 0.9
"""Lo más alto que puede ser una imagen en su página."""


@attrs.frozen(eq=False, slots=False)
class Encargo:
    """Lo que se pide componer."""

    plan: Plan
    formato: Formato
    corte: date | None
    filas: FilasLibres = ()
    metodologia: Metodologia | None = None
    """La que se pidió, que manda sobre la del plan y la del formato."""
    _numeradas: Counter[str] = attrs.Factory(Counter)

    def leyenda(self, clase: str, texto: str) -> Iterator[Parrafo]:
        """``Tabla 3. Normas…``: las de cada clase se numeran en el orden en que se escriben."""
        if texto.strip():
            self._numeradas[clase] += 1
            yield Parrafo(f"{clase} {self._numeradas[clase]}. {texto}", "leyenda")

    @property
    def blancos_propios(self) -> bool:
        """Si una celda en blanco es de su fila, y no parte de la de arriba."""
        return self._elegida.blancos == "propias"

    @property
    def _elegida(self) -> Metodologia:
        return metodologia_de(self.plan, self.metodologia, self.formato.metodologia)

    @functools.cached_property
    def hallazgos(self) -> "Hallazgos":
        """Lo que sale de analizar el plan."""
        from paac_reportes.informe.hallazgos import Hallazgos  # noqa: PLC0415 - sólo si se pide

        reglas = reglas_para(self.plan, self.metodologia, self.formato.metodologia)
        return Hallazgos(self.plan, self.corte, reglas)


@attrs.frozen
class Lienzo:
    """El ancho y el alto en que se escribe, y con qué se mide."""

    medidor: Medidor
    ancho: Mm
    alto: Mm


@attrs.frozen(kw_only=True)
class Lugar:
    """Dónde se escribe un bloque: qué parte del plan le toca y con qué variables."""

    encargo: Encargo
    cortes: Cortes
    membretes: Membretes
    lienzo: Lienzo
    redaccion: Redaccion
    componentes: Sequence[UnComponente]
    es_el_primero: bool


def escribir(  # noqa: C901 - una tabla de casos, uno por clase de bloque
    bloque: BloqueDelCuerpo, lugar: Lugar
) -> Iterator[Bloque]:
    """Los nodos de un bloque en un lugar."""
    match bloque:
        case BloqueTitulo():
            yield from _titulo(bloque, lugar)
        case BloqueParrafo():
            yield from _parrafo(bloque, lugar)
        case BloqueTexto():
            yield from _texto(bloque, lugar)
        case BloqueDatos():
            yield from _datos(bloque, lugar)
        case BloqueTabla():
            yield from _tabla(bloque, lugar)
        case BloqueResultados():
            yield from _resultados(bloque, lugar)
        case BloqueGrafico():
            yield from _grafico(bloque, lugar)
        case BloqueImagen():
            yield from _imagen(bloque, lugar)
        case BloqueFirmas():
            yield from firmas_de(lugar.encargo.plan.firmas, bloque, lugar.redaccion)
        case BloqueContenido():
            yield Indice(titulo=lugar.redaccion(bloque.titulo), niveles=bloque.niveles)
        case BloqueSalto():
            yield Salto()
        case _:
            assert_never(bloque)


def _titulo(bloque: BloqueTitulo, lugar: Lugar) -> Iterator[Bloque]:
    nueva = bloque.pagina_nueva == "siempre" or (
        bloque.pagina_nueva == "entre" and not lugar.es_el_primero
    )
    texto = lugar.redaccion(bloque.texto)
    if texto.strip():
        yield Titulo(texto=texto, nivel=bloque.nivel, en_pagina_nueva=nueva)


def _parrafo(bloque: BloqueParrafo, lugar: Lugar) -> Iterator[Bloque]:
    estilo = f"texto-{bloque.horizontal}" if bloque.horizontal else "texto"
    if bloque.cada != "firma":
        yield Parrafo(lugar.redaccion(bloque.texto), estilo)
        return
    for firma in elegir(lugar.encargo.plan.firmas, bloque.roles):
        yield Parrafo(lugar.redaccion.con(firma=firma)(bloque.texto), estilo)


def _datos(bloque: BloqueDatos, lugar: Lugar) -> Iterator[Bloque]:
    parejas = [(lugar.redaccion(d.rotulo), lugar.redaccion(d.texto)) for d in bloque.filas]
    if bloque.omite_vacios:
        parejas = [pareja for pareja in parejas if pareja[1].strip()]
    if not parejas:
        return
    cuantas = min(bloque.por_fila, len(parejas))
    parejas += [("", "")] * (-len(parejas) % cuantas)
    celdas = [[Celda(rotulo, "dato"), Celda(texto, "celda")] for rotulo, texto in parejas]
    del_rotulo = float(bloque.ancho_de_rotulo) / 100
    yield Tabla(
        anchos=(del_rotulo / cuantas, (1 - del_rotulo) / cuantas) * cuantas,
        filas=tuple(
            Fila(tuple(celda for pareja in celdas[n : n + cuantas] for celda in pareja))
            for n in range(0, len(celdas), cuantas)
        ),
        descripcion="Datos",
    )


def _imagen(bloque: BloqueImagen, lugar: Lugar) -> Iterator[Bloque]:
    alto = min(bloque.alto, Decimal(repr(lugar.lienzo.alto * _PARTE_DE_PAGINA)))
    imagen = lugar.membretes.imagen(
        bloque.imagen, bloque.texto_alternativo, alto, lugar.lienzo.ancho
    )
    if imagen is not None:
        yield Parrafo((imagen,), f"texto-{bloque.horizontal}")


def _tabla(bloque: BloqueTabla, lugar: Lugar) -> Iterator[Bloque]:
    encargo = lugar.encargo
    clases = encargo.formato.tablas_de(bloque)
    del_plan = son_del_plan(clases)
    suyos = _del_plan(encargo, lambda: encargo.hallazgos) if del_plan else lugar.componentes
    yield from _repartidas(clases, suyos, lugar, bloque.leyenda)
    sin_filas = del_plan and not encargo.filas and _recorre_filas(clases)
    if sin_filas or (not del_plan and all(suyo.vacio for suyo in lugar.componentes)):
        yield tabla_vacia(clases[0], lugar.cortes, lugar.redaccion)


def _repartidas(
    clases: Sequence[TablaDeFormato], suyos: Sequence[Alcance], lugar: Lugar, leyenda: str
) -> Iterator[Bloque]:
    """Cada tabla con su leyenda, y los anchos corridos si hace falta."""
    lienzo = lugar.lienzo
    for reparto in repartir(clases, suyos, lugar.cortes.pedido):
        tabla = tabla_de(reparto, suyos, lugar.cortes, lugar.redaccion)
        # Con columnas repetidas, los anchos del formato ya no son los que pensó quien lo hizo.
        repite = len(tabla.anchos) > len(reparto.tabla.columnas)
        se_corren = repite or reparto.tabla.acomoda
        yield from lugar.encargo.leyenda("Tabla", lugar.redaccion(leyenda))
        yield acomodar(tabla, lienzo.medidor, lienzo.ancho) if se_corren else tabla


def _recorre_filas(clases: Sequence[TablaDeFormato]) -> bool:
    return any(seccion.recorre == "filas" for tabla in clases for seccion in tabla.secciones)


def _del_plan(encargo: Encargo, hallazgos: "Callable[[], Hallazgos]") -> list[TodoElPlan]:
    return [TodoElPlan(encargo.plan, encargo.filas, hallazgos)]


def _texto(bloque: BloqueTexto, lugar: Lugar) -> Iterator[Bloque]:
    # Lo que escribió quien llena los datos va como está: no es una plantilla.
    propio = lugar.encargo.plan.textos.get(bloque.clave)
    texto = lugar.redaccion.en_markdown(bloque.texto) if propio is None else propio
    if texto.strip():
        if propio is not None:
            lugar.redaccion.anotar(f"textos.{bloque.clave}", lugar.encargo.plan)
        if bloque.titulo:
            yield Titulo(texto=lugar.redaccion(bloque.titulo), nivel=bloque.nivel)
        yield from parrafos_de(texto)


def parrafos_de(texto: str) -> Iterator[Parrafo]:
    """Los párrafos y las listas de un texto en Markdown."""
    for leido in leer_markdown(texto):
        # El tabulador lleva el texto a la sangría, también en el segundo párrafo de un elemento.
        tramos: list[Tramo] = [f"{leido.marca}\t"] if leido.nivel else []
        tramos += [
            Enfasis(t.texto, t.negrita, t.cursiva) if t.negrita or t.cursiva else t.texto
            for t in leido.trozos
        ]
        yield Parrafo(tuple(tramos), _estilo_de(leido))


def _estilo_de(leido: BloqueDeTexto) -> str:
    if leido.nivel:
        return ESTILOS_DE_LISTA[min(leido.nivel, len(ESTILOS_DE_LISTA)) - 1]
    # Word estira un renglón justificado que termina en un salto.
    con_saltos = any("\n" in trozo.texto for trozo in leido.trozos)
    return "texto-izquierda" if con_saltos else "texto-justificada"


def _resultados(bloque: BloqueResultados, lugar: Lugar) -> Iterator[Bloque]:
    encargo = lugar.encargo
    for cifras in encargo.hallazgos.componentes:
        yield Titulo(texto=cifras.nombre, nivel=bloque.nivel)
        for fila in cifras.filas:
            lugar.redaccion.mostrado.anotar_del_texto(
                cifras.nombre, _DE_COMPONENTE, {"componente": fila.componente}
            )
        yield Parrafo(encargo.hallazgos.prosa.de_una_parte(cifras), "texto-justificada")
        suyo = attrs.evolve(
            lugar, redaccion=lugar.redaccion.con(componente=cifras.filas[0].componente)
        )
        clases = encargo.formato.tablas_de(bloque)
        suyas = _del_plan(encargo, functools.partial(encargo.hallazgos.de_componente, cifras))
        yield from _repartidas(clases, suyas, suyo, bloque.leyenda)


_DE_COMPONENTE = ("componente.numero", "componente.nombre")


def _grafico(bloque: BloqueGrafico, lugar: Lugar) -> Iterator[Bloque]:
    from paac_reportes.informe.figuras import figura_de  # noqa: PLC0415 - sólo quien dibuja

    grafico = figura_de(bloque, lugar.redaccion(bloque.titulo), lugar.encargo.hallazgos)
    if grafico is not None:
        yield from lugar.encargo.leyenda("Figura", grafico.titulo)
        yield grafico
