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
from paac_reportes.lectura.riesgos.rotulos import DE_LOS_EJES, DE_UN_SEGUIMIENTO, ColumnaDelMapa
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.opc.visto import CeldaVista
from paac_reportes.textos.plano import en_plano

_TIPOS = CATALOGO.opciones("control.tipo")
_PIDE_CORTE = "diga el corte: corte=… o --corte"


@attrs.define(eq=False)
class Anotado:
    """Lo que se sabe del documento entero, y a dónde fue cada celda."""

    corte: date | None
    """El de todo el documento, si se sabe."""
    seguimientos: dict[date, dict[str, Any]] = attrs.Factory(dict)
    """Los del mapa."""
    extras: dict[str, str] = attrs.Factory(dict)
    """Los del mapa."""
    lugares: dict[str, str] = attrs.Factory(dict)
    usadas: set[str] = attrs.Factory(set)
    avisos: list[Aviso] = attrs.Factory(list)
    dichos: list[tuple[str, str]] = attrs.Factory(list)
    fallas: list[Falla] = attrs.Factory(list)
    como_vecinas: dict[CeldaVista, str] = attrs.Factory(dict)
    """De un eje, el 0,4 que entre «40%» y «60%» es 40 %."""
    _ya_dichos: set[Aviso] = attrs.field(init=False, factory=set)

    def tomar(self, lugar: str, ruta: str) -> None:
        """Anota en qué dato quedó una celda; si de él ya había otra, ésta lo sigue."""
        self.usadas.add(lugar)
        self.lugares.setdefault(ruta, lugar)

    def avisar_una_vez(self, aviso: Aviso) -> None:
        """El mismo aviso de varios riesgos se dice una vez."""
        if aviso not in self._ya_dichos:
            self._ya_dichos.add(aviso)
            self.avisos.append(aviso)


class DeUnRiesgo:
    """Los datos de un riesgo, de las celdas de su bloque."""

    def __init__(
        self,
        armado: Anotado,
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
        """Como van en un mapa."""
        armado = self._armado
        armado.lugares[self._ruta] = self._tabla.lugar_de(self._bloque.desde)
        self._escalares()
        self._listas()
        self._elementos("controles", "control.", self._es_control)
        for grupo in dict.fromkeys(c.grupo for c in self._columnas if c.objeto == "accion"):
            self._elementos("acciones", "accion.", self._es_accion, grupo)
        self._residual()
        self._seguimientos()
        self._desconocidas()
        datos = _anidados(self._datos)
        if self._extras:
            datos["extras"] = {
                clave: "\n".join(texto for texto, _ in suyos)
                for clave, suyos in self._extras.items()
            } | datos.get("extras", {})
        return datos

    # -------------------------------------------------------------- de una celda

    def _lugar(self, celda: CeldaVista) -> str:
        return self._tabla.lugar_de(celda.fila, celda.columna)

    def _leer(self, una: ColumnaDelMapa, celda: CeldaVista) -> object:
        """El valor; ``None`` si no es de su dato, y entonces queda en los extras y dicho."""
        if es_de_cien(una):
            leido = self._de_cien.get(celda)
            if leido is not None and 0 <= leido <= 100:  # noqa: PLR2004 - un porcentaje
                return leido
            if en_plano(celda.texto).strip(" -–"):
                self._al_lado(una, celda, "un porcentaje de 0 a 100")
            return None
        if una.dato in DE_LOS_EJES and celda in self._armado.como_vecinas:
            return self._armado.como_vecinas[celda]
        try:
            return valor_de_celda(una.dato, celda)
        except NoSeEntiendeError as esperado:
            self._al_lado(una, celda, str(esperado))
            return None

    def _al_lado(self, una: ColumnaDelMapa, celda: CeldaVista, esperado: str) -> None:
        clave = f"{una.objeto}_{una.campo}" if una.objeto != "riesgo" else una.campo
        motivo = f"se esperaba {esperado}, llegó {mostrar(celda.texto)}: quedó en extras.{clave}"
        self._armado.avisos.append(Aviso("celda_ilegible", self._lugar(celda), motivo))
        self._extra(clave, celda)

    def _extra(self, clave: str, celda: CeldaVista) -> None:
        self._extras.setdefault(clave, []).append((texto_de(celda), celda))
        self._armado.tomar(self._lugar(celda), f"{self._ruta}.extras.{clave}")

    def _heredada(self, una: ColumnaDelMapa, celda: CeldaVista) -> None:
        """Lo que cubre también a otro riesgo, o varias columnas, se dice."""
        if celda.fila < self._bloque.desde:
            motivo = f"«{una.camino[-1]}» está combinada sobre varios riesgos: es de cada uno"
            self._decir("dato_de_arriba", celda, motivo)
        if cubiertas(self._bloque.parte, celda) > 1:
            self._decir("celda_combinada", celda, COMBINADA)

    def _decir(self, codigo: str, celda: CeldaVista, motivo: str) -> None:
        self._armado.avisar_una_vez(Aviso(codigo, self._lugar(celda), motivo))

    # -------------------------------------------------------------- lo que va una vez

    def _escalares(self) -> None:
        """Lo que es del riesgo entero, y cómo se valoró antes de los controles."""
        for una in self._columnas:
            if una.objeto == "riesgo" and una.campo not in {"consecuencias", "factores"}:
                self._uno(self._datos, "", una, self._bloque.de(una))
            elif una.es_de_valorar and not una.es_residual:
                self._valoracion("inherente", una, self._bloque.de(una))

    def _valoracion(self, cual: str, una: ColumnaDelMapa, celdas: Sequence[CeldaVista]) -> None:
        destino: dict[str, Any] = self._datos.get(cual, {})
        self._uno(destino, f"{cual}.", una, celdas)
        if destino:
            self._datos[cual] = destino

    def _uno(
        self,
        destino: dict[str, Any],
        antes: str,
        una: ColumnaDelMapa,
        celdas: Iterable[CeldaVista],
    ) -> None:
        """Un dato que va una vez: el primero que se lee; otro distinto queda dicho."""
        for celda in celdas:
            self._heredada(una, celda)
            if una.campo in destino:
                self._otra_vez(una, celda, destino[una.campo])
                continue
            valor = self._leer(una, celda)
            if valor is not None:
                destino[una.campo] = valor
                ruta = f"{self._ruta}.{antes}{una.campo}"
                self._armado.tomar(self._lugar(celda), ruta)

    def _otra_vez(self, una: ColumnaDelMapa, celda: CeldaVista, ya: object) -> None:
        if self._repite(una, celda, ya):
            self._armado.usadas.add(self._lugar(celda))
            return
        motivo = (
            f"«{una.camino[-1]}» dice {mostrar(celda.texto)}, y el riesgo ya decía"
            f" {mostrar(ya)}: se tomó lo primero"
        )
        self._decir("lectura_dudosa", celda, motivo)

    def _repite(self, una: ColumnaDelMapa, celda: CeldaVista, ya: object) -> bool:
        """Si dice lo mismo, aunque con otros espacios o mayúsculas: «R1» y «r1 »."""
        if es_de_cien(una):
            return self._de_cien.get(celda) == ya
        try:
            valor = valor_de_celda(una.dato, celda)
        except NoSeEntiendeError:
            return False
        son_textos = isinstance(valor, str) and isinstance(ya, str)
        return en_plano(str(valor)) == en_plano(str(ya)) if son_textos else valor == ya

    # -------------------------------------------------------------- las listas

    def _listas(self) -> None:
        for una in self._columnas:
            if una.dato in {"riesgo.consecuencias", "riesgo.factores"}:
                for celda in self._sin_las_repetidas(una):
                    suyos = self._datos.setdefault(una.campo, [])
                    ruta = f"{self._ruta}.{una.campo}[{len(suyos)}]"
                    suyos.append(texto_de(celda))
                    self._en_lista(una, celda, ruta)
        suyas = [una for una in self._columnas if una.objeto == "causa"]
        textos = [una for una in suyas if una.dato == "causa.texto"]
        if len(textos) == 1 and len(suyas) > 1:
            self._elementos("causas", "causa.", lambda una, _: una.dato == "causa.texto")
            return
        for una in suyas:
            for celda in self._sin_las_repetidas(una):
                if una.dato == "causa.texto":
                    self._causa(una, celda)
                else:  # de cuál de ellas, no se sabe
                    self._extra(nombre_de_extra(una), celda)

    def _sin_las_repetidas(self, una: ColumnaDelMapa) -> list[CeldaVista]:
        """Las de una columna; de un riesgo escrito en cada fila, lo igual va una vez."""
        celdas = self._bloque.de(una)
        if not self._bloque.repite:
            return celdas
        distintas: dict[str, CeldaVista] = {}
        for celda in celdas:
            if distintas.setdefault(en_plano(celda.texto), celda) is not celda:
                self._armado.usadas.add(self._lugar(celda))
        return list(distintas.values())

    def _causa(self, una: ColumnaDelMapa, celda: CeldaVista) -> None:
        causas = self._datos.setdefault("causas", [])
        ruta = f"{self._ruta}.causas[{len(causas)}].texto"
        causas.append({"texto": texto_de(celda)} | ({"clase": una.clase} if una.clase else {}))
        self._en_lista(una, celda, ruta)

    def _en_lista(self, una: ColumnaDelMapa, celda: CeldaVista, ruta: str) -> None:
        self._heredada(una, celda)
        self._armado.tomar(self._lugar(celda), ruta)

    def _es_control(self, una: ColumnaDelMapa, celda: CeldaVista) -> bool:
        if una.dato == "control.descripcion":
            return True
        return una.dato == "control.tipo" and opcion_de(_TIPOS, celda.texto) is not None

    def _es_accion(self, una: ColumnaDelMapa, _celda: CeldaVista) -> bool:
        return una.dato == "accion.descripcion"

    def _elementos(
        self,
        lista: str,
        prefijo: str,
        empieza: Callable[[ColumnaDelMapa, CeldaVista], bool],
        grupo: str | None = None,
    ) -> None:
        """Los controles, o las acciones de un grupo: uno por fila en que empiece alguno."""
        suyas = [
            una
            for una in self._columnas
            if una.dato.startswith(prefijo) and grupo in {None, una.grupo}
        ]
        filas = self._filas_con(suyas, empieza)
        leidas: set[CeldaVista] = set()
        nuevos: list[dict[str, Any]] = []
        base = len(self._datos.get(lista, ()))
        for orden, fila in enumerate(filas):
            hasta = filas[orden + 1] if orden + 1 < len(filas) else self._bloque.filas[-1] + 1
            ruta = f"{lista}[{base + len(nuevos)}]"
            nuevo = _anidados(self._elemento(ruta, suyas, fila, range(fila, hasta), leidas))
            if not (self._bloque.repite and nuevo in nuevos):
                nuevos.append(nuevo)
        if nuevos:
            self._datos[lista] = [*self._datos.get(lista, ()), *nuevos]
        self._sueltas(suyas, leidas)

    def _filas_con(
        self,
        suyas: Sequence[ColumnaDelMapa],
        empieza: Callable[[ColumnaDelMapa, CeldaVista], bool],
    ) -> list[int]:
        """Las filas en que empieza un elemento; lo que viene de arriba, en la primera."""
        filas = {
            max(celda.fila, self._bloque.desde)
            for una in suyas
            for celda in self._bloque.de(una)
            if empieza(una, celda)
        }
        con_descripcion = {
            max(celda.fila, self._bloque.desde): celda
            for una in suyas
            if una.campo == "descripcion"
            for celda in self._bloque.de(una)
        }
        # El tipo en una fila que la descripción de otra cubre no es otro control.
        cubiertas_ = {
            celda.fila + n for celda in con_descripcion.values() for n in range(1, celda.filas)
        } - set(con_descripcion)
        return sorted(filas - cubiertas_)

    def _elemento(
        self,
        ruta: str,
        suyas: Sequence[ColumnaDelMapa],
        fila: int,
        filas: range,
        leidas: set[CeldaVista],
    ) -> dict[str, Any]:
        """Uno: lo que cada columna dice en sus filas."""
        nuevo: dict[str, Any] = {}
        for una in suyas:
            for celda in self._de_las_filas(una, fila, filas):
                self._heredada(una, celda)
                if celda in leidas and celda.fila < fila:
                    motivo = f"«{una.camino[-1]}» está combinada sobre varios: es de cada uno"
                    self._decir("dato_de_arriba", celda, motivo)
                leidas.add(celda)
                self._campo(nuevo, f"{self._ruta}.{ruta}", una, celda)
        for una in suyas:
            if una.clase and una.campo in nuevo:
                nuevo.setdefault("clase", una.clase)
        return nuevo

    def _de_las_filas(self, una: ColumnaDelMapa, fila: int, filas: range) -> Sequence[CeldaVista]:
        """Las de esa columna que están en la fila o en las demás que su descripción cubre."""
        en_la_fila = self._bloque.en(fila, una)
        if una.campo == "numero" or en_la_fila:
            return en_la_fila
        cubre = self._filas_que_cubre(fila)
        return [
            c
            for n in filas
            if n in cubre and n in self._bloque.celdas
            for c in self._bloque.en(n, una)
            if c.fila == n
        ]

    def _filas_que_cubre(self, fila: int) -> range:
        """Las de las celdas de descripción que empiezan en una fila."""
        altas = [
            c.fila + c.filas
            for una in self._columnas
            if una.campo == "descripcion" and una.objeto in {"control", "accion"}
            for c in self._bloque.en(fila, una)
        ]
        return range(fila, max(altas, default=fila + 1))

    def _campo(
        self, nuevo: dict[str, Any], ruta: str, una: ColumnaDelMapa, celda: CeldaVista
    ) -> None:
        if una.dato == "control.descripcion" and (tipo := opcion_de(_TIPOS, celda.texto)):
            una = attrs.evolve(una, dato="control.tipo")  # «Correctivo», y nada más
            if nuevo.get("tipo") in {None, tipo}:
                nuevo["tipo"] = tipo
                self._armado.tomar(self._lugar(celda), f"{ruta}.tipo")
                return
        if una.dato == "control.registro":
            una = self._registro_o_evidencia(una, celda)
        if una.campo in nuevo:
            self._otra_vez(una, celda, nuevo[una.campo])
            return
        valor = self._leer(una, celda)
        if valor is not None:
            nuevo[una.campo] = valor
            self._armado.tomar(self._lugar(celda), f"{ruta}.{una.campo}")

    def _registro_o_evidencia(self, una: ColumnaDelMapa, celda: CeldaVista) -> ColumnaDelMapa:
        """Bajo «Evidencia» va si deja registro, o cuál: lo dice la celda."""
        try:
            valor_de_celda(una.dato, celda)
        except NoSeEntiendeError:
            return attrs.evolve(una, dato="control.evidencia")
        return una

    def _sueltas(self, suyas: Sequence[ColumnaDelMapa], leidas: set[CeldaVista]) -> None:
        """Lo de una fila sin control ni acción: un número de la plantilla, o algo que se dice."""
        for fila in self._bloque.filas:
            celdas = [
                (una, celda)
                for una in suyas
                for celda in self._bloque.en(fila, una)
                if celda not in leidas and celda.fila in {fila, self._bloque.desde}
            ]
            de_plantilla = all(
                una.campo == "numero"
                or (celda.fila, celda.columna) in self._tabla.formulas
                or not en_plano(celda.texto).strip(" 0%.,-–")
                for una, celda in celdas
            )
            for una, celda in celdas:
                leidas.add(celda)
                if de_plantilla:
                    self._armado.dichos.append((self._lugar(celda), "fila_omitida"))
                    continue
                clave = clave_de_extra(f"{una.objeto} {una.camino[-1]}")
                motivo = (
                    f"«{una.camino[-1]}» no está en la fila de un control ni de una acción: quedó"
                    f" en extras.{clave}"
                )
                self._decir("lectura_dudosa", celda, motivo)
                self._extra(clave, celda)

    # -------------------------------------------------------------- después de los controles

    def _residual(self) -> None:
        """El del riesgo; si hay uno por control, el de cada uno, y el último es el del riesgo."""
        suyas = [una for una in self._columnas if una.es_residual]
        de_controles = self._filas_de_controles()
        filas = self._sin_las_de_plantilla(suyas, de_controles)
        if self._bloque.repite and len({self._dicho_en(fila, suyas) for fila in filas}) == 1:
            for fila in filas[1:]:
                self._armado.usadas |= {self._lugar(c) for _, c in self._que_empiezan(fila, suyas)}
            del filas[1:]
        controles = self._datos.get("controles", [])
        if len(filas) < 2 or not set(filas) <= set(de_controles):  # noqa: PLR2004 - uno solo
            for una in suyas:
                aqui = [c for c in self._bloque.de(una) if self._fila_de(c) in filas]
                self._valoracion("residual", una, aqui)
            return
        for fila in filas:
            lugar = de_controles.index(fila)
            propio: dict[str, Any] = {}
            for una in suyas:
                antes = f"controles[{lugar}].residual."
                self._uno(propio, antes, una, self._bloque.en(fila, una))
            if propio:
                controles[lugar]["residual"] = propio
                self._datos["residual"] = dict(propio)

    def _dicho_en(self, fila: int, suyas: Sequence[ColumnaDelMapa]) -> tuple[str, ...]:
        """Lo que unas columnas dicen en una fila."""
        return tuple(en_plano(celda.texto) for una in suyas for celda in self._bloque.en(fila, una))

    def _fila_de(self, celda: CeldaVista) -> int:
        return max(celda.fila, self._bloque.desde)

    def _sin_las_de_plantilla(
        self, suyas: Sequence[ColumnaDelMapa], de_controles: Sequence[int]
    ) -> list[int]:
        """Las filas con algo valorado; lo que la hoja calcula donde no hay control no lo es."""
        filas: dict[int, list[CeldaVista]] = {}
        for una in suyas:
            for celda in self._bloque.de(una):
                filas.setdefault(self._fila_de(celda), []).append(celda)
        formulas = self._tabla.formulas
        for fila, celdas in list(filas.items()):
            calculadas = all((c.fila, c.columna) in formulas for c in celdas)
            if calculadas and fila not in {*de_controles, self._bloque.desde}:
                del filas[fila]
                self._armado.dichos += [(self._lugar(c), "fila_omitida") for c in celdas]
        return sorted(filas)

    def _filas_de_controles(self) -> list[int]:
        suyas = [una for una in self._columnas if una.objeto == "control"]
        return self._filas_con(suyas, self._es_control)

    # -------------------------------------------------------------- lo que se siguió

    def _seguimientos(self) -> None:
        """Lo dicho en un corte; lo que no se sabe de cuál es queda en los extras, y se dice."""
        suyas = [una for una in self._columnas if una.dato.startswith(DE_UN_SEGUIMIENTO)]
        if not any(self._bloque.de(una) for una in suyas):
            return
        quien = "oci" if any(una.campo == "efectividad" for una in suyas) else "lider"
        por_corte: dict[date, dict[str, Any]] = {}
        for fila in self._bloque.filas:
            corte = self._corte_de(fila, suyas)
            for una, celda in self._que_empiezan(fila, suyas):
                self._heredada(una, celda)
                suyo = una.corte or corte
                if suyo is None or (una.campo == "corte" and corte_de_celda(celda) is None):
                    self._sin_corte(una, celda, quien)
                elif una.campo == "corte":
                    self._armado.usadas.add(self._lugar(celda))
                else:
                    dicho = por_corte.setdefault(suyo, {})
                    self._seguido(dicho, list(por_corte).index(suyo), una, celda)
        if not por_corte:
            return
        if quien == "lider":
            self._decir_quien(suyas)
        self._datos["seguimientos"] = [
            {"corte": corte, "quien": quien, **_anidados(dicho)}
            for corte, dicho in por_corte.items()
        ]

    def _que_empiezan(
        self, fila: int, suyas: Sequence[ColumnaDelMapa]
    ) -> Iterator[tuple[ColumnaDelMapa, CeldaVista]]:
        """Las celdas de una fila; lo que viene de arriba, en la primera."""
        for una in suyas:
            for celda in self._bloque.en(fila, una):
                if self._fila_de(celda) == fila:
                    yield una, celda

    def _decir_quien(self, suyas: Sequence[ColumnaDelMapa]) -> None:
        donde = self._tabla.lugar_de(self._bloque.parte.rotulos[-1], suyas[0].desde)
        motivo = "no dice quién hace el seguimiento: se leyó como del líder del proceso"
        self._armado.avisar_una_vez(Aviso("dato_supuesto", donde, motivo))

    def _corte_de(self, fila: int, suyas: Sequence[ColumnaDelMapa]) -> date | None:
        """El que dice la fila o, si no, el de todo el documento."""
        for una in suyas:
            if una.campo == "corte":
                for celda in self._bloque.en(fila, una):
                    if (dicho := corte_de_celda(celda)) is not None:
                        return dicho
        return self._armado.corte

    def _seguido(
        self, dicho: dict[str, Any], orden: int, una: ColumnaDelMapa, celda: CeldaVista
    ) -> None:
        ruta = f"{self._ruta}.seguimientos[{orden}].{una.campo}"
        valor = self._leer(una, celda)
        if valor is None:
            return
        if isinstance(valor, str):
            valor = f"{dicho[una.campo]}\n{valor}" if una.campo in dicho else valor
        elif una.campo in dicho:
            self._otra_vez(una, celda, dicho[una.campo])
            return
        dicho[una.campo] = valor
        self._armado.tomar(self._lugar(celda), ruta)

    def _sin_corte(self, una: ColumnaDelMapa, celda: CeldaVista, quien: str) -> None:
        donde = self._tabla.lugar_de(self._bloque.parte.rotulos[-1], una.desde)
        motivo = f"«{una.rotulo}» es de un seguimiento y no se sabe de qué corte"
        if quien == "oci":
            falla = Falla("corte_desconocido", donde, f"{motivo}; {_PIDE_CORTE}")
            if falla not in self._armado.fallas:
                self._armado.fallas.append(falla)
            return
        clave = nombre_de_extra(una)
        motivo = f"{motivo}: quedó en extras.{clave}; {_PIDE_CORTE}"
        self._armado.avisar_una_vez(Aviso("lectura_dudosa", donde, motivo))
        self._extra(clave, celda)

    # -------------------------------------------------------------- lo demás

    def _desconocidas(self) -> None:
        """Lo que no es de ningún dato queda en los extras, con el nombre de su columna."""
        for una in self._columnas:
            if una.objeto == "seguimiento_del_mapa":
                for celda in self._bloque.de(una):
                    self._del_mapa(una, celda)
            elif not una.dato and not se_salta(una):
                for celda in self._bloque.de(una):
                    self._heredada(una, celda)
                    self._extra(nombre_de_extra(una), celda)

    def _del_mapa(self, una: ColumnaDelMapa, celda: CeldaVista) -> None:
        """Cuándo se elaboró y se publicó el mapa: lo dice una celda de todas las filas."""
        armado, texto = self._armado, texto_de(celda)
        if armado.corte is None:
            armado.extras.setdefault(una.campo, texto)
            armado.usadas.add(self._lugar(celda))
            return
        suyo = armado.seguimientos.setdefault(armado.corte, {})
        antes = suyo.setdefault(una.campo, texto)
        if antes != texto:
            motivo = f"dice {mostrar(texto)}, y otra fila, {mostrar(antes)}: se tomó lo primero"
            self._decir("lectura_dudosa", celda, motivo)
        else:
            armado.tomar(self._lugar(celda), f"seguimientos[0].{una.campo}")


def _anidados(planos: dict[str, Any]) -> dict[str, Any]:
    """``{"definicion.uso_del_poder": …}`` como ``{"definicion": {"uso_del_poder": …}}``."""
    return datos_y_lugares(Nodo("", planos))[0]


def es_de_cien(una: ColumnaDelMapa) -> bool:
    """Si trae porcentajes."""
    return una.dato.endswith("_pct") or una.dato == f"{DE_UN_SEGUIMIENTO}avance"


def se_salta(una: ColumnaDelMapa) -> bool:
    """Si es una ayuda escondida de la herramienta, que no se imprime ni se lee."""
    return una.no_se_lee or (una.oculta and not una.dato)


def nombre_de_extra(una: ColumnaDelMapa) -> str:
    """``monitoreo_fecha``: con su sección, si un rótulo de encima la dice y no es la primera."""
    return clave_de_extra(f"{una.seccion} {una.camino[-1]}")
