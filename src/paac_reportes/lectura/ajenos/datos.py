"""De las celdas de una fila a sus datos; lo que no se entiende queda dicho."""

from collections.abc import Iterator, Mapping
from datetime import date

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.mensajes import llego
from paac_reportes.lectura.ajenos.celdas import Celdas, es_codigo, es_fecha
from paac_reportes.lectura.ajenos.colores import color_propio
from paac_reportes.lectura.ajenos.columnas import Asignada, Clave
from paac_reportes.lectura.ajenos.lugares import FilaAbierta
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
from paac_reportes.lectura.cronograma import en_una, es_marca, no_dice_nada
from paac_reportes.lectura.filas.valores import CORTE, DE_SEGUIMIENTO
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import LISTAS_DE_FILAS
from paac_reportes.opc.visto import CeldaVista, Mes, TablaVista
from paac_reportes.textos.valores import contar, fecha_corta

DE_OTRA_PARTE = {"subcomponente.nombre", "componente.nombre", "dependencia.nombre"}
"""Datos que dicen dónde va la fila, y no son de ella."""
_MITAD = 0.5


@attrs.define(eq=False)
class LectorDeCeldas:
    """Lector de celdas, con lo que se sabe de todas las tablas."""

    leyendas: Mapping[TablaVista, frozenset[str]] = attrs.Factory(dict)
    """Los colores que en cada una una leyenda dice que son de lo programado."""
    avisos: list[Aviso] = attrs.Factory(list)
    celdas_leidas: set[CeldaVista] = attrs.Factory(set)
    """Las celdas cuyo texto ya está en el plan."""
    _con_codigos: dict[Tramo, bool] = attrs.Factory(dict)
    _extras: dict[tuple[Tramo, int], Clave] = attrs.Factory(dict)

    def llenar(self, tramo: Tramo, celdas: Celdas, abierta: FilaAbierta) -> None:
        """Pone en una fila nueva los datos de sus celdas."""
        for asignada, celda in _con_celda(tramo, celdas):
            if asignada.dato and asignada.dato[0] in DE_OTRA_PARTE:
                self.celdas_leidas.add(celda)
                continue
            lugar = tramo.tabla.lugar_de(celda.fila, celda.columna)
            for clave, valor in self._valores(tramo, asignada, celda, lugar):
                if clave in abierta.valores:
                    abierta.seguir(clave, valor, lugar, " ")
                else:
                    abierta.poner(clave, valor, lugar)
        self._programar(tramo, celdas, abierta)
        self._separar_el_codigo(tramo, abierta)
        if tramo.corte_sin_decir is not None:
            self._poner_corte_supuesto(tramo, celdas, abierta, tramo.corte_sin_decir)

    def _programar(self, tramo: Tramo, celdas: Celdas, abierta: FilaAbierta) -> None:
        """Pone en una fila las fechas de los períodos que su cronograma marca."""
        if not (tramo.cronograma and celdas):
            return
        fila = next(iter(celdas.values())).fila
        marcadas, sin_leyenda = list[tuple[str, str]](), list[tuple[str, str]]()
        for asignada in tramo.cronograma:
            lugar = tramo.tabla.lugar_de(fila, asignada.columna.desde)
            marca = self._marca(tramo, asignada, fila, abierta)
            if marca is not None:
                (marcadas if marca else sin_leyenda).append((asignada.periodo, lugar))
        if sin_leyenda:
            cuantos = contar(len(sin_leyenda), "mes va pintado", "meses van pintados")
            motivo = f"{cuantos} y ninguna leyenda dice de qué es el color: no se tomó"
            remedio = "escriba X, o la leyenda «Programado» con ese color"
            self.avisos.append(Aviso("color_sin_leer", sin_leyenda[0][1], f"{motivo}; {remedio}"))
        if marcadas:
            clave = f"{LISTAS_DE_FILAS[tramo.clase]}.fecha_programada", None
            fechas_de_antes = str(abierta.valores.get(clave, ""))
            fechas = [*filter(None, fechas_de_antes.split(", ")), *(fecha for fecha, _ in marcadas)]
            abierta.poner(clave, en_una(fechas), marcadas[0][1])
            abierta.siguen += [lugar for _, lugar in marcadas]

    def _marca(
        self, tramo: Tramo, asignada: Asignada, fila: int, abierta: FilaAbierta
    ) -> bool | None:
        """Si un período va marcado; ``False`` si sólo pintado, de un color que nadie explica."""
        tabla, columna = tramo.tabla, asignada.columna.desde
        celda = tabla.filas[fila][columna]
        if celda is None or not celda.texto.strip():
            color = color_propio(tabla, fila, columna)
            return (color in self.leyendas.get(tabla, ())) if color else None
        self.celdas_leidas.add(celda)
        if es_marca(celda.texto):
            return True
        if no_dice_nada(celda.texto):
            abierta.siguen.append(tabla.lugar_de(fila, columna))
        else:
            self._sin_marca(tramo, asignada, celda, abierta)
        return None

    def _sin_marca(
        self, tramo: Tramo, asignada: Asignada, celda: CeldaVista, abierta: FilaAbierta
    ) -> None:
        """Deja como extra lo que en un período de su cronograma no es una marca."""
        extra, lugar = (
            como_extra(tramo, asignada),
            tramo.tabla.lugar_de(celda.fila, celda.columna),
        )
        abierta.poner((extra, None), celda.texto, lugar)
        motivo = f"{mostrar(celda.texto)} no es una marca de {asignada.columna.rotulo}"
        aviso = f"{motivo}: quedó en {extra.partition('.')[2]}"
        self.avisos.append(Aviso("celda_ilegible", lugar, aviso))

    def _poner_corte_supuesto(
        self, tramo: Tramo, celdas: Celdas, abierta: FilaAbierta, corte: date
    ) -> None:
        """Pone el corte pedido en la fila que reporta y no dice cuándo."""
        reporta = any(dato.startswith(DE_SEGUIMIENTO) for dato, _ in abierta.valores)
        if not reporta or (CORTE, None) in abierta.valores:
            return
        celda = celdas.get(tramo.indices[CORTE])
        texto = celda.texto if celda is not None else ""
        lugar = abierta.lugar if celda is None else tramo.tabla.lugar_de(celda.fila, celda.columna)
        abierta.poner((CORTE, None), corte, lugar)
        quien = mostrar(texto) if texto else "la fila"
        motivo = f"{quien} no dice el corte de lo reportado: se tomó {fecha_corta(corte)}"
        anotado = {**llego(texto), "quedo": corte}
        self.avisos.append(Aviso("dato_supuesto", lugar, motivo, datos=anotado))

    def continuar(
        self, tramo: Tramo, celdas: Celdas, anterior: FilaAbierta, union: str
    ) -> list[str]:
        """Agrega lo de una fila a la de arriba; da los datos que crecieron."""
        crecieron = []
        self._programar(tramo, celdas, anterior)
        for asignada, celda in _con_celda(tramo, celdas):
            lugar = tramo.tabla.lugar_de(celda.fila, celda.columna)
            for clave, valor in self._valores(tramo, asignada, celda, lugar):
                valor_de_antes = anterior.valores.get(clave)
                esperado = f"{mostrar(valor_de_antes)}, como en la fila que continúa"
                se_pega = valor_de_antes is None or isinstance(valor_de_antes, str)
                if se_pega and CATALOGO[clave[0]].contenido == "fecha" and not es_fecha(celda):
                    se_pega, esperado = False, "una fecha"
                if se_pega:
                    anterior.seguir(clave, valor, lugar, union)
                    crecieron.append(clave[0])
                elif valor_de_antes != valor:  # dos números no se pegan
                    for dato, texto in self._ilegible(asignada, celda, lugar, esperado):
                        anterior.seguir(dato, texto, lugar, union)
                        crecieron.append(dato[0])
        return crecieron

    def _valores(
        self, tramo: Tramo, asignada: Asignada, celda: CeldaVista, lugar: str
    ) -> Iterator[tuple[Clave, object]]:
        """Claves y valores de una celda: de un trámite numerado, su código y su nombre."""
        self.celdas_leidas.add(celda)
        if not asignada.dato:
            yield self._clave_de_extra(tramo, asignada), celda.con_direcciones
        elif asignada.dato == ("tramite.codigo_suit", "tramite.nombre"):
            numero, nombre = separar_numero(celda.texto)
            if numero is not None:
                yield (asignada.dato[0], None), numero
            yield (asignada.dato[1], None), nombre
        elif asignada.dato[0] not in DE_OTRA_PARTE:
            if asignada.dato[0] in CODIGOS:
                self.avisos += _avisos_de_codigo(asignada.dato[0], celda, lugar)
            try:
                yield asignada.clave, self._valor(asignada, celda, lugar)
            except NoSeEntiendeError as esperado:
                yield from self._ilegible(asignada, celda, lugar, str(esperado))

    def _valor(self, asignada: Asignada, celda: CeldaVista, lugar: str) -> object:
        """Valor de una celda; lo que se supuso para leerla queda dicho."""
        valor = valor_de_celda(asignada.dato[0], celda)
        if asignada.dato == (CORTE,) and isinstance(celda.valor, Mes):
            motivo = f"{mostrar(celda.texto)} no dice el día: se leyó {fecha_corta(valor)}"
            anotado = {**llego(celda.texto), "quedo": valor}
            self.avisos.append(Aviso("dato_supuesto", lugar, motivo, datos=anotado))
        return valor

    def _clave_de_extra(self, tramo: Tramo, asignada: Asignada) -> Clave:
        """Clave con que una columna sin dato va a los extras: la misma en todas las filas."""
        columna = tramo, asignada.columna.indice
        if columna not in self._extras:
            self._extras[columna] = como_extra(tramo, asignada), None
        return self._extras[columna]

    def _ilegible(
        self, asignada: Asignada, celda: CeldaVista, lugar: str, esperado: str
    ) -> Iterator[tuple[Clave, object]]:
        """Clave y texto de la celda de un seguimiento que no es de su dato; de otra, sólo avisa."""
        motivo = f"se esperaba {esperado}, llegó {mostrar(celda.texto)}"
        raiz, _, campo = asignada.dato[0].partition(".")
        if raiz == "seguimiento" and campo != "corte":
            self.avisos.append(Aviso("celda_ilegible", lugar, f"{motivo}: quedó en extras.{campo}"))
            yield (f"{raiz}.extras.{campo}", asignada.dia), celda.texto
        else:
            self.avisos.append(Aviso("lectura_dudosa", lugar, f"{motivo}: no se leyó"))

    def _separar_el_codigo(self, tramo: Tramo, abierta: FilaAbierta) -> None:
        """Separa el código del texto, ``1.1. Revisar…``, si no tiene celda."""
        codigo, texto = ("actividad.codigo", None), ("actividad.descripcion", None)
        redactado = abierta.valores.get(texto)
        if abierta.valores.get(codigo) or not isinstance(redactado, str):
            return
        partido = separar_codigo(redactado)
        if partido is not None and self._trae_codigos(tramo):
            abierta.poner(codigo, partido[0], abierta.lugares[texto])
            abierta.valores[texto] = partido[1]

    def _trae_codigos(self, tramo: Tramo) -> bool:
        """Si el texto de sus actividades suele empezar por su código; se mira una vez."""
        if tramo not in self._con_codigos:
            asignada = tramo.de("actividad.descripcion")
            textos = [celda.texto for celda in asignada.columna.escritas] if asignada else []
            con_codigo = sum(1 for texto in textos if separar_codigo(texto) or es_codigo(texto))
            self._con_codigos[tramo] = bool(textos) and con_codigo >= _MITAD * len(textos)
        return self._con_codigos[tramo]


def _avisos_de_codigo(dato: str, celda: CeldaVista, lugar: str) -> Iterator[Aviso]:
    """Aviso del código que Excel volvió número o fecha: ya no se sabe cómo lo escribieron."""
    es_dia = isinstance(celda.valor, date)
    if es_dia or es_codigo_numerico(celda):
        clase_de_valor = "fecha" if es_dia else "número"
        quedo = valor_de_celda(dato, celda)
        motivo = (
            f"el código llegó como {clase_de_valor} y se leyó {mostrar(quedo)}: 1.1 y"
            " 1.10 no se distinguen; escríbalo como texto"
        )
        anotado = {**llego(celda.valor), "quedo": quedo}
        yield Aviso("codigo_como_numero", lugar, motivo, datos=anotado)


def como_extra(tramo: Tramo, asignada: Asignada) -> str:
    """Nombre que se da a una columna desconocida: ``actividad.extras.riesgo_asociado``."""
    raiz = LISTAS_DE_FILAS[tramo.clase]
    iguales = [
        vecina
        for vecina in tramo.columnas
        if not vecina.dato and vecina.columna.camino == asignada.columna.camino
    ]
    orden = iguales.index(asignada) if asignada in iguales else 0
    final = f"_{orden + 1}" if orden else ""
    return f"{raiz}.extras.{clave_de_extra(asignada.columna.rotulo, final)}"


def _con_celda(tramo: Tramo, celdas: Celdas) -> Iterator[tuple[Asignada, CeldaVista]]:
    """Columnas que se leen y cuya celda dice algo en la fila."""
    for indice, asignada in tramo.que_se_leen:
        if asignada.periodo:
            continue
        celda = celdas.get(indice)
        if celda is not None and (celda.valor is not None or celda.texto.strip()):
            yield asignada, celda
