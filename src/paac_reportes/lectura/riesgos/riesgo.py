"""Los datos de un riesgo, de las celdas de sus filas, cada uno con la celda de donde salió.

Cada lista es una pista vertical aparte: las causas, las consecuencias, los controles y las acciones
de un riesgo no van a la par. Una celda que cubre dos riesgos es de los dos, y se dice.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.ajenos.valores import (
    NoSeEntiendeError,
    opcion_de,
    texto_de,
    valor_de_celda,
)
from paac_reportes.lectura.ajenos.vocabulario import clave_de_extra
from paac_reportes.lectura.combinadas import COMBINADA
from paac_reportes.lectura.filas.armado import Nodo, datos_y_lugares
from paac_reportes.lectura.riesgos.bloques import Bloque, cubiertas
from paac_reportes.lectura.riesgos.celdas import corte_de_celda
from paac_reportes.lectura.riesgos.rotulos import DE_UN_SEGUIMIENTO, ColumnaDelMapa
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.opc.visto import CeldaVista
from paac_reportes.textos.plano import en_plano

_TIPOS = CATALOGO.opciones("control.tipo")
_PIDE_CORTE = "diga el corte: corte=… o --corte"


@attrs.define(eq=False)
class AnotacionesDelMapa:
    """Anotaciones del documento entero, y a dónde fue cada celda."""

    corte: date | None
    """Corte de todo el documento, si se sabe."""
    seguimientos: dict[date, dict[str, Any]] = attrs.Factory(dict)
    """Datos del seguimiento del mapa en cada corte."""
    extras: dict[str, str] = attrs.Factory(dict)
    """Datos del seguimiento del mapa que no se sabe de qué corte son, por su campo."""
    lugares: dict[str, str] = attrs.Factory(dict)
    """Celda de que salió cada dato, por su ruta."""
    usadas: set[str] = attrs.Factory(set)
    avisos: list[Aviso] = attrs.Factory(list)
    avisados: list[tuple[str, str]] = attrs.Factory(list)
    fallas: list[Falla] = attrs.Factory(list)
    _avisos_dados: set[Aviso] = attrs.field(init=False, factory=set)

    def tomar(self, lugar: str, ruta: str) -> None:
        """Anota en qué dato quedó una celda; si de él ya había otra, ésta lo sigue."""
        self.usadas.add(lugar)
        self.lugares.setdefault(ruta, lugar)

    def avisar_una_vez(self, aviso: Aviso) -> None:
        """Agrega un aviso; el mismo de varios riesgos, una vez."""
        if aviso not in self._avisos_dados:
            self._avisos_dados.add(aviso)
            self.avisos.append(aviso)


class DatosDeUnRiesgo:
    """Los datos de un riesgo, de las celdas de su bloque."""

    def __init__(
        self,
        armado: AnotacionesDelMapa,
        bloque: Bloque,
        ruta: str,
        de_cien: dict[CeldaVista, Decimal],
    ) -> None:
        self._armado = armado
        self._bloque = bloque
        self._tabla = bloque.parte.tabla
        self._ruta = ruta
        self._de_cien = de_cien
        self._datos: dict[str, Any] = {}
        self._extras: dict[str, list[tuple[str, CeldaVista]]] = {}
        self._columnas = bloque.parte.columnas

    def datos(self) -> dict[str, Any]:
        """Datos del riesgo como van en un mapa."""
        armado = self._armado
        armado.lugares[self._ruta] = self._tabla.lugar_de(self._bloque.desde)
        self._tomar_escalares()
        self._tomar_listas()
        self._tomar_elementos("controles", "control.", _es_control)
        for grupo in dict.fromkeys(c.grupo for c in self._columnas if c.objeto == "accion"):
            self._tomar_elementos("acciones", "accion.", _es_accion, grupo)
        self._tomar_residual()
        self._tomar_seguimientos()
        self._tomar_desconocidas()
        datos = _anidados(self._datos)
        if self._extras:
            datos["extras"] = {
                clave: "\n".join(texto for texto, _ in textos)
                for clave, textos in self._extras.items()
            } | datos.get("extras", {})
        return datos

    # -------------------------------------------------------------- de una celda

    def _lugar(self, celda: CeldaVista) -> str:
        return self._tabla.lugar_de(celda.fila, celda.columna)

    def _leer(self, columna: ColumnaDelMapa, celda: CeldaVista) -> object:
        """Valor de una celda; ``None`` si no es de su dato: queda en los extras, y se avisa."""
        if es_de_cien(columna):
            porcentaje = self._de_cien.get(celda)
            if porcentaje is not None and 0 <= porcentaje <= 100:  # noqa: PLR2004 - un porcentaje
                return porcentaje
            if en_plano(celda.texto).strip(" -–"):
                self._dejar_ilegible(columna, celda, "un porcentaje de 0 a 100")
            return None
        try:
            return valor_de_celda(columna.dato, celda)
        except NoSeEntiendeError as esperado:
            self._dejar_ilegible(columna, celda, str(esperado))
            return None

    def _dejar_ilegible(self, columna: ColumnaDelMapa, celda: CeldaVista, esperado: str) -> None:
        """Deja en los extras una celda que no es de su dato, y avisa qué se esperaba."""
        clave = f"{columna.objeto}_{columna.campo}" if columna.objeto != "riesgo" else columna.campo
        motivo = f"se esperaba {esperado}, llegó {mostrar(celda.texto)}: quedó en extras.{clave}"
        self._armado.avisos.append(Aviso("celda_ilegible", self._lugar(celda), motivo))
        self._tomar_extra(clave, celda)

    def _tomar_extra(self, clave: str, celda: CeldaVista) -> None:
        self._extras.setdefault(clave, []).append((texto_de(celda), celda))
        self._armado.tomar(self._lugar(celda), f"{self._ruta}.extras.{clave}")

    def _avisar_si_se_comparte(self, columna: ColumnaDelMapa, celda: CeldaVista) -> None:
        """Avisa de la celda que cubre también a otro riesgo, o varias columnas."""
        if celda.fila < self._bloque.desde:
            motivo = f"«{columna.camino[-1]}» está combinada sobre varios riesgos: es de cada uno"
            self._avisar("dato_de_arriba", celda, motivo)
        if cubiertas(self._bloque.parte, celda) > 1:
            self._avisar("celda_combinada", celda, COMBINADA)

    def _avisar(self, codigo: str, celda: CeldaVista, motivo: str) -> None:
        self._armado.avisar_una_vez(Aviso(codigo, self._lugar(celda), motivo))

    # -------------------------------------------------------------- lo que va una vez

    def _tomar_escalares(self) -> None:
        """Toma los datos que van una vez, y la valoración antes de los controles."""
        for columna in self._columnas:
            if columna.objeto == "riesgo" and columna.campo not in {"consecuencias", "factores"}:
                self._tomar_dato(self._datos, "", columna, self._bloque.celdas_de(columna))
            elif columna.es_de_valorar and not columna.es_residual:
                self._tomar_valoracion("inherente", columna, self._bloque.celdas_de(columna))

    def _tomar_valoracion(
        self, momento: str, columna: ColumnaDelMapa, celdas: Sequence[CeldaVista]
    ) -> None:
        """Toma un dato de una valoración; ``momento``: ``inherente``, ``residual``."""
        destino: dict[str, Any] = self._datos.get(momento, {})
        self._tomar_dato(destino, f"{momento}.", columna, celdas)
        if destino:
            self._datos[momento] = destino

    def _tomar_dato(
        self,
        destino: dict[str, Any],
        prefijo: str,
        columna: ColumnaDelMapa,
        celdas: Iterable[CeldaVista],
    ) -> None:
        """Toma un dato que va una vez, de la primera celda que se lee; si otra difiere, avisa."""
        for celda in celdas:
            self._avisar_si_se_comparte(columna, celda)
            self._tomar_valor(destino, f"{self._ruta}.{prefijo}{columna.campo}", columna, celda)

    def _tomar_valor(
        self, destino: dict[str, Any], ruta: str, columna: ColumnaDelMapa, celda: CeldaVista
    ) -> None:
        """Toma el dato de una celda; si ya se había tomado, avisa si dicen otra cosa."""
        if columna.campo in destino:
            self._avisar_si_difiere(columna, celda, destino[columna.campo])
            return
        valor = self._leer(columna, celda)
        if valor is not None:
            destino[columna.campo] = valor
            self._armado.tomar(self._lugar(celda), ruta)

    def _avisar_si_difiere(
        self, columna: ColumnaDelMapa, celda: CeldaVista, anterior: object
    ) -> None:
        """Avisa de una celda que dice de un dato algo distinto de lo que ya se tomó."""
        if self._dice_lo_mismo(columna, celda, anterior):
            self._armado.usadas.add(self._lugar(celda))
            return
        motivo = (
            f"«{columna.camino[-1]}» dice {mostrar(celda.texto)}, y el riesgo ya decía"
            f" {mostrar(anterior)}: se tomó lo primero"
        )
        self._avisar("lectura_dudosa", celda, motivo)

    def _dice_lo_mismo(self, columna: ColumnaDelMapa, celda: CeldaVista, anterior: object) -> bool:
        """Si la celda dice el valor ya tomado, aunque con otros espacios o mayúsculas."""
        if es_de_cien(columna):
            return self._de_cien.get(celda) == anterior
        try:
            valor = valor_de_celda(columna.dato, celda)
        except NoSeEntiendeError:
            return False
        son_textos = isinstance(valor, str) and isinstance(anterior, str)
        return en_plano(str(valor)) == en_plano(str(anterior)) if son_textos else valor == anterior

    # -------------------------------------------------------------- las listas

    def _tomar_listas(self) -> None:
        """Toma las consecuencias, los factores y las causas."""
        for columna in self._columnas:
            if columna.dato in {"riesgo.consecuencias", "riesgo.factores"}:
                for celda in self._sin_las_repetidas(columna):
                    textos = self._datos.setdefault(columna.campo, [])
                    ruta = f"{self._ruta}.{columna.campo}[{len(textos)}]"
                    textos.append(texto_de(celda))
                    self._tomar_de_lista(columna, celda, ruta)
        de_causas = [columna for columna in self._columnas if columna.objeto == "causa"]
        de_texto = [columna for columna in de_causas if columna.dato == "causa.texto"]
        if len(de_texto) == 1 and len(de_causas) > 1:
            self._tomar_elementos("causas", "causa.", lambda otra, _: otra.dato == "causa.texto")
            return
        for columna in de_causas:
            for celda in self._sin_las_repetidas(columna):
                if columna.dato == "causa.texto":
                    self._tomar_causa(columna, celda)
                else:  # de cuál de ellas, no se sabe
                    self._tomar_extra(nombre_de_extra(columna), celda)

    def _sin_las_repetidas(self, columna: ColumnaDelMapa) -> list[CeldaVista]:
        """Celdas de una columna; de un riesgo escrito en cada fila, las iguales, una vez."""
        celdas = self._bloque.celdas_de(columna)
        if not self._bloque.repite:
            return celdas
        distintas: dict[str, CeldaVista] = {}
        for celda in celdas:
            if distintas.setdefault(en_plano(celda.texto), celda) is not celda:
                self._armado.usadas.add(self._lugar(celda))
        return list(distintas.values())

    def _tomar_causa(self, columna: ColumnaDelMapa, celda: CeldaVista) -> None:
        """Agrega una causa con el texto de una celda, y la clase que dice su columna."""
        causas = self._datos.setdefault("causas", [])
        ruta = f"{self._ruta}.causas[{len(causas)}].texto"
        causas.append(
            {"texto": texto_de(celda)} | ({"clase": columna.clase} if columna.clase else {})
        )
        self._tomar_de_lista(columna, celda, ruta)

    def _tomar_de_lista(self, columna: ColumnaDelMapa, celda: CeldaVista, ruta: str) -> None:
        self._avisar_si_se_comparte(columna, celda)
        self._armado.tomar(self._lugar(celda), ruta)

    def _tomar_elementos(
        self,
        lista: str,
        prefijo: str,
        empieza: Callable[[ColumnaDelMapa, CeldaVista], bool],
        grupo: str | None = None,
    ) -> None:
        """Toma causas, controles o acciones de un grupo: uno por fila en que empiece alguno."""
        columnas = [
            columna
            for columna in self._columnas
            if columna.dato.startswith(prefijo) and grupo in {None, columna.grupo}
        ]
        filas = self._filas_con(columnas, empieza)
        celdas_leidas: set[CeldaVista] = set()
        nuevos: list[dict[str, Any]] = []
        ya_habia = len(self._datos.get(lista, ()))
        for orden, fila in enumerate(filas):
            hasta = filas[orden + 1] if orden + 1 < len(filas) else self._bloque.filas[-1] + 1
            ruta = f"{lista}[{ya_habia + len(nuevos)}]"
            campos = self._elemento(ruta, columnas, fila, range(fila, hasta), celdas_leidas)
            nuevo = _anidados(campos)
            if not (self._bloque.repite and nuevo in nuevos):
                nuevos.append(nuevo)
        if nuevos:
            self._datos[lista] = [*self._datos.get(lista, ()), *nuevos]
        self._apartar_sueltas(columnas, celdas_leidas)

    def _filas_con(
        self,
        columnas: Sequence[ColumnaDelMapa],
        empieza: Callable[[ColumnaDelMapa, CeldaVista], bool],
    ) -> list[int]:
        """Filas en que empieza un elemento; el que viene de arriba, en la primera del riesgo."""
        filas = {
            max(celda.fila, self._bloque.desde)
            for columna in columnas
            for celda in self._bloque.celdas_de(columna)
            if empieza(columna, celda)
        }
        con_descripcion = {
            max(celda.fila, self._bloque.desde): celda
            for columna in columnas
            if columna.campo == "descripcion"
            for celda in self._bloque.celdas_de(columna)
        }
        # El tipo en una fila que la descripción de otra cubre no es otro control.
        filas_cubiertas = {
            celda.fila + n for celda in con_descripcion.values() for n in range(1, celda.filas)
        } - set(con_descripcion)
        return sorted(filas - filas_cubiertas)

    def _elemento(
        self,
        ruta: str,
        columnas: Sequence[ColumnaDelMapa],
        fila: int,
        filas: range,
        celdas_leidas: set[CeldaVista],
    ) -> dict[str, Any]:
        """Campos de un elemento: lo que cada columna dice en las filas de él."""
        nuevo: dict[str, Any] = {}
        for columna in columnas:
            for celda in self._de_las_filas(columna, fila, filas):
                self._avisar_si_se_comparte(columna, celda)
                if celda in celdas_leidas and celda.fila < fila:
                    motivo = f"«{columna.camino[-1]}» está combinada sobre varios: es de cada uno"
                    self._avisar("dato_de_arriba", celda, motivo)
                celdas_leidas.add(celda)
                self._tomar_campo(nuevo, f"{self._ruta}.{ruta}", columna, celda)
        for columna in columnas:
            if columna.clase and columna.campo in nuevo:
                nuevo.setdefault("clase", columna.clase)
        return nuevo

    def _de_las_filas(
        self, columna: ColumnaDelMapa, fila: int, filas: range
    ) -> Sequence[CeldaVista]:
        """Celdas de una columna en una fila o, si no las hay, en las que su elemento cubre."""
        en_la_fila = self._bloque.celdas_en(fila, columna)
        if columna.campo == "numero" or en_la_fila:
            return en_la_fila
        filas_cubiertas = self._filas_que_cubre(fila)
        return [
            c
            for n in filas
            if n in filas_cubiertas and n in self._bloque.celdas
            for c in self._bloque.celdas_en(n, columna)
            if c.fila == n
        ]

    def _filas_que_cubre(self, fila: int) -> range:
        """Filas hasta donde llegan las celdas de descripción que empiezan en una."""
        fines = [
            c.fila + c.filas
            for columna in self._columnas
            if columna.campo == "descripcion" and columna.objeto in {"control", "accion"}
            for c in self._bloque.celdas_en(fila, columna)
        ]
        return range(fila, max(fines, default=fila + 1))

    def _tomar_campo(
        self, nuevo: dict[str, Any], ruta: str, columna: ColumnaDelMapa, celda: CeldaVista
    ) -> None:
        """Toma un dato de un elemento nuevo; de «Correctivo» a secas, el tipo de control."""
        if columna.dato == "control.descripcion" and (tipo := opcion_de(_TIPOS, celda.texto)):
            columna = attrs.evolve(columna, dato="control.tipo")  # «Correctivo», y nada más
            if nuevo.get("tipo") in {None, tipo}:
                nuevo["tipo"] = tipo
                self._armado.tomar(self._lugar(celda), f"{ruta}.tipo")
                return
        if columna.dato == "control.registro":
            columna = self._registro_o_evidencia(columna, celda)
        self._tomar_valor(nuevo, f"{ruta}.{columna.campo}", columna, celda)

    def _registro_o_evidencia(self, columna: ColumnaDelMapa, celda: CeldaVista) -> ColumnaDelMapa:
        """Columna «Evidencia», con su dato: si la celda dice si hay registro, o cuál es."""
        try:
            valor_de_celda(columna.dato, celda)
        except NoSeEntiendeError:
            return attrs.evolve(columna, dato="control.evidencia")
        return columna

    def _apartar_sueltas(
        self, columnas: Sequence[ColumnaDelMapa], celdas_leidas: set[CeldaVista]
    ) -> None:
        """Deja en los extras, con aviso, lo que traen filas sin control ni acción."""
        for fila in self._bloque.filas:
            celdas = [
                (columna, celda)
                for columna in columnas
                for celda in self._bloque.celdas_en(fila, columna)
                if celda not in celdas_leidas and celda.fila in {fila, self._bloque.desde}
            ]
            de_plantilla = all(
                columna.campo == "numero"
                or (celda.fila, celda.columna) in self._tabla.formulas
                or not en_plano(celda.texto).strip(" 0%.,-–")
                for columna, celda in celdas
            )
            for columna, celda in celdas:
                celdas_leidas.add(celda)
                if de_plantilla:
                    self._armado.avisados.append((self._lugar(celda), "fila_omitida"))
                    continue
                clave = clave_de_extra(f"{columna.objeto} {columna.camino[-1]}")
                motivo = (
                    f"«{columna.camino[-1]}» no está en la fila de un control ni de una acción:"
                    f" quedó en extras.{clave}"
                )
                self._avisar("lectura_dudosa", celda, motivo)
                self._tomar_extra(clave, celda)

    # -------------------------------------------------------------- después de los controles

    def _tomar_residual(self) -> None:
        """Toma la valoración después de los controles.

        Si hay una por control, la de cada uno, y la última es también la del riesgo.
        """
        columnas = [columna for columna in self._columnas if columna.es_residual]
        columnas_de_control = [columna for columna in self._columnas if columna.objeto == "control"]
        filas_de_controles = self._filas_con(columnas_de_control, _es_control)
        filas = self._sin_las_de_plantilla(columnas, filas_de_controles)
        if self._bloque.repite and len({self._textos_en(fila, columnas) for fila in filas}) == 1:
            for fila in filas[1:]:
                self._armado.usadas |= {
                    self._lugar(c) for _, c in self._celdas_que_empiezan(fila, columnas)
                }
            del filas[1:]
        controles = self._datos.get("controles", [])
        if len(filas) < 2 or not set(filas) <= set(filas_de_controles):  # noqa: PLR2004 - uno solo
            for columna in columnas:
                aqui = [c for c in self._bloque.celdas_de(columna) if self._fila_de(c) in filas]
                self._tomar_valoracion("residual", columna, aqui)
            return
        for fila in filas:
            orden = filas_de_controles.index(fila)
            valoracion: dict[str, Any] = {}
            for columna in columnas:
                prefijo = f"controles[{orden}].residual."
                celdas = self._bloque.celdas_en(fila, columna)
                self._tomar_dato(valoracion, prefijo, columna, celdas)
            if valoracion:
                controles[orden]["residual"] = valoracion
                self._datos["residual"] = dict(valoracion)

    def _textos_en(self, fila: int, columnas: Sequence[ColumnaDelMapa]) -> tuple[str, ...]:
        """Textos que unas columnas dicen en una fila, en plano."""
        return tuple(
            en_plano(celda.texto)
            for columna in columnas
            for celda in self._bloque.celdas_en(fila, columna)
        )

    def _fila_de(self, celda: CeldaVista) -> int:
        """Fila de una celda; la primera del riesgo, si viene de más arriba."""
        return max(celda.fila, self._bloque.desde)

    def _sin_las_de_plantilla(
        self, columnas: Sequence[ColumnaDelMapa], filas_de_controles: Sequence[int]
    ) -> list[int]:
        """Filas con algo valorado; lo que la hoja calcula donde no hay control no lo es."""
        filas = agrupadas(
            (self._fila_de(celda), celda)
            for columna in columnas
            for celda in self._bloque.celdas_de(columna)
        )
        formulas = self._tabla.formulas
        for fila, celdas in list(filas.items()):
            calculadas = all((c.fila, c.columna) in formulas for c in celdas)
            if calculadas and fila not in {*filas_de_controles, self._bloque.desde}:
                del filas[fila]
                self._armado.avisados += [(self._lugar(c), "fila_omitida") for c in celdas]
        return sorted(filas)

    # -------------------------------------------------------------- lo que se siguió

    def _tomar_seguimientos(self) -> None:
        """Toma los reportes de cada corte; lo que no se sabe de cuál es queda en los extras."""
        columnas = [
            columna for columna in self._columnas if columna.dato.startswith(DE_UN_SEGUIMIENTO)
        ]
        if not any(self._bloque.celdas_de(columna) for columna in columnas):
            return
        rol = "oci" if any(columna.campo == "efectividad" for columna in columnas) else "lider"
        por_corte: dict[date, dict[str, Any]] = {}
        for fila in self._bloque.filas:
            corte = self._corte_de(fila, columnas)
            for columna, celda in self._celdas_que_empiezan(fila, columnas):
                self._avisar_si_se_comparte(columna, celda)
                su_corte, es_el_corte = columna.corte or corte, columna.campo == "corte"
                if su_corte is None or (es_el_corte and corte_de_celda(celda) is None):
                    self._anotar_sin_corte(columna, celda, rol)
                elif es_el_corte:
                    self._armado.usadas.add(self._lugar(celda))
                else:
                    reporte = por_corte.setdefault(su_corte, {})
                    orden = list(por_corte).index(su_corte)
                    self._tomar_seguimiento(reporte, orden, columna, celda)
        if not por_corte:
            return
        if rol == "lider":
            lugar = self._tabla.lugar_de(self._bloque.parte.rotulos[-1], columnas[0].desde)
            motivo = "no dice quién hace el seguimiento: se leyó como del líder del proceso"
            self._armado.avisar_una_vez(Aviso("dato_supuesto", lugar, motivo))
        self._datos["seguimientos"] = [
            {"corte": corte, "quien": rol, **_anidados(reporte)}
            for corte, reporte in por_corte.items()
        ]

    def _celdas_que_empiezan(
        self, fila: int, columnas: Sequence[ColumnaDelMapa]
    ) -> Iterator[tuple[ColumnaDelMapa, CeldaVista]]:
        """Celdas de una fila, con su columna; las que vienen de arriba, en la primera."""
        for columna in columnas:
            for celda in self._bloque.celdas_en(fila, columna):
                if self._fila_de(celda) == fila:
                    yield columna, celda

    def _corte_de(self, fila: int, columnas: Sequence[ColumnaDelMapa]) -> date | None:
        """Corte que dice la fila o, si no lo dice, el de todo el documento."""
        for columna in columnas:
            if columna.campo == "corte":
                for celda in self._bloque.celdas_en(fila, columna):
                    if (corte := corte_de_celda(celda)) is not None:
                        return corte
        return self._armado.corte

    def _tomar_seguimiento(
        self, reporte: dict[str, Any], orden: int, columna: ColumnaDelMapa, celda: CeldaVista
    ) -> None:
        """Toma un dato del seguimiento; si ya había un texto, lo agrega en otro renglón."""
        ruta = f"{self._ruta}.seguimientos[{orden}].{columna.campo}"
        valor = self._leer(columna, celda)
        if valor is None:
            return
        if isinstance(valor, str):
            valor = f"{reporte[columna.campo]}\n{valor}" if columna.campo in reporte else valor
        elif columna.campo in reporte:
            self._avisar_si_difiere(columna, celda, reporte[columna.campo])
            return
        reporte[columna.campo] = valor
        self._armado.tomar(self._lugar(celda), ruta)

    def _anotar_sin_corte(self, columna: ColumnaDelMapa, celda: CeldaVista, rol: str) -> None:
        """Avisa de un reporte sin corte, que va a los extras; de control interno, es una falla."""
        lugar = self._tabla.lugar_de(self._bloque.parte.rotulos[-1], columna.desde)
        motivo = f"«{columna.rotulo}» es de un seguimiento y no se sabe de qué corte"
        if rol == "oci":
            falla = Falla("corte_desconocido", lugar, f"{motivo}; {_PIDE_CORTE}")
            if falla not in self._armado.fallas:
                self._armado.fallas.append(falla)
            return
        clave = nombre_de_extra(columna)
        motivo = f"{motivo}: quedó en extras.{clave}; {_PIDE_CORTE}"
        self._armado.avisar_una_vez(Aviso("lectura_dudosa", lugar, motivo))
        self._tomar_extra(clave, celda)

    # -------------------------------------------------------------- lo demás

    def _tomar_desconocidas(self) -> None:
        """Toma lo del seguimiento del mapa y, en los extras, las columnas sin dato."""
        for columna in self._columnas:
            if columna.objeto == "seguimiento_del_mapa":
                for celda in self._bloque.celdas_de(columna):
                    self._tomar_del_mapa(columna, celda)
            elif not columna.dato and not se_salta(columna):
                for celda in self._bloque.celdas_de(columna):
                    self._avisar_si_se_comparte(columna, celda)
                    self._tomar_extra(nombre_de_extra(columna), celda)

    def _tomar_del_mapa(self, columna: ColumnaDelMapa, celda: CeldaVista) -> None:
        """Toma cuándo se elaboró y se publicó el mapa: lo dice una celda de todas las filas."""
        armado, texto = self._armado, texto_de(celda)
        if armado.corte is None:
            armado.extras.setdefault(columna.campo, texto)
            armado.usadas.add(self._lugar(celda))
            return
        seguimiento = armado.seguimientos.setdefault(armado.corte, {})
        primero = seguimiento.setdefault(columna.campo, texto)
        if primero != texto:
            motivo = f"dice {mostrar(texto)}, y otra fila, {mostrar(primero)}: se tomó lo primero"
            self._avisar("lectura_dudosa", celda, motivo)
        else:
            armado.tomar(self._lugar(celda), f"seguimientos[0].{columna.campo}")


def _es_control(columna: ColumnaDelMapa, celda: CeldaVista) -> bool:
    """Si en esa celda empieza un control: su descripción, o su tipo donde nadie lo describe."""
    if columna.dato == "control.descripcion":
        return True
    return columna.dato == "control.tipo" and opcion_de(_TIPOS, celda.texto) is not None


def _es_accion(columna: ColumnaDelMapa, _celda: CeldaVista) -> bool:
    """Si en esa celda empieza una acción."""
    return columna.dato == "accion.descripcion"


def _anidados(planos: dict[str, Any]) -> dict[str, Any]:
    """Datos con sus objetos: ``{"definicion.uso": …}`` → ``{"definicion": {"uso": …}}``."""
    return datos_y_lugares(Nodo("", planos))[0]


def es_de_cien(columna: ColumnaDelMapa) -> bool:
    """Si la columna trae porcentajes."""
    return columna.dato.endswith("_pct") or columna.dato == f"{DE_UN_SEGUIMIENTO}avance"


def se_salta(columna: ColumnaDelMapa) -> bool:
    """Si es una ayuda escondida de la herramienta, que no se imprime ni se lee."""
    return columna.no_se_lee or (columna.oculta and not columna.dato)


def nombre_de_extra(columna: ColumnaDelMapa) -> str:
    """Nombre del extra de una columna, con su sección si no es la primera: ``monitoreo_fecha``."""
    return clave_de_extra(f"{columna.seccion} {columna.camino[-1]}")
