"""De arriba abajo por el documento: cada franja dice dónde se está y cada fila, qué se programa."""

import re
from bisect import bisect_right
from collections.abc import Mapping

import attrs

from paac_reportes.entrada.ajenos.columnas.contenido import es_codigo
from paac_reportes.entrada.ajenos.encabezados import celdas_de
from paac_reportes.entrada.ajenos.filas.corridas import enderezar
from paac_reportes.entrada.ajenos.filas.leida import FilaAbierta
from paac_reportes.entrada.ajenos.filas.tramos import Tramo
from paac_reportes.entrada.ajenos.filas.volcado import Volcado
from paac_reportes.entrada.ajenos.lugares.destino import Destino
from paac_reportes.entrada.ajenos.lugares.franjas import FilaDeFranja, fila_de_franja
from paac_reportes.entrada.ajenos.lugares.frases import (
    Franja,
    componente_de,
    componente_de_columna,
    dependencia_de,
    en_un_renglon,
    franja_de,
)
from paac_reportes.entrada.documentos.visto import CeldaVista, TablaVista, TextoVisto
from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar

_MINUSCULA = re.compile(r"\W*[a-záéíóúñü]")
_PUNTO = (".", ":", ";", "!", "?")
_OMITIDAS = {Franja.TOTAL: "es un total", Franja.NOTA: "es una nota o una firma"}
_CODIGO = {"actividades": "actividad.codigo", "tramites": "tramite.numero"}
_TEXTO = {"actividades": "actividad.descripcion", "tramites": "tramite.nombre"}

Celdas = Mapping[int, CeldaVista]


@attrs.define(eq=False)
class Recorrido:
    """Lo leído hasta aquí."""

    volcado: Volcado
    destino: Destino = attrs.Factory(Destino)
    filas: list[FilaAbierta] = attrs.Factory(list)
    avisos: list[Aviso] = attrs.Factory(list)
    _titulo: TextoVisto | None = None
    """El último título que no se entendió: quizá el del componente que sigue."""
    _tramo: Tramo | None = None
    _nuevo: bool = True
    """Si aún no hay filas bajo los últimos rótulos."""

    def parrafo(self, texto: TextoVisto) -> None:
        """Un texto fuera de las tablas."""
        if componente := componente_de(texto.texto):
            self.destino.poner_componente(componente, texto.lugar)
        elif nombre := dependencia_de(texto.texto, destacado=texto.nivel is not None):
            self.destino.poner_dependencia(nombre, texto.lugar)
        elif texto.nivel and franja_de(texto.texto) is None:
            self._titulo = texto
            return
        else:
            return
        self._titulo = None

    def tabla(self, tabla: TablaVista, tramos: list[Tramo]) -> None:
        """Una matriz: sus franjas, sus rótulos y sus filas."""
        self._titulo_de_componente(tabla, tramos)
        por_fila = {tramo.encabezado.desde: tramo for tramo in tramos}
        fila, primera = 0, tramos[0].desde
        while fila < len(tabla.filas):
            tramo = por_fila.pop(fila, None)
            if tramo is not None:
                self._tramo, self._nuevo = tramo, True
                fila = tramo.desde
            else:
                self._fila(tabla, fila, sobre_rotulos=fila < primera)
                fila += 1

    def _titulo_de_componente(self, tabla: TablaVista, tramos: list[Tramo]) -> None:
        """El título de encima, si la tabla no dice de otro modo de qué componente es."""
        titulo, self._titulo = self._titulo, None
        if titulo is None or any(tramo.de("componente.nombre") for tramo in tramos):
            return
        if any(
            franja_de(celda.texto) is Franja.COMPONENTE
            for fila in range(tramos[0].desde)
            for celda in celdas_de(tabla, fila)
        ):
            return
        nombre = en_un_renglon(titulo.texto)
        self.destino.poner_componente((None, nombre), titulo.lugar)
        motivo = f"el componente se tomó del título de encima: {mostrar(nombre)}"
        self.avisos.append(Aviso("lugar_supuesto", tabla.lugar, motivo))

    def _fila(self, tabla: TablaVista, fila: int, *, sobre_rotulos: bool) -> None:
        propias = [
            celda
            for celda in celdas_de(tabla, fila)
            if celda.fila == fila and (celda.texto.strip() or celda.valor is not None)
        ]
        if not propias:
            return
        franja = fila_de_franja(tabla, propias, self._tramo, sobre_rotulos=sobre_rotulos)
        if franja is not None:
            lugar = tabla.lugar_de(fila, propias[0].columna)
            self._franja(franja, lugar, sobre_rotulos=sobre_rotulos)
        elif self._tramo is not None and not sobre_rotulos:
            self._datos(self._tramo, fila)

    def _franja(self, dicha: FilaDeFranja, lugar: str, *, sobre_rotulos: bool) -> None:
        texto = dicha.texto
        match dicha.franja:
            case Franja.COMPONENTE:
                self.destino.poner_componente(componente_de(texto) or (None, texto), lugar)
            case Franja.DEPENDENCIA:
                nombre = dependencia_de(texto, destacado=True) or texto
                self.destino.poner_dependencia(nombre, lugar)
            case Franja.SUBCOMPONENTE:
                self.destino.franja_de_subcomponente = (texto, lugar)
            case Franja.INTERCAMBIOS | Franja.TRAMITES:
                self.destino.intercambios = dicha.franja is Franja.INTERCAMBIOS
            case Franja.TOTAL | Franja.NOTA:
                self._omitir(texto, lugar, _OMITIDAS[dicha.franja])
            case None if not sobre_rotulos:
                self._desconocida(texto, lugar)

    def _omitir(self, texto: str, lugar: str, porque: str) -> None:
        self.avisos.append(
            Aviso("fila_omitida", lugar, f"{porque}, y no se leyó: {mostrar(texto)}")
        )

    def _desconocida(self, texto: str, lugar: str) -> None:
        """Una franja entre las filas: el subcomponente, si ninguna columna lo dice."""
        if self._tramo is None or self._tramo.de("subcomponente.nombre") is not None:
            self._omitir(texto, lugar, "no se sabe qué es esta franja")
            return
        self.destino.franja_de_subcomponente = (texto, lugar)
        motivo = f"la franja {mostrar(texto)} se leyó como subcomponente"
        self.avisos.append(Aviso("lugar_supuesto", lugar, motivo))

    def _datos(self, tramo: Tramo, fila: int) -> None:
        lugar = tramo.tabla.lugar_de(fila)
        corrida = enderezar(tramo, _propias(tramo, fila))
        if corrida.motivo:
            self.avisos.append(Aviso("celda_corrida", lugar, corrida.motivo))
        self._lugar_de_columnas(tramo, corrida.celdas)
        if self._continua(tramo, corrida.celdas):
            entre = " " if self._nuevo else "\n"
            datos = self.volcado.continuar(tramo, corrida.celdas, self.filas, entre)
            motivo = f"continúa la fila de {self.filas[-1].lugar}: se le agregó {', '.join(datos)}"
            self.avisos.append(Aviso("fila_continuada", lugar, motivo))
        else:
            self._nueva(tramo, fila, corrida.celdas)
        self._nuevo = False

    def _lugar_de_columnas(self, tramo: Tramo, celdas: Celdas) -> None:
        """La dependencia y el componente que dicen sus columnas."""
        dicha = _celda(tramo, "dependencia.nombre", celdas)
        if dicha is not None:
            nombre = en_un_renglon(dicha.texto)
            self.destino.poner_dependencia(nombre, _lugar(tramo, dicha))
        dicha = _celda(tramo, "componente.nombre", celdas)
        if dicha is not None:
            self.destino.poner_componente(
                componente_de_columna(dicha.texto), _lugar(tramo, dicha), de_columna=True
            )

    def _continua(self, tramo: Tramo, celdas: Celdas) -> bool:
        """Si la fila sigue a la anterior: la cortó la página, o es otra línea de lo mismo."""
        if not self.filas or self.destino.cambio or _celda(tramo, _CODIGO[tramo.clase], celdas):
            return False
        texto = _celda(tramo, _TEXTO[tramo.clase], celdas)
        if texto is None:
            return tramo.de(_TEXTO[tramo.clase]) is not None
        anterior = self.filas[-1].valores.get((_TEXTO[tramo.clase], None))
        return (
            self._nuevo
            and tramo.de(_CODIGO[tramo.clase]) is not None
            and isinstance(anterior, str)
            and _MINUSCULA.match(texto.texto) is not None
            and not anterior.rstrip().endswith(_PUNTO)
        )

    def _nueva(self, tramo: Tramo, fila: int, celdas: Celdas) -> None:
        lugar = tramo.tabla.lugar_de(fila)
        celda = _celda(tramo, "subcomponente.nombre", celdas)
        grupo = (celda.texto, _lugar(tramo, celda)) if celda is not None else (None, lugar)
        abierta = self.destino.abrir(
            lugar, grupo, tramo.etiqueta, de_actividades=tramo.clase == "actividades"
        )
        self.volcado.llenar(tramo, celdas, abierta)
        self.filas.append(abierta)


def _celda(tramo: Tramo, dato: str, celdas: Celdas) -> CeldaVista | None:
    """La de un dato en una fila, si dice algo."""
    una = tramo.de(dato)
    celda = celdas.get(una.columna.indice) if una is not None else None
    return celda if celda is not None and celda.texto.strip() else None


def _lugar(tramo: Tramo, celda: CeldaVista) -> str:
    return tramo.tabla.lugar_de(celda.fila, celda.columna)


def _propias(tramo: Tramo, fila: int) -> dict[int, CeldaVista]:
    """Las celdas que empiezan en una fila, por la columna en que se leen."""
    codigo, texto = (
        una.columna.indice if (una := tramo.de(suyo[tramo.clase])) else None
        for suyo in (_CODIGO, _TEXTO)
    )
    fisicas = [una.columna.fisica for una in tramo.columnas]
    suyas: dict[int, CeldaVista] = {}
    for celda in celdas_de(tramo.tabla, fila):
        if celda.fila != fila:
            continue
        columna = bisect_right(fisicas, celda.columna) - 1
        hasta = bisect_right(fisicas, celda.columna + celda.columnas - 1) - 1
        if codigo == columna and texto == columna + 1 and hasta >= texto:
            columna = codigo if es_codigo(celda.texto) else texto
        suyas.setdefault(columna, celda)
    return suyas
