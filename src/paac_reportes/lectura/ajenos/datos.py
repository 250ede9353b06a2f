"""De las celdas de una fila a sus datos; lo que no se entiende queda dicho."""

from collections.abc import Iterator
from datetime import date

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.mensajes import llego
from paac_reportes.lectura.ajenos.celdas import Celdas, es_codigo, es_fecha
from paac_reportes.lectura.ajenos.columnas import Asignada, Clave
from paac_reportes.lectura.ajenos.fechas import con_el_dia_primero
from paac_reportes.lectura.ajenos.lugares import FilaAbierta
from paac_reportes.lectura.ajenos.porcentajes import COMO_LAS_DEMAS, es_de_avances, es_parte_de_uno
from paac_reportes.lectura.ajenos.tramos import Tramo
from paac_reportes.lectura.ajenos.valores import (
    CODIGOS,
    NoSeEntiendeError,
    es_codigo_numerico,
    separar_codigo,
    separar_numero,
    valor_de_celda,
)
from paac_reportes.lectura.ajenos.vocabulario import clave_de_extra
from paac_reportes.lectura.filas.valores import CORTE, DE_SEGUIMIENTO
from paac_reportes.opc.visto import CeldaVista, Mes
from paac_reportes.textos.valores import fecha_corta

DE_OTRA_PARTE = {"subcomponente.nombre", "componente.nombre", "dependencia.nombre"}
"""Los que dicen dónde va la fila, y no son de ella."""
_FECHAS = {"actividad.fecha_programada", "tramite.fecha_fin", "tramite.fecha_programada"}
_TEXTO = "seguimiento.texto"
_MITAD = 0.5


@attrs.define(eq=False)
class LectorDeCeldas:
    """Lo que se sabe de todas las tablas para leer cada celda."""

    reporte: Asignada | None
    """La columna con que las otras tablas dicen el seguimiento, para quien perdió la suya."""
    avisos: list[Aviso] = attrs.Factory(list)
    leidas: set[CeldaVista] = attrs.Factory(set)
    """Las celdas cuyo texto ya está en el plan."""
    _con_codigos: dict[Tramo, bool] = attrs.Factory(dict)
    _extras: dict[tuple[Tramo, int], Clave] = attrs.Factory(dict)

    def llenar(self, tramo: Tramo, celdas: Celdas, abierta: FilaAbierta) -> None:
        """Los datos de una fila nueva."""
        for una, celda in _con_celda(tramo, celdas):
            if una.dato and una.dato[0] in DE_OTRA_PARTE:
                self.leidas.add(celda)
                continue
            lugar = tramo.tabla.lugar_de(celda.fila, celda.columna)
            for clave, valor in self._valores(tramo, una, celda, lugar):
                if clave in abierta.valores:
                    abierta.seguir(clave, str(valor), lugar, " ")
                else:
                    abierta.poner(clave, valor, lugar)
        self._codigo_del_texto(tramo, abierta)
        if tramo.corte_sin_decir is not None:
            self._con_su_corte(tramo, celdas, abierta, tramo.corte_sin_decir)

    def _con_su_corte(
        self, tramo: Tramo, celdas: Celdas, abierta: FilaAbierta, corte: date
    ) -> None:
        """El que se pidió o el único de la columna, si la fila reporta algo y no dice cuándo."""
        reporta = any(dato.startswith(DE_SEGUIMIENTO) for dato, _ in abierta.valores)
        if not reporta or (CORTE, None) in abierta.valores:
            return
        celda = celdas.get(tramo.indices[CORTE])
        dicho = celda.texto if celda is not None else ""
        lugar = abierta.lugar if celda is None else tramo.tabla.lugar_de(celda.fila, celda.columna)
        abierta.poner((CORTE, None), corte, lugar)
        quien = mostrar(dicho) if dicho else "la fila"
        motivo = f"{quien} no dice el corte de lo reportado: se tomó {fecha_corta(corte)}"
        anotado = {**llego(dicho), "quedo": corte}
        self.avisos.append(Aviso("dato_supuesto", lugar, motivo, datos=anotado))

    def continuar(
        self,
        tramo: Tramo,
        celdas: Celdas,
        anteriores: list[FilaAbierta],
        entre: str,
        *,
        cortada: bool,
    ) -> list[str]:
        """Agrega lo de una fila a la de arriba; los datos que crecieron.

        Si la cortó la página, una celda de varias filas sigue a la que la empezó.
        """
        crecieron = []
        perdido = self._seguimiento_perdido(tramo, celdas)
        for una, celda in _con_celda(tramo, celdas):
            lugar = tramo.tabla.lugar_de(celda.fila, celda.columna)
            if perdido is not None:
                self.leidas.add(celda)
                claves: list[tuple[Clave, object]] = [
                    ((_TEXTO, perdido.dia), celda.con_direcciones)
                ]
            else:
                claves = list(self._valores(tramo, una, celda, lugar))
            for clave, valor in claves:
                destino = _que_lo_trae(anteriores, clave) if cortada else anteriores[-1]
                destino.seguir(clave, str(valor), lugar, entre)
                crecieron.append(clave[0])
        return crecieron

    def es_seguimiento_perdido(self, tramo: Tramo, celdas: Celdas) -> bool:
        """Un texto solo, donde irían las fechas, en una tabla que perdió su seguimiento."""
        escritas = list(_con_celda(tramo, celdas))
        if len(escritas) != 1 or self.reporte is None or _TEXTO in tramo.datos:
            return False
        una, celda = escritas[0]
        return bool(_FECHAS & set(una.dato)) and not es_fecha(celda)

    def _seguimiento_perdido(self, tramo: Tramo, celdas: Celdas) -> Asignada | None:
        if not self.es_seguimiento_perdido(tramo, celdas):
            return None
        una, celda = next(_con_celda(tramo, celdas))
        motivo = (
            f"está bajo «{una.columna.rotulo}» y no es una fecha; a la tabla le falta la columna"
            " de seguimiento que otras traen: se leyó como seguimiento"
        )
        lugar = tramo.tabla.lugar_de(celda.fila, celda.columna)
        self.avisos.append(Aviso("celda_corrida", lugar, motivo))
        return self.reporte

    def _valores(
        self, tramo: Tramo, una: Asignada, celda: CeldaVista, lugar: str
    ) -> Iterator[tuple[Clave, object]]:
        self.leidas.add(celda)
        if not una.dato:
            yield self._clave_de_extra(tramo, una), celda.con_direcciones
        elif una.dato == ("tramite.codigo_suit", "tramite.nombre"):
            numero, nombre = separar_numero(celda.texto)
            if numero is not None:
                yield (una.dato[0], None), numero
            yield (una.dato[1], None), nombre
        elif una.dato[0] not in DE_OTRA_PARTE:
            if una.dato[0] in CODIGOS:
                self.avisos += _de_codigo_con_valor(una.dato[0], celda, lugar)
            if una.mes_primero:
                celda = con_el_dia_primero(celda)
            try:
                yield una.clave, self._valor(una, celda, lugar)
            except NoSeEntiendeError as esperado:
                yield from self._ilegible(una, celda, lugar, str(esperado))

    def _valor(self, una: Asignada, celda: CeldaVista, lugar: str) -> object:
        """El de una celda; lo que se supuso para leerla queda dicho."""
        valor = valor_de_celda(una.dato[0], celda)
        visto = mostrar(celda.texto)
        if es_de_avances(una) and es_parte_de_uno(una, celda, valor):
            valor = (valor * 100).normalize()
            if una.partes_de_uno != COMO_LAS_DEMAS:
                return valor
            dicho = f"{valor:f} %".replace(".", ",")
            motivo = f"{visto} se leyó como {dicho}, como las demás de «{una.columna.rotulo}»"
            anotado = {**llego(celda.texto), "quedo": valor}
            self.avisos.append(Aviso("fracciones", lugar, motivo, datos=anotado))
        elif una.dato == (CORTE,) and isinstance(celda.valor, Mes):
            motivo = f"{visto} no dice el día: se leyó {fecha_corta(valor)}"
            anotado = {**llego(celda.texto), "quedo": valor}
            self.avisos.append(Aviso("dato_supuesto", lugar, motivo, datos=anotado))
        return valor

    def _clave_de_extra(self, tramo: Tramo, una: Asignada) -> Clave:
        """La misma en todas las filas."""
        cual = tramo, una.columna.indice
        if cual not in self._extras:
            self._extras[cual] = extra_de(tramo, una), None
        return self._extras[cual]

    def _ilegible(
        self, una: Asignada, celda: CeldaVista, lugar: str, esperado: str
    ) -> Iterator[tuple[Clave, object]]:
        """Lo que no es de su dato se conserva como texto, al lado."""
        motivo = f"se esperaba {esperado}, llegó {mostrar(celda.texto)}"
        raiz, _, campo = una.dato[0].partition(".")
        if raiz == "seguimiento" and campo != "corte":
            self.avisos.append(Aviso("celda_ilegible", lugar, f"{motivo}: quedó en extras.{campo}"))
            yield (f"{raiz}.extras.{campo}", una.dia), celda.texto
        else:
            self.avisos.append(Aviso("lectura_dudosa", lugar, f"{motivo}: no se leyó"))

    def _codigo_del_texto(self, tramo: Tramo, abierta: FilaAbierta) -> None:
        """``1.1. Revisar…`` cuando el código no tiene celda."""
        codigo, texto = ("actividad.codigo", None), ("actividad.descripcion", None)
        escrito = abierta.valores.get(texto)
        if abierta.valores.get(codigo) or not isinstance(escrito, str):
            return
        partido = separar_codigo(escrito)
        if partido is not None and self._trae_codigos(tramo):
            abierta.poner(codigo, partido[0], abierta.lugares[texto])
            abierta.valores[texto] = partido[1]

    def _trae_codigos(self, tramo: Tramo) -> bool:
        """Si el texto de sus actividades suele empezar por su código; se mira una vez."""
        if tramo not in self._con_codigos:
            self._con_codigos[tramo] = _trae_codigos(tramo)
        return self._con_codigos[tramo]


def _de_codigo_con_valor(dato: str, celda: CeldaVista, lugar: str) -> Iterator[Aviso]:
    """El código que Excel volvió número o fecha: ya no se sabe cómo lo escribieron."""
    es_dia = isinstance(celda.valor, date)
    if es_dia or es_codigo_numerico(celda):
        que = "fecha" if es_dia else "número"
        quedo = valor_de_celda(dato, celda)
        motivo = (
            f"el código llegó como {que} y se leyó {mostrar(quedo)}: 1.1 y"
            " 1.10 no se distinguen; escríbalo como texto"
        )
        anotado = {**llego(celda.valor), "quedo": quedo}
        yield Aviso("codigo_como_numero", lugar, motivo, datos=anotado)


def extra_de(tramo: Tramo, una: Asignada) -> str:
    """``actividad.extras.riesgo_asociado``: el nombre que se da a una columna desconocida."""
    raiz = "actividad" if tramo.clase == "actividades" else "tramite"
    iguales = [
        otra
        for otra in tramo.columnas
        if not otra.dato and otra.columna.camino == una.columna.camino
    ]
    orden = iguales.index(una) if una in iguales else 0
    final = f"_{orden + 1}" if orden else ""
    return f"{raiz}.extras.{clave_de_extra(una.columna.rotulo, final)}"


def _con_celda(tramo: Tramo, celdas: Celdas) -> Iterator[tuple[Asignada, CeldaVista]]:
    """Las columnas que se leen y cuya celda dice algo en la fila."""
    for indice, una in tramo.que_se_leen:
        celda = celdas.get(indice)
        if celda is not None and (celda.valor is not None or celda.texto.strip()):
            yield una, celda


def _que_lo_trae(anteriores: list[FilaAbierta], clave: Clave) -> FilaAbierta:
    """La última fila que lo dice: una celda de varias filas sigue a la que la empezó."""
    ultima = anteriores[-1]
    for fila in reversed(anteriores):
        if fila.componente is not ultima.componente:
            break
        if fila.valores.get(clave) is not None:
            return fila
    return ultima


def _trae_codigos(tramo: Tramo) -> bool:
    """Si el texto de las actividades suele empezar por su código."""
    una = tramo.de("actividad.descripcion")
    escritas = una.columna.escritas if una else []
    suyos = sum(1 for celda in escritas if separar_codigo(celda.texto) or es_codigo(celda.texto))
    return bool(escritas) and suyos >= _MITAD * len(escritas)
