"""De las tablas halladas a los datos del plan.

``LectorDeTablas`` las lee en su orden y agrega sus filas a lo armado; debajo, de qué corte es cada
seguimiento que no lo dice (``CortesDelDocumento``) y qué dice de un grupo el subtotal que lo cierra
(``SubtotalLeido``).
"""

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.bloques import GRUPOS
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.lectura.filas.armado import ArmadorDeFilas, Dato, FilaLeida
from paac_reportes.lectura.filas.valores import CORTE
from paac_reportes.lectura.leido import ColumnaLeida
from paac_reportes.lectura.propios.alrededor import (
    Contexto,
    contexto_de,
    encabezados_en_celdas,
    escritos_antes,
)
from paac_reportes.lectura.propios.celdas import DatoLeido, Dudas, LectorDeFilas
from paac_reportes.lectura.propios.escondido import DatosPresentes
from paac_reportes.lectura.propios.esperado import (
    BloqueConTablas,
    DocumentoEsperado,
    TablaEsperada,
    dice,
    lectura_probable,
    molde,
)
from paac_reportes.lectura.propios.piezas import FilaVista, filas_de
from paac_reportes.lectura.propios.recorridos import Rutas, partes_de
from paac_reportes.lectura.propios.rotulos import ColumnaHallada
from paac_reportes.lectura.propios.rutas import Ruta
from paac_reportes.lectura.propios.tablas import TablaHallada
from paac_reportes.modelo.filas import LISTAS_DE_FILAS, LISTAS_DE_LA_MATRIZ, forma_de
from paac_reportes.modelo.periodos import CORTES, Informe, Periodicidad, cortes_de
from paac_reportes.modelo.temas import tema
from paac_reportes.textos.inversa import Molde, Valores

_CON_TITULO = ("dependencia.", "componente.")
_DE_AFUERA = frozenset(
    {"dependencia", "componente", "subcomponente", "entidad", "vigencia", "plan"}
)
"""Las raíces de los datos que no son de la actividad ni del trámite de la fila."""

_SE_LEEN: frozenset[str] = frozenset({*LISTAS_DE_FILAS, "cambios", "firmas"})


@attrs.define(eq=False)
class DelPlan:
    """Lo que se lee de las tablas que no son de un componente."""

    control_cambios: list[dict[str, Any]] = attrs.Factory(list)
    firmas: list[dict[str, Any]] = attrs.Factory(list)
    entidad: dict[str, Any] = attrs.Factory(dict)


@clases.frozen
class CortesDelDocumento:
    """Lo que se sabe de los cortes de un documento."""

    del_documento: date | None
    """El que se pidió, el de sus propiedades o el que dicen sus títulos."""
    vigencia: int | None
    periodicidad: Periodicidad

    def poner(self, tabla: TablaHallada) -> list[date | None] | None:
        """Pone a las columnas de una tabla los cortes que les faltan; da todos si no es seguro."""
        nombrados = {c.informe.numero: c.corte for c in tabla.encaje.columnas if c.informe}
        if None not in nombrados.values():
            return None
        # El último es el del documento; los otros, los del calendario si son tantos.
        cuantos = len(nombrados)
        supuestos = self._del_calendario(cuantos) or [*[None] * (cuantos - 1), self.del_documento]
        por_numero = dict(zip(sorted(nombrados), supuestos, strict=True))
        cortes = {numero: nombrados[numero] or por_numero[numero] for numero in sorted(nombrados)}
        columnas = (
            attrs.evolve(c, informe=Informe(c.informe.numero, cortes[c.informe.numero]))
            if c.informe
            else c
            for c in tabla.encaje.columnas
        )
        tabla.encaje = attrs.evolve(tabla.encaje, columnas=tuple(columnas))
        return None if cuantos == 1 else list(cortes.values())

    def _del_calendario(self, cuantos: int) -> list[date | None]:
        """Los primeros del año, de la serie en que el último es el pedido."""
        ano = self.vigencia or (self.del_documento.year if self.del_documento else None)
        if ano is None:
            return []
        for serie in (self.periodicidad, *(CORTES if self.del_documento else ())):
            del_ano = cortes_de(ano, serie)[:cuantos]
            if len(del_ano) == cuantos and self.del_documento in (None, del_ano[-1]):
                return list(del_ano)
        return []


@clases.frozen
class SubtotalLeido:
    """Un subtotal, tras la última fila de su grupo."""

    por: str
    valores: Valores
    lugar: str


class LectorDeTablas:
    """Lee cada tabla con sus filas, y recuerda lo que no se entendió."""

    def __init__(
        self,
        esperado: DocumentoEsperado,
        cortes: CortesDelDocumento,
        presentes: DatosPresentes,
        tablas: Sequence[TablaHallada],
        avisos: list[Aviso],
    ) -> None:
        self._esperado = esperado
        self._cortes = cortes
        self._avisos = avisos
        self._rutas = Rutas(avisos, partes_de(tablas, esperado))
        self._dudas = Dudas()
        self._lector = LectorDeFilas(avisos, self._dudas, presentes)
        self._sin_corte: str | None = None
        self._se_leen: frozenset[str] = _SE_LEEN
        self._abiertos: set[Ruta] = set()
        self._ultima: Ruta | None = None
        """La de la última fila leída."""
        self._lugar_que_lo_nombra: str | None = None
        """Dónde está la tabla, si el formato escribe en ella o sobre ella de qué componente es."""
        self._nombrados: dict[Ruta, str] = {}
        self._plantillas = functools.cache(functools.partial(escritos_antes, esperado))
        self._de_las_hojas = encabezados_en_celdas(esperado.formato)
        self.armado = ArmadorDeFilas(avisos, forma_de(tema(esperado.formato.de)))
        self.del_plan = DelPlan()
        self.columnas: list[ColumnaLeida] = []
        self.sin_leer: set[str] = set()
        """Las celdas que dicen algo en una columna que no es del formato."""
        self.recogidas: set[str] = set()
        """Las marcas de las filas que llegaron al plan."""
        self.usadas: set[str] = set()
        """Las celdas de las listas del plan, y las que siguen a otra."""
        self.rotulos: set[str] = set()
        """Las celdas con que se supo qué es cada columna."""
        self.cambiados: set[str] = set()
        """Los rótulos que no son a la letra los del formato, que ya se dicen con su columna."""

    def leer(self, tabla: TablaHallada) -> None:
        """Las filas de una tabla, si son del plan."""
        esperada = tabla.encaje.esperada
        recorridos = {seccion.recorre for seccion in esperada.secciones}
        if not recorridos & self._se_leen:
            return
        self._revisar_columnas(tabla)
        self._anotar_rotulos(tabla)
        self._avisar_de_los_pedazos(tabla)
        self._poner_cortes(tabla)
        filas = filas_de(tabla, self._avisos, self.usadas)
        if recorridos <= {"cambios", "firmas"}:
            self._leer_listas_del_plan(tabla, filas)
        else:
            self._leer_filas(tabla, filas)

    def _poner_cortes(self, tabla: TablaHallada) -> None:
        """Da su corte a las columnas que no lo dicen; si no es seguro cuál, anota la duda."""
        supuestos = self._cortes.poner(tabla)
        if supuestos is not None:
            nombrados = ", ".join(str(corte or "ninguno") for corte in supuestos)
            motivo = f"no dice los cortes de sus seguimientos; se leyeron como {nombrados}"
            self._dudas.anotar(motivo, tabla.rotulos[0].lugar)

    def _leer_filas(self, tabla: TablaHallada, filas: Sequence[FilaVista]) -> None:
        """Lee las filas de una tabla y pone cada una en su lugar."""
        esperada = tabla.encaje.esperada
        bloque = self._bloque_de(tabla)
        plantillas = self._plantillas(bloque, esperada)
        contexto = contexto_de(tabla, plantillas, self._de_las_hojas, self._avisos)
        self._rutas.entrar(tabla, bloque, contexto)
        self._abiertos.clear()
        self._anotar_columnas(tabla)
        textos = [*(plantilla.molde for plantilla in plantillas), *esperada.totales]
        self._lugar_que_lo_nombra = tabla.rotulos[0].lugar if nombra_el_componente(textos) else None
        cierres = cierres_de(tabla, filas)
        for fila in filas:
            self._leer_fila(fila, tabla, contexto)
            for cierre in cierres.get(fila, ()):
                self._cerrar(cierre)
        if not filas:
            self._componente_sin_filas(tabla, contexto)

    def decir_lo_que_falta(self, faltan: int, fuera: AbstractSet[str]) -> int:  # noqa: ARG002
        """Las filas que se sabe cuáles son, de las que faltan; da cuántas quedan sin decir.

        ``fuera`` son las marcas de las que se ven y no se leyeron.
        """
        return self._rutas.terminar(faltan)

    def terminar(self) -> str | None:
        """Dice lo que no se pudo separar; da el lugar de un seguimiento sin corte, si lo hay."""
        for ruta, lugar in self._nombrados.items():
            componente = self.armado.nodo(ruta.camino)
            if componente is not None and not {"numero", "nombre"} & componente.datos.keys():
                motivo = "no se ve de qué componente es: quedó sin número y sin nombre"
                self._avisos.append(Aviso("lectura_dudosa", lugar, motivo))
        self._avisos.extend(self._dudas.avisos())
        return self._sin_corte

    # ------------------------------------------------------------ una fila
    def _leer_fila(
        self,
        fila: FilaVista,
        tabla: TablaHallada,
        contexto: Contexto,
    ) -> None:
        lista = tabla.encaje.esperada.secciones[fila.seccion].recorre
        if lista not in LISTAS_DE_FILAS:
            return
        datos = list(self._lector.datos_de(fila, tramite=lista != "actividades"))
        dice_algo = any(d.nombre.partition(".")[0] not in _DE_AFUERA for d in datos)
        if not dice_algo and not fila.marca and (fila.vacia or lista != "actividades"):
            if fila.vacia:
                self._componente_sin_filas(tabla, contexto)
            return
        self.recogidas.update(fila.marca.removesuffix("+").split("_"))
        ruta = self._ultima = self._rutas.ruta_de(fila, lista, dice_algo=dice_algo)
        self._abrir_componente(ruta, fila.linea.lugar, contexto)
        self._agregar(ruta, fila.linea.lugar, datos)

    def _agregar(
        self,
        ruta: Ruta,
        lugar: str,
        datos_leidos: Sequence[DatoLeido],
    ) -> None:
        """Lo que una fila dice; lo de quien no está en su lugar no es de nadie."""
        de_la_fila = LISTAS_DE_LA_MATRIZ.get(ruta.lista or "", "")
        de_otros = {LISTAS_DE_LA_MATRIZ[lista] for lista, _ in ruta.camino} & _DE_AFUERA
        datos: list[Dato] = []
        reportes: dict[date, list[Dato]] = {}
        for dato in datos_leidos:
            objeto, _, campo = dato.nombre.partition(".")
            if dato.valor is None:
                continue
            if objeto == "seguimiento":
                corte = self._corte_de(dato)
                if corte is not None:
                    reporte = reportes.setdefault(corte, [Dato(CORTE, corte)])
                    reporte.append(Dato(dato.nombre, dato.valor, dato.lugar))
            elif objeto == "entidad":
                self.del_plan.entidad.setdefault(campo, dato.valor)
            elif objeto in ("actividad", "tramite"):
                nombre = f"{de_la_fila or objeto}.{campo}"
                datos.append(Dato(nombre, dato.valor, dato.lugar))
            elif objeto in de_otros:
                datos.append(Dato(dato.nombre, dato.valor, dato.lugar))
        self.armado.agregar(FilaLeida(lugar, ruta.camino, datos, list(reportes.values())))

    def _corte_de(self, dato: DatoLeido) -> date | None:
        """El corte de lo que se reporta; si no se sabe, queda anotado dónde."""
        corte = dato.corte or self._cortes.del_documento
        if corte is None:
            self._sin_corte = self._sin_corte or dato.lugar
        return corte

    def _cerrar(self, cierre: SubtotalLeido) -> None:
        """Pone lo que un subtotal dice de quien contiene la fila de arriba."""
        if self._ultima is not None:
            datos = [DatoLeido(dato, valor, cierre.lugar) for dato, valor in cierre.valores.items()]
            self._agregar(self._ultima, cierre.lugar, datos)
        self._rutas.cerrar(cierre.por)

    def _abrir_componente(self, ruta: Ruta, lugar: str, contexto: Contexto) -> None:
        """Que exista el de una fila, con lo que dicen los títulos; basta una vez por tabla."""
        componente = ruta.de_componente
        if componente in self._abiertos:
            return
        self._abiertos.add(componente)
        if self._lugar_que_lo_nombra is not None:
            self._nombrados.setdefault(componente, self._lugar_que_lo_nombra)
        datos = [
            DatoLeido(dato, valor, contexto.lugares[dato])
            for dato, valor in contexto.valores.items()
            if dato.startswith(_CON_TITULO)
        ]
        self._agregar(componente, lugar, datos)

    def _componente_sin_filas(self, tabla: TablaHallada, contexto: Contexto) -> None:
        """Una tabla en blanco: el componente está, sin ninguna actividad."""
        self._abrir_componente(self._rutas.en_blanco(), tabla.rotulos[0].lugar, contexto)

    # ------------------------------------------------------------ lo demás
    def _leer_listas_del_plan(self, tabla: TablaHallada, filas: list[FilaVista]) -> None:
        """Los renglones del control de cambios, o las firmas en una tabla."""
        for fila in filas:
            datos_leidos = [
                d
                for d in self._lector.datos_de(fila)
                if d.nombre.partition(".")[0] in ("cambio", "firma")
            ]
            datos = {d.nombre.partition(".")[2]: d.valor for d in datos_leidos}
            self.usadas.update(d.lugar for d in datos_leidos)
            if datos and "cambios" in {s.recorre for s in tabla.encaje.esperada.secciones}:
                self.del_plan.control_cambios.append(
                    {campo: datos.get(campo, "") for campo in ("version", "fecha", "razon")}
                )
            elif datos:
                self.del_plan.firmas.append({"rol": "", "nombre": ""} | datos)

    def _bloque_de(self, tabla: TablaHallada) -> BloqueConTablas:
        return next(b for b in self._esperado.bloques if tabla.encaje.esperada in b.tablas)

    def _revisar_columnas(self, tabla: TablaHallada) -> None:
        """Avisa de las columnas que la tabla trae de más, de menos o con otro nombre."""
        for columna in tabla.encaje.columnas:
            if columna.esperada is not None and columna.parecido == 1 and not columna.por_su_lugar:
                continue
            lugar = f"{tabla.rotulos[-1].lugar}, «{columna.vista.rotulo}»"
            if columna.esperada is None:
                self._columna_ajena(columna, tabla, lugar)
            else:
                motivo = f"se leyó como «{_rotulo_del_formato(columna)}», por su lugar"
                if not columna.por_su_lugar:
                    motivo = f"se leyó como «{_rotulo_del_formato(columna)}», que se parece"
                self._avisos.append(Aviso("documento_cambiado", lugar, motivo))
        for esperada in tabla.encaje.faltan:
            if not esperada.definida.se_omite:
                motivo = f"falta la columna «{esperada.como_se_lee}»"
                self._avisos.append(Aviso("documento_cambiado", tabla.rotulos[-1].lugar, motivo))

    def _columna_ajena(self, columna: ColumnaHallada, tabla: TablaHallada, lugar: str) -> None:
        """Avisa de una columna que no es del formato: una duda con texto, un cambio en blanco."""
        con_texto = list(_celdas_con_texto(columna, tabla))
        self.sin_leer.update(con_texto)
        if con_texto:
            cuantas = "1 celda" if len(con_texto) == 1 else f"{len(con_texto)} celdas"
            motivo = f"la columna no es del formato, y no se leyó: {cuantas} con texto"
            self._avisos.append(Aviso("lectura_dudosa", lugar, motivo))
        elif columna.vista.rotulo:
            motivo = "la columna no es del formato, y está en blanco"
            self._avisos.append(Aviso("documento_cambiado", lugar, motivo))

    def _anotar_rotulos(self, tabla: TablaHallada) -> None:
        """Anota los rótulos de las columnas, sin los que cambiaron, que se dicen con la suya."""
        encaje = tabla.encaje
        la_letra = {
            columna.vista.desde
            for columna in encaje.columnas
            if encaje.exacto or columna.es_la_letra
        }
        cambiadas = {
            columna.vista.desde
            for columna in encaje.columnas
            if columna.parecido < 1 or columna.por_su_lugar or not columna.esperada
        }
        # Donde el formato deja decir cualquier cosa no se sabe de quién es el texto.
        libres = {valor for c in encaje.columnas for valor in c.valores.values()}
        for linea in tabla.rotulos:
            for celda in linea.propias:
                columnas_de_la_celda = range(celda.columna, celda.columna + celda.columnas)
                lugar = tabla.tabla.lugar_de(celda.fila, celda.columna)
                if not la_letra.isdisjoint(columnas_de_la_celda) and celda.texto not in libres:
                    self.rotulos.add(lugar)
                elif not cambiadas.isdisjoint(columnas_de_la_celda):
                    self.cambiados.add(lugar)

    def _avisar_de_los_pedazos(self, tabla: TablaHallada) -> None:
        """Las tablas que se leyeron como parte de otra."""
        ajenas = [fila.tabla for fila in tabla.filas if fila.tabla is not tabla.tabla]
        for lugar in dict.fromkeys(ajena.lugar for ajena in ajenas if ajena):
            motivo = f"no tiene rótulos y sí sus columnas: se leyó seguida de {tabla.tabla.lugar}"
            self._avisos.append(Aviso("documento_cambiado", lugar, motivo))

    def _datos_de(self, columna: Columna) -> tuple[str, ...]:
        """Los datos de una columna, por su nombre en el catálogo."""
        return columna.dato

    def _anotar_columnas(self, tabla: TablaHallada) -> None:
        for columna in tabla.encaje.columnas:
            esperada = columna.esperada
            self.columnas.append(
                ColumnaLeida(
                    lugar=tabla.tabla.lugar_de(tabla.rotulos[-1].fila, columna.vista.desde),
                    rotulo=columna.vista.rotulo,
                    dato=self._datos_de(esperada.definida) if esperada else (),
                    corte=columna.corte,
                    parecido=columna.parecido if esperada else 0.0,
                )
            )


def _celdas_con_texto(columna: ColumnaHallada, tabla: TablaHallada) -> Iterator[str]:
    """Las celdas de una columna que dicen algo, por su lugar."""
    desde, hasta = columna.vista.desde, columna.vista.hasta
    for fila in tabla.filas:
        for celda in fila.propias:
            if fila.tabla is not None and desde <= celda.columna < hasta:
                yield fila.tabla.lugar_de(celda.fila, celda.columna)


def _rotulo_del_formato(columna: ColumnaHallada) -> str:
    return columna.esperada.como_se_lee if columna.esperada else ""


def cierres_de(
    tabla: TablaHallada, filas: Sequence[FilaVista]
) -> Mapping[FilaVista, Sequence[SubtotalLeido]]:
    """Por fila, los subtotales que van después de ella."""
    salida: defaultdict[FilaVista, list[SubtotalLeido]] = defaultdict(list)
    if not tabla.encaje.esperada.definida.subtotales:
        return salida
    de_linea = {fila.ultima: fila for fila in filas} | {fila.linea: fila for fila in filas}
    ultima: FilaVista | None = None
    for linea in tabla.filas:
        if linea in de_linea:
            ultima = de_linea[linea]
        elif ultima is not None and linea.propias:
            cierre = _cierre(linea.propias[0].texto, tabla.encaje.esperada, linea.lugar)
            salida[ultima] += [cierre] if cierre else []
    return salida


def _cierre(texto: str, esperada: TablaEsperada, lugar: str) -> SubtotalLeido | None:
    """El subtotal cuyo molde tiene más letras en el texto; ninguno si es el total de la tabla."""
    total = esperada.definida.total
    if total is not None and dice(molde(total), texto):
        return None
    lecturas = [
        (letras, subtotal, valores)
        for subtotal in esperada.definida.subtotales
        if subtotal.por in GRUPOS
        and (lectura := lectura_probable(molde(subtotal.rotulo), texto)) is not None
        for valores, letras in (lectura,)
    ]
    if not lecturas:
        return None
    _, subtotal, valores = max(lecturas, key=lambda lectura: lectura[0])
    return SubtotalLeido(subtotal.por, valores, lugar)


def nombra_el_componente(moldes: Sequence[Molde]) -> bool:
    """Si alguno de esos textos dice de qué componente es."""
    huecos = (hueco for molde in moldes for forma in molde.formas for hueco in forma.huecos)
    return any(hueco.camino.startswith("componente.") for hueco in huecos)
