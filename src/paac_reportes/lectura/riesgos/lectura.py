"""De un documento de otro a su mapa de riesgos: sus tablas, sus columnas y sus riesgos.

Todas sus hojas son un solo mapa: los procesos que se llaman igual son el mismo. Lo que no se
entiende queda en los extras de su riesgo, o dicho; nada se supone en silencio.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, cast

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.mensajes import falla_de_argumento
from paac_reportes.lectura.ajenos.celdas import escritas
from paac_reportes.lectura.ajenos.encabezados import BREVE
from paac_reportes.lectura.ajenos.franjas import hoja_sin_nombre
from paac_reportes.lectura.ajenos.lectura import FILAS_OCULTAS, reunidos
from paac_reportes.lectura.ajenos.matrices import por_que_se_omite, que_trae, tabla_dice_algo
from paac_reportes.lectura.ajenos.porcentajes import aviso_de_partes
from paac_reportes.lectura.ajenos.procedencia import Generales
from paac_reportes.lectura.ajenos.vocabulario import pedidas_de, rotulo_de
from paac_reportes.lectura.archivos import contenido_de_datos
from paac_reportes.lectura.filas.armado import en_su_fila
from paac_reportes.lectura.filas.valores import datos_desconocidos
from paac_reportes.lectura.filas_cortas import alineadas
from paac_reportes.lectura.hoja_de_datos import es_hoja_de_datos
from paac_reportes.lectura.idem import con_lo_de_encima
from paac_reportes.lectura.leido import ColumnaLeida, DocumentoLeido, PedidoDeLectura
from paac_reportes.lectura.riesgos.armado import ArmadoDelMapa, ProcesoDicho
from paac_reportes.lectura.riesgos.bloques import RecorridoDelMapa
from paac_reportes.lectura.riesgos.celdas import es_parte_de_uno
from paac_reportes.lectura.riesgos.riesgo import nombre_de_extra, se_salta
from paac_reportes.lectura.riesgos.rotulos import DE_LOS_EJES, DE_UN_SEGUIMIENTO, ColumnaDelMapa
from paac_reportes.lectura.riesgos.tablas import (
    TablaDeMapa,
    es_de_opciones,
    tablas_del_mapa,
    valora_cada_riesgo,
)
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import forma_de_filas
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.modelo.temas import tema
from paac_reportes.opc.visto import DocumentoVisto, ParteVista, TablaVista
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import contar

_DE_ENCIMA = re.compile(
    r"(?:(?:^|[|;]|(?<!\s)\n|(?<=\S\s))\s*+|(?<=\s)(?=\S))"
    r"(?P<que>(?:nombre del )?proceso|objetivo(?: del proceso)?|alcance|misi[oó]n)\s*+:[\s:|]*+",
    re.IGNORECASE,
)
_ETIQUETA = re.compile(
    r"\s*+((?:nombre del )?proceso|objetivo(?: del proceso)?|alcance|misi[oó]n)\s*+:?\s*+",
    re.IGNORECASE,
)
_DE_UN_CORTE = (DE_UN_SEGUIMIENTO, "seguimiento_del_mapa.")
"""Datos que ``filas_de`` no da: son de otra tabla."""
_CAMPOS = {"proceso": "nombre", "objetivo": "objetivo", "alcance": "alcance", "mision": "mision"}


def leer_mapa_ajeno(
    documento: DocumentoVisto, pedido: PedidoDeLectura
) -> DocumentoLeido[MapaDeRiesgos] | None:
    """Mapa de un documento, y todo lo que no se entendió de él; ``None`` si no trae ninguno.

    ``ErrorDeEntrada`` si falta la entidad, si es una plantilla sin llenar o si no se sabe de qué
    corte es lo que dice control interno. La vigencia nunca se toma del nombre de una hoja.
    """
    documento = con_lo_de_encima(alineadas(documento))
    pedidas = pedidas_de(pedido.columnas, _desconocidos)
    por_tabla = ((tabla, tablas_del_mapa(tabla, pedidas)) for tabla in _tablas_de(documento))
    con_mapa = {tabla: de_la_tabla for tabla, de_la_tabla in por_tabla if de_la_tabla}
    if not con_mapa:
        return None
    partes, opciones = _sin_las_de_opciones(con_mapa)
    avisos = list(documento.avisos)
    generales = Generales.de(_sin_nombres(documento), pedido, avisos)
    if fallas := [*generales.fallas, *pedidas.fallas(_rotulos_de(partes.values()))]:
        raise ErrorDeEntrada(fallas)
    armado = ArmadoDelMapa(generales.corte)
    ocultas = [
        tabla
        for tabla in _tablas_de(documento, ocultas=True)
        if any(map(valora_cada_riesgo, tablas_del_mapa(tabla, pedidas)))
    ]
    lector = _LectorDelMapa(documento, partes, armado, opciones, ocultas)
    lector.leer()
    if armado.fallas:
        raise ErrorDeEntrada(armado.fallas)
    if not lector.riesgos:
        raise ErrorDeEntrada(_sin_riesgos(partes))
    datos = {**generales.datos(), **armado.datos(), **lector.generales}
    try:
        mapa = cast("MapaDeRiesgos", contenido_de_datos(datos, "mapa"))
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada(en_su_fila(error.fallas, armado.lugares)) from None
    columnas_leidas = tuple(_columnas_leidas(lector.tablas_de_mapa))
    avisos_del_mapa = [*avisos, *lector.avisos, *armado.avisos]
    cortes = mapa.cortes()
    return DocumentoLeido(
        contenido=mapa,
        avisos=tuple(reunidos(avisos_del_mapa)),
        corte=generales.corte or (cortes[-1] if cortes else None),
        columnas=columnas_leidas,
        lugares=armado.lugares,
        filas_sin_leer=lector.sin_leer,
        usadas=frozenset(armado.usadas),
        rotulos=frozenset(lector.rotulos).union(
            *(
                parte.celdas_de_los_rotulos({*_al_lado_de_los_rotulos(parte)})
                for parte in lector.tablas_de_mapa
            )
        ),
        dichos=(
            *((aviso.ruta, aviso.codigo) for aviso in avisos_del_mapa),
            *lector.avisados,
            *armado.avisados,
        ),
    )


_DE_OPCIONES = (
    "es una lista de opciones y no se leyó: sus filas no dicen la probabilidad y el impacto de cada"
    " riesgo, y las de otra tabla sí"
)
_Partes = Mapping[TablaVista, Sequence[TablaDeMapa]]


def _sin_las_de_opciones(partes: _Partes) -> tuple[_Partes, list[TablaVista]]:
    """Tablas de riesgos y, aparte, las que sólo traen lo que en ellas se puede elegir."""
    valoran = [
        tabla for tabla, de_la_tabla in partes.items() if any(map(valora_cada_riesgo, de_la_tabla))
    ]
    opciones = [
        tabla
        for tabla, de_la_tabla in partes.items()
        if valoran and tabla not in valoran and all(map(es_de_opciones, de_la_tabla))
    ]
    de_riesgos = {tabla: partes[tabla] for tabla in partes if tabla not in opciones}
    return de_riesgos, opciones


def _desconocidos(datos: Sequence[str], ruta: str) -> Iterator[Falla]:
    """Fallas de pedir datos que un mapa no tiene, o varios en una celda."""
    if len(datos) > 1:
        yield falla_de_argumento(ruta, "un_solo_dato", ", ".join(datos))
    for dato in datos:
        if not (dato.startswith(_DE_UN_CORTE) and CATALOGO.conoce(dato)):
            yield from datos_desconocidos((dato,), ruta, forma_de_filas(tema("mapa")))


def _rotulos_de(partes_de_cada_tabla: Iterable[Sequence[TablaDeMapa]]) -> list[str]:
    """Rótulos de las columnas de un mapa, sin tildes ni signos: como se comparan."""
    columnas = (c for partes in partes_de_cada_tabla for parte in partes for c in parte.columnas)
    return [rotulo_de(columna.rotulo).palabras for columna in columnas]


def _tablas_de(documento: DocumentoVisto, *, ocultas: bool = False) -> Iterator[TablaVista]:
    """Tablas de las partes que se ven, o de las ocultas, sin las hojas ``Datos``."""
    for parte in documento.partes:
        if parte.oculta == ocultas:
            for bloque in parte.bloques:
                if isinstance(bloque, TablaVista) and not es_hoja_de_datos(bloque):
                    yield bloque


def _sin_nombres(documento: DocumentoVisto) -> DocumentoVisto:
    """Documento sin los nombres de las hojas: «MRC - 2016» estaba en un mapa de 2018."""
    partes = tuple(attrs.evolve(parte, nombre="") for parte in documento.partes)
    return attrs.evolve(documento, partes=partes)


def _sin_riesgos(partes: Mapping[TablaVista, Sequence[TablaDeMapa]]) -> Iterator[Falla]:
    """Falla de cada parte de las tablas, porque el mapa no trae ningún riesgo."""
    motivo = (
        "trae los rótulos de un mapa de riesgos y ningún riesgo: parece una plantilla sin llenar"
    )
    for tabla, de_la_tabla in partes.items():
        for parte in de_la_tabla:
            yield Falla("matriz_sin_filas", tabla.lugar_de(parte.rotulos[-1]), motivo)


@clases.frozen
class _TextoDeEncima:
    """Texto de una celda o un párrafo de encima de una tabla."""

    texto: str
    lugar: str
    rotulo: str = ""
    """La celda de su rótulo, si va aparte: «Proceso:» y, a su derecha, cuál."""


@attrs.define(eq=False)
class _LectorDelMapa:
    """Va por las hojas, o por las tablas de un documento de Word."""

    documento: DocumentoVisto
    partes: Mapping[TablaVista, Sequence[TablaDeMapa]]
    armado: ArmadoDelMapa
    opciones: Collection[TablaVista] = ()
    """Tablas que sólo traen lo que se puede elegir en las casillas de otras."""
    ocultas: Collection[TablaVista] = ()
    """Tablas de riesgos que van en una hoja oculta."""
    riesgos: int = 0
    sin_leer: int = 0
    generales: dict[str, Any] = attrs.Factory(dict)
    avisos: list[Aviso] = attrs.Factory(list)
    avisados: list[tuple[str, str]] = attrs.Factory(list)
    tablas_de_mapa: list[TablaDeMapa] = attrs.Factory(list)
    rotulos: set[str] = attrs.Factory(set)
    """Las celdas de los rótulos de encima de las tablas."""

    def leer(self) -> None:
        """Lee todo el documento, de arriba abajo."""
        for parte in self.documento.partes:
            textos_de_encima: list[_TextoDeEncima] = []
            for bloque in parte.bloques:
                if not isinstance(bloque, TablaVista):
                    textos_de_encima.append(_TextoDeEncima(bloque.texto, bloque.lugar))
                elif not tabla_dice_algo(bloque):
                    continue
                elif motivo := por_que_se_omite(parte, bloque) or (
                    _DE_OPCIONES if bloque in self.opciones else ""
                ):
                    codigo = "tabla_sin_leer" if bloque in self.ocultas else "tabla_omitida"
                    self.avisos.append(Aviso(codigo, bloque.lugar, motivo))
                elif bloque in self.partes:
                    self._leer_tabla(parte, bloque, textos_de_encima)
                else:
                    textos_de_encima += self._textos_de_otra_tabla(bloque)

    def _textos_de_otra_tabla(self, tabla: TablaVista) -> list[_TextoDeEncima]:
        """Textos de una tabla que no es de un mapa, si dicen el proceso de la que sigue."""
        textos = list(_textos_de(tabla, range(len(tabla.filas))))
        if any(_ETIQUETA.match(texto.texto) for texto in textos):
            return textos
        self.avisos.append(
            Aviso("tabla_omitida", tabla.lugar, que_trae(tabla, lo_buscado="una tabla del mapa"))
        )
        return []

    def _leer_tabla(
        self, parte: ParteVista, tabla: TablaVista, encima: Sequence[_TextoDeEncima]
    ) -> None:
        """Lee las partes de una tabla de riesgos; ``encima``, los textos que van sobre ella."""
        textos, fila_libre = [*encima], 0
        proceso: ProcesoDicho | None = None
        for parte_de_mapa in self.partes[tabla]:
            textos += _textos_de(tabla, range(fila_libre, parte_de_mapa.rotulos[0]))
            proceso = self._proceso(parte, tabla, textos) or proceso
            self.tablas_de_mapa.append(parte_de_mapa)
            recorrido = RecorridoDelMapa(parte_de_mapa)
            bloques = list(recorrido.bloques())
            textos, fila_libre = [], recorrido.termina
            self.riesgos += len(bloques)
            self.armado.agregar(bloques, proceso)
            self.avisos += [*recorrido.avisos, *_avisos_de_las_columnas(parte_de_mapa)]
            self.avisados += recorrido.avisados
            self.avisados += (
                (tabla.lugar_de(fila, columna), "columna_sobrante")
                for escondida in filter(se_salta, parte_de_mapa.columnas)
                for fila, columna in _celdas_bajo(parte_de_mapa, escondida)
            )
            self.sin_leer += recorrido.sin_leer

    def _proceso(
        self, parte: ParteVista, tabla: TablaVista, textos: Sequence[_TextoDeEncima]
    ) -> ProcesoDicho | None:
        """Proceso dicho sobre la tabla, «Proceso: … Objetivo: …», o por el nombre de la hoja."""
        self.rotulos |= {
            de_encima.lugar for de_encima in textos if _ETIQUETA.fullmatch(de_encima.texto)
        }
        por_campo: dict[str, tuple[str, _TextoDeEncima]] = {}
        for campo, texto, de_encima in _datos_del_proceso(textos):
            por_campo.setdefault(campo, (texto, de_encima))
        if (mision := por_campo.pop("mision", None)) is not None:
            self.generales["mision"] = mision[0]
            self._tomar(mision[1], "mision")
        if any(parte_de_mapa.columnas_de("proceso.nombre") for parte_de_mapa in self.partes[tabla]):
            return None  # lo dice cada fila
        nombre = por_campo.pop("nombre", None)
        hoja = parte.nombre.strip()
        if nombre is None and (not hoja or _no_es_un_proceso(hoja)):
            return None
        for _, de_encima in (*por_campo.values(), *((nombre,) if nombre else ())):
            self._tomar(de_encima)
        datos = tuple(
            (campo, texto, de_encima.lugar) for campo, (texto, de_encima) in por_campo.items()
        )
        if nombre is not None:
            return ProcesoDicho(nombre[0], nombre[1].lugar, datos=datos)
        supuesto = f"el nombre de la hoja se leyó como el del proceso: {mostrar(hoja)}"
        return ProcesoDicho(hoja, tabla.lugar, supuesto, datos)

    def _tomar(self, de_encima: _TextoDeEncima, ruta: str = "") -> None:
        """Anota que un texto quedó en un dato, y que la celda de su rótulo, si la hay, lo es."""
        self.armado.usadas.add(de_encima.lugar)
        if ruta:
            self.armado.lugares[ruta] = de_encima.lugar
        if de_encima.rotulo:
            self.rotulos.add(de_encima.rotulo)


_DE_UN_MAPA = re.compile(r"\b(?:riesgos?|mapas?|consolidado|corrupcion|mrc|matriz|table|tabla)\b")


def _no_es_un_proceso(hoja: str) -> bool:
    """Si el nombre de una hoja no puede ser el de un proceso: «Hoja1», «Mapa de riesgos»."""
    plano = en_plano(hoja)
    sin_letras = not any(map(str.isalpha, plano))
    return sin_letras or hoja_sin_nombre(hoja) or _DE_UN_MAPA.search(plano) is not None


def _textos_de(tabla: TablaVista, filas: range) -> Iterator[_TextoDeEncima]:
    """Textos de unas filas, con su lugar; un rótulo solo, con el valor que sigue."""
    for fila in filas:
        celdas = [celda for celda in escritas(tabla, fila) if celda.fila == fila]
        es_el_valor = False
        for celda, siguiente in zip_longest(celdas, celdas[1:]):
            if es_el_valor:
                es_el_valor = False
                continue
            lugar = tabla.lugar_de(celda.fila, celda.columna)
            if siguiente is not None and _ETIQUETA.fullmatch(celda.texto):
                rotulo = celda.texto.strip().rstrip(":")
                lugar_del_valor = tabla.lugar_de(siguiente.fila, siguiente.columna)
                yield _TextoDeEncima(f"{rotulo}: {siguiente.texto}", lugar_del_valor, lugar)
                es_el_valor = True
            else:
                yield _TextoDeEncima(celda.texto, lugar)


def _datos_del_proceso(
    textos: Sequence[_TextoDeEncima],
) -> Iterator[tuple[str, str, _TextoDeEncima]]:
    """Datos del proceso que dicen unos textos: campo, valor y el texto que lo dice."""
    for de_encima in textos:
        rotulos = list(_DE_ENCIMA.finditer(de_encima.texto))
        if not rotulos or not _es_titulo_de_un_mapa(de_encima.texto[: rotulos[0].start()]):
            continue
        finales = [rotulo.start() for rotulo in rotulos[1:]] + [len(de_encima.texto)]
        for rotulo, final in zip(rotulos, finales, strict=True):
            valor = de_encima.texto[rotulo.end() : final].strip(" \n|;")
            clave = en_plano(rotulo["que"]).removeprefix("nombre del ")
            if valor:
                yield _CAMPOS[clave.removesuffix(" del proceso")], valor, de_encima


def _es_titulo_de_un_mapa(texto_anterior: str) -> bool:
    """Si antes del proceso no va nada, o «MAPA DE RIESGOS -»."""
    titulo = en_plano(texto_anterior).strip()
    return not titulo or (titulo[-1] in "-–—:|," and _DE_UN_MAPA.search(titulo) is not None)


def _columnas_leidas(partes: Sequence[TablaDeMapa]) -> Iterator[ColumnaLeida]:
    """Columnas de las tablas de un mapa, como se le dicen a quien lo lee."""
    for parte in partes:
        for columna in parte.columnas:
            yield ColumnaLeida(
                lugar=columna.lugar,
                rotulo=columna.rotulo,
                dato=(columna.dato,) if columna.dato else (),
                corte=columna.corte,
                parecido=round(columna.parecido, 2),
                por="columnas" if columna.pedido is not None else "",
            )


def _al_lado_de_los_rotulos(parte: TablaDeMapa) -> Iterator[int]:
    """Columnas sin dato ni celdas bajo su rótulo: al final, tras un blanco, o de texto largo."""
    fin = max(
        (columna.hasta for columna in parte.columnas if columna.dato or columna.celdas), default=-1
    )
    for columna in parte.columnas:
        aparte = columna.desde > fin + 1 and not _celdas_bajo(parte, columna)
        if not columna.dato and not columna.celdas and (aparte or len(columna.camino[-1]) > BREVE):
            yield columna.desde


def _celdas_bajo(parte: TablaDeMapa, columna: ColumnaDelMapa) -> list[tuple[int, int]]:
    """Celdas escritas bajo una columna, ``(fila, columna)``, en las filas de datos."""
    return [
        (celda.fila, celda.columna)
        for fila in parte.filas
        for celda in escritas(parte.tabla, fila)
        if celda.fila == fila and columna.desde <= celda.columna <= columna.hasta
    ]


_PIDE_EL_SIGNO = "si son porcentajes, escríbalos con su signo"


def _avisos_de_las_columnas(parte: TablaDeMapa) -> Iterator[Aviso]:
    """Avisos de las columnas sin reconocer, de las escondidas y de las supuestas."""
    ocultas = [f for f in parte.tabla.filas_ocultas if f in parte.filas]
    if ocultas:
        motivo = contar(len(ocultas), *FILAS_OCULTAS)
        yield Aviso("oculto_leido", parte.tabla.lugar, motivo)
    for columna in parte.columnas:
        if celdas := _celdas_bajo(parte, columna):
            yield from _avisos_de_una_columna(columna, len(celdas))
        if columna.es_nivel:
            dudosas = [celda for celda in columna.escritas if es_parte_de_uno(celda)]
            yield from aviso_de_partes(parte.tabla, columna, dudosas, _PIDE_EL_SIGNO)


def _avisos_de_una_columna(columna: ColumnaDelMapa, cuantas: int) -> Iterator[Aviso]:
    """Avisos de cómo se leyó una columna; ``cuantas`` son las celdas escritas que tiene."""
    if columna.no_se_lee:
        return
    if se_salta(columna):
        celdas = "una celda" if cuantas == 1 else f"{cuantas} celdas"
        motivo = f"«{columna.rotulo}» está oculta y no es de ningún dato: no se leyó ({celdas})"
        yield Aviso("columna_sobrante", columna.lugar, motivo)
        return
    if columna.oculta:
        yield Aviso("oculto_leido", columna.lugar, f"«{columna.rotulo}» está oculta y se leyó")
    if columna.por:
        motivo = f"«{columna.rotulo}» se leyó como {columna.dato} por lo que trae: {columna.por}"
        yield Aviso("columna_dudosa", columna.lugar, motivo)
    if not columna.dato:
        if columna.pedido is None:
            yield _aviso_sin_dato(columna)
    elif not columna.se_dice and columna.dato in DE_LOS_EJES:
        momento = "residual" if columna.es_residual else "inherente"
        lado = "después" if momento == "residual" else "antes"
        motivo = (
            f"«{columna.rotulo}» no dice si es del riesgo inherente o del residual: se leyó como el"
            f" {momento}, por ir {lado} de los controles"
        )
        yield Aviso("dato_supuesto", columna.lugar, motivo)


def _aviso_sin_dato(columna: ColumnaDelMapa) -> Aviso:
    """Aviso de la columna que quedó en extras: su dato es de otra, o no es ninguno."""
    queda = f"lo suyo quedó en extras.{nombre_de_extra(columna)}"
    if columna.cercano and columna.parecido >= 1:
        motivo = f"«{columna.rotulo}»: otra columna ya trae {columna.cercano}; {queda}"
        return Aviso("lectura_dudosa", columna.lugar, motivo)
    return Aviso(
        "columna_desconocida", columna.lugar, f"«{columna.rotulo}» no es de ningún dato; {queda}"
    )
