"""Las filas de cada riesgo: dónde empieza, hasta dónde va y qué no es de ninguno.

Un riesgo empieza donde empieza una celda escrita de su columna y llega hasta el siguiente. Lo que
sólo trae una referencia o un número de control es de la plantilla; lo que va tras el último y no es
como los demás, de otra cosa (``colas``).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.ajenos.celdas import es_de_todo_el_ancho, es_nivel, escritas, va_tachada
from paac_reportes.lectura.ajenos.franjas import ClaseDeFranja, franja_de
from paac_reportes.lectura.ajenos.mobiliario import OMITIDAS
from paac_reportes.lectura.ajenos.renglones import dice_palabras
from paac_reportes.lectura.ajenos.verbos import son_indicaciones
from paac_reportes.lectura.riesgos.rotulos import ColumnaDelMapa, parecidos_del_mapa
from paac_reportes.lectura.riesgos.tablas import ANCLAS, TablaDeMapa
from paac_reportes.opc.visto import CeldaVista
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import en_plano

_DISTINGUEN_UN_RIESGO = ("riesgo.descripcion", "riesgo.referencia", "proceso.nombre")
_NUMERAN = frozenset({"riesgo.referencia", "control.numero", "proceso.nombre"})
_NADA = frozenset({"", "0", "0%", "0 %", "n/a", "#n/d"})
"""Textos que deja en una celda en blanco la fórmula de una plantilla."""
_DE_UN_PROCESO = re.compile(
    r"\s*(?:nombre del )?proceso\s*[:\-–]\s*(\S.*)", re.IGNORECASE | re.DOTALL
)

_DEL_PROCESO = re.compile(r"\s*(?:objetivo|alcance)\b[^:]{0,20}:", re.IGNORECASE)
"""Comienzo de una franja que habla del proceso y no lo nombra."""

Celdas = Mapping[ColumnaDelMapa, list[CeldaVista]]
"""Las escritas de una fila, por la columna en que están."""


@clases.frozen(eq=False)
class Bloque:
    """Un riesgo: sus filas y lo que dice cada una."""

    parte: TablaDeMapa
    filas: tuple[int, ...]
    celdas: Mapping[int, Celdas]
    franja: CeldaVista | None
    """Franja del proceso bajo el que está, si la hay."""
    repite: bool = False
    """Si cada una de sus filas dice otra vez cuál es el riesgo, en lugar de combinarlo."""

    @property
    def desde(self) -> int:
        """Primera fila del riesgo, desde 0."""
        return self.filas[0]

    def celdas_de(self, columna: ColumnaDelMapa) -> list[CeldaVista]:
        """Celdas de una columna, una vez cada una, de arriba abajo."""
        celdas = (celda for fila in self.filas for celda in self.celdas_en(fila, columna))
        return list(dict.fromkeys(celdas))

    def celdas_en(self, fila: int, columna: ColumnaDelMapa) -> Sequence[CeldaVista]:
        """Celdas de una columna en una fila del riesgo."""
        return self.celdas[fila].get(columna, ())


@attrs.define(eq=False)
class RecorridoDelMapa:
    """Va por las filas de una parte de mapa."""

    parte: TablaDeMapa
    avisos: list[Aviso] = attrs.Factory(list)
    avisados: list[tuple[str, str]] = attrs.Factory(list)
    """Celdas que no son de ningún riesgo, con el código de su aviso."""
    sin_leer: int = 0
    termina: int = 0
    """La fila que sigue a la última de un riesgo."""
    _filas_abiertas: list[int] = attrs.Factory(list)
    _celdas: dict[int, Celdas] = attrs.Factory(dict)
    _franja: CeldaVista | None = None
    _repite: bool = False
    _tras_blanco: bool = False
    _omitidas: list[int] = attrs.Factory(list)
    _procesos: set[str] = attrs.Factory(set)
    """Los que dicen las filas de los riesgos."""

    def bloques(self) -> Iterator[Bloque]:
        """Riesgos de la parte, en orden."""
        for fila in self.parte.filas:
            en_la_fila = escritas(self.parte.tabla, fila)
            celdas = self._celdas[fila] = self._por_columna(fila)
            if not celdas:  # en blanco, o escrita fuera de las columnas: lo dice la cuenta
                self._tras_blanco = True
                self._avisar_si_es_pie(fila)
            elif va_tachada(self.parte.tabla, fila):
                self._celdas[fila] = {}
                self._dejar_sin_leer(fila, "está tachada")
            elif son_indicaciones([celda.texto for celda in en_la_fila if celda.fila == fila]):
                self._celdas[fila] = {}
                self._omitir(fila)
            elif not (self._dejar_ajena(fila, celdas) or self._agregar_si_sigue(fila, celdas)):
                yield from self._cerrar()
                if fila in self.parte.ajenas or not self._tomar_otra_cosa(fila, celdas):
                    self._omitir_desde(fila)
                    break
        yield from self._cerrar()
        self._avisar_las_omitidas()

    def _por_columna(self, fila: int) -> Celdas:
        """Celdas escritas de una fila, cada una bajo el rótulo del que más ocupa."""
        celdas = escritas(self.parte.tabla, fila)
        con_columna = ((columna_de_celda(self.parte, celda), celda) for celda in celdas)
        return agrupadas((columna, celda) for columna, celda in con_columna if columna is not None)

    def _dejar_ajena(self, fila: int, celdas: Celdas) -> bool:
        """Deja sin leer la fila que no es de un riesgo, si con ella no termina el mapa."""
        motivo = self.parte.ajenas.get(fila)
        if motivo is None or self._termina_aqui(fila, celdas):
            return False
        self._celdas[fila] = {}
        if self._empieza(fila, celdas) or not self._avisar_si_es_pie(fila):
            self._dejar_sin_leer(fila, motivo)
        return True

    def _termina_aqui(self, fila: int, celdas: Celdas) -> bool:
        """Si una fila que no es de un riesgo, tras un blanco o de rótulos, es el fin del mapa."""
        if not self._empieza(fila, celdas) and self._es_pie(fila):
            return False
        return (self._tras_blanco or self._es_un_rotulo(celdas)) and self._nada_sigue(fila)

    def _nada_sigue(self, fila: int) -> bool:
        """Si ninguna de las filas que siguen es de un riesgo."""
        siguen = (otra for otra in self.parte.filas if otra > fila)
        return all(n in self.parte.ajenas or not escritas(self.parte.tabla, n) for n in siguen)

    def _encabeza_otra_cosa(self, fila: int) -> bool:
        """Si bajo una franja van los rótulos de otra tabla, o filas que no son de un riesgo."""
        con_algo = (n for n in self.parte.filas if n > fila and escritas(self.parte.tabla, n))
        debajo = next(con_algo, None)
        if debajo is None:
            return False
        if debajo in self.parte.ajenas:
            return self._nada_sigue(fila)
        celdas = self._por_columna(debajo)
        return self._empieza(debajo, celdas) and self._es_un_rotulo(celdas)

    def _tomar_otra_cosa(self, fila: int, celdas: Celdas) -> bool:
        """Toma una franja, otro riesgo o una fila suelta; ``False`` si aquí termina el mapa."""
        if (franja := _franja(self.parte, fila)) is not None:
            if not (self._avisar_si_es_pie(fila) or _DEL_PROCESO.match(franja.texto)):
                if self._encabeza_otra_cosa(fila):
                    return False
                self._franja, self._tras_blanco = franja, False
            return True
        if self._empieza(fila, celdas):
            return self._abrir_si_es_riesgo(fila, celdas)
        if self._avisar_si_es_pie(fila):
            return True
        if self._es_de_plantilla(celdas):
            self._omitir(fila)
        elif self._tras_blanco and not self._sigue_un_riesgo(fila):
            return False
        else:
            self._dejar_sin_leer(fila, "no está bajo ningún riesgo")
        return True

    def _sigue_un_riesgo(self, fila: int) -> bool:
        """Si la primera de las filas que siguen, aun tras un blanco, es un riesgo."""
        con_algo = (n for n in self.parte.filas if n > fila and escritas(self.parte.tabla, n))
        otra = next(con_algo, None)
        if otra is None or otra in self.parte.ajenas:
            return False
        celdas = self._por_columna(otra)
        return self._empieza(otra, celdas) and self._parece_un_riesgo(celdas)

    def _abrir_si_es_riesgo(self, fila: int, celdas: Celdas) -> bool:
        """Empieza un riesgo, y da si lo hizo: tras un blanco, algo más tiene que decirlo."""
        if not self._parece_un_riesgo(celdas):
            return False
        self._filas_abiertas, self._tras_blanco = [fila], False
        return True

    def _cerrar(self) -> Iterator[Bloque]:
        """Riesgo abierto, si lo hay, que queda cerrado."""
        if self._filas_abiertas:
            self.termina = self._filas_abiertas[-1] + 1
            filas = tuple(self._filas_abiertas)
            columnas = self.parte.columnas_de("proceso.nombre")
            self._procesos.update(*(_textos_comparables(self._celdas[n], columnas) for n in filas))
            yield Bloque(self.parte, filas, self._celdas, self._franja, self._repite)
        self._filas_abiertas, self._repite = [], False

    def _empieza(self, fila: int, celdas: Celdas) -> bool:
        """Si una celda con el riesgo comienza en esta fila."""
        return any(
            celda.fila == fila
            for columna in self.parte.columnas_de("riesgo.descripcion")
            for celda in celdas.get(columna, ())
        )

    def _lo_cubre_el_riesgo(self, fila: int) -> bool:
        """Si alguna celda del riesgo abierto llega hasta esta fila."""
        if not self._filas_abiertas:
            return False
        columna = self.parte.columnas_de("riesgo.descripcion")[0].desde
        celda = self.parte.tabla.filas[fila][columna]
        return celda is not None and celda.fila == self._filas_abiertas[0]

    def _agregar_si_sigue(self, fila: int, celdas: Celdas) -> bool:
        """Agrega la fila al riesgo abierto si es de él, y da si lo hizo.

        De la que sólo trae números de la plantilla no queda nada.
        """
        if not self._filas_abiertas or fila in self.parte.ajenas:
            return False
        if self._empieza(fila, celdas):
            if not self._es_el_mismo(celdas):
                return False
            self._repite = True
        elif not self._lo_cubre_el_riesgo(fila):
            if not self._sigue_sin_cubrir(fila, celdas):
                return False
            if self._es_de_plantilla(celdas) and not self._trae_referencia(fila, celdas):
                self._omitir(fila)
                self._celdas[fila] = {}
        self._filas_abiertas.append(fila)
        return True

    def _es_el_mismo(self, celdas: Celdas) -> bool:
        """Si la fila repite el riesgo abierto, con su referencia y en su proceso: «R1» y «r1 »."""
        abiertas = self._celdas[self._filas_abiertas[0]]
        return not self._tras_blanco and all(
            _textos_comparables(celdas, columnas) == _textos_comparables(abiertas, columnas)
            for columnas in map(self.parte.columnas_de, _DISTINGUEN_UN_RIESGO)
        )

    def _sigue_sin_cubrir(self, fila: int, celdas: Celdas) -> bool:
        """Si la fila es del riesgo abierto sin que la celda de él llegue hasta ella."""
        if _franja(self.parte, fila) is not None or self._es_pie(fila):
            return False
        if self._otra_referencia(fila, celdas):
            return False
        # Tras un blanco, sólo si otra celda de varias filas, empezada en el riesgo, llega a ésta.
        desde, hasta = self._filas_abiertas[0], self._filas_abiertas[-1]
        return not self._tras_blanco or any(
            desde <= celda.fila <= hasta for celda in escritas(self.parte.tabla, fila)
        )

    def _otra_referencia(self, fila: int, celdas: Celdas) -> bool:
        """Si trae otra referencia, la de un riesgo que nadie escribió."""
        columnas = self.parte.columnas_de("riesgo.referencia")
        ya_la_trae = any(
            self._celdas[n].get(columna) for n in self._filas_abiertas for columna in columnas
        )
        return ya_la_trae and self._trae_referencia(fila, celdas)

    def _trae_referencia(self, fila: int, celdas: Celdas) -> bool:
        columnas = self.parte.columnas_de("riesgo.referencia")
        return any(celda.fila == fila for columna in columnas for celda in celdas.get(columna, ()))

    def _es_de_plantilla(self, celdas: Celdas) -> bool:
        """Si sólo trae la referencia, el número de un control o lo que la hoja calcula."""
        if ANCLAS & {columna.dato for columna in celdas}:
            return False
        sin_numeros = [
            celda
            for columna, de_la_columna in celdas.items()
            if columna.dato not in _NUMERAN and not columna.oculta
            for celda in de_la_columna
        ]
        formulas = self.parte.tabla.formulas  # «BAJA - 0» en una fila en blanco
        return all(
            (celda.fila, celda.columna) in formulas or en_plano(celda.texto).strip(" .-–") in _NADA
            for celda in sin_numeros
        )

    def _parece_un_riesgo(self, celdas: Celdas) -> bool:
        """Si la fila parece un riesgo: tras un blanco, si trae algo más que su texto."""
        if self._es_un_rotulo(celdas):
            return False
        if not self._tras_blanco:
            return True
        datos = {columna.dato for columna in celdas}
        con_algo = bool(datos & ((ANCLAS | {"riesgo.referencia"}) - {"riesgo.descripcion"}))
        valoradas = (c for columna in celdas if columna.es_nivel for c in celdas[columna])
        de_valorar = any(columna.es_de_valorar for columna in self.parte.columnas)
        return con_algo and (not de_valorar or any(es_nivel(c.texto) for c in valoradas))

    def _es_un_rotulo(self, celdas: Celdas) -> bool:
        """Si lo que diría del riesgo es el rótulo de una columna: «Probabilidad»."""
        columnas = self.parte.columnas_de("riesgo.descripcion")
        del_riesgo = (celda for columna in columnas for celda in celdas.get(columna, ()))
        parecidos = (parecidos_del_mapa(celda.texto).values() for celda in del_riesgo)
        return all(max(puntos, default=0) == 1 for puntos in parecidos)

    def _es_pie(self, fila: int) -> bool:
        """Si empieza por una nota, un total o una firma."""
        return self._clase_de_pie(fila) in OMITIDAS

    def _clase_de_pie(self, fila: int) -> ClaseDeFranja | None:
        """Clase de franja de la primera celda de una fila, si empieza en ella."""
        primera = next(iter(escritas(self.parte.tabla, fila)), None)
        return franja_de(primera.texto) if primera is not None and primera.fila == fila else None

    def _avisar_si_es_pie(self, fila: int) -> bool:
        """Avisa de la nota, el total o la firma, con su celda; ``False`` si la fila no es eso."""
        pie = self._clase_de_pie(fila)
        if pie not in OMITIDAS:
            return False
        columna = escritas(self.parte.tabla, fila)[0].columna
        self._avisar("fila_omitida", fila, self.parte.tabla.lugar_de(fila, columna), OMITIDAS[pie])
        return True

    def _dejar_sin_leer(self, fila: int, motivo: str) -> None:
        self.sin_leer += 1
        self._avisar("fila_sin_leer", fila, self.parte.tabla.lugar_de(fila), motivo)

    def _avisar(self, codigo: str, fila: int, lugar: str, motivo: str) -> None:
        self._anotar(fila, codigo)
        textos = " | ".join(en_un_renglon(c.texto) for c in escritas(self.parte.tabla, fila))
        self.avisos.append(Aviso(codigo, lugar, f"{motivo}, y no se leyó: {mostrar(textos)}"))

    def _omitir(self, fila: int) -> None:
        self._omitidas.append(fila)
        self._anotar(fila, "fila_omitida")

    def _omitir_desde(self, desde: int) -> None:
        """Avisa de las filas sin más riesgos, desde una: una escala, una matriz, unas preguntas."""
        tabla = self.parte.tabla
        filas = [n for n in range(desde, self.parte.filas.stop) if escritas(tabla, n)]
        for fila in filas:
            self._anotar(fila, "tabla_omitida")
        textos = ", ".join(mostrar(c.texto) for c in escritas(self.parte.tabla, desde)[:3])
        cuantas = "1 fila" if len(filas) == 1 else f"{len(filas)} filas"
        motivo = f"desde aquí no hay riesgos, y no se leyó ({cuantas}): {textos}"
        self.avisos.append(Aviso("tabla_omitida", self.parte.tabla.lugar_de(desde), motivo))

    def _anotar(self, fila: int, codigo: str) -> None:
        """Anota el código del aviso de una fila y de cada celda suya."""
        self.avisados.append((self.parte.tabla.lugar_de(fila), codigo))
        for celda in escritas(self.parte.tabla, fila):
            lugar = self.parte.tabla.lugar_de(celda.fila, celda.columna)
            if celda.fila == fila:
                self.avisados.append((lugar, codigo))

    def _avisar_las_omitidas(self) -> None:
        """Avisa, una vez, de las filas omitidas; las que nombran algo más quedan sin leer."""
        for fila in list(filter(self._nombra_algo_mas, self._omitidas)):
            self._omitidas.remove(fila)
            self._dejar_sin_leer(fila, "no dice ningún riesgo")
        if not self._omitidas:
            return
        cuantas = len(self._omitidas)
        filas = "1 fila no es" if cuantas == 1 else f"{cuantas} filas no son"
        motivo = (
            f"{filas} de un riesgo ni de un control: sólo traen su número, un cálculo o cómo se"
            " llenan"
        )
        lugar = self.parte.tabla.lugar_de(self._omitidas[0])
        self.avisos.append(Aviso("fila_omitida", lugar, motivo))

    def _nombra_algo_mas(self, fila: int) -> bool:
        """Si donde va el proceso trae palabras que no son el de ningún riesgo: una nota, quizá."""
        celdas = self._por_columna(fila)
        nombres = _textos_comparables(celdas, self.parte.columnas_de("proceso.nombre"))
        return self._es_de_plantilla(celdas) and any(
            dice_palabras(n) and n not in self._procesos for n in nombres
        )


def proceso_de_franja(texto: str) -> tuple[str, bool]:
    """Proceso que una franja nombra, y si dice que lo es: «PROCESO: Contratación»."""
    coincidencia = _DE_UN_PROCESO.fullmatch(texto)
    nombre = coincidencia[1] if coincidencia else texto
    return " ".join(nombre.split()), coincidencia is not None


def _textos_comparables(celdas: Celdas, columnas: Iterable[ColumnaDelMapa]) -> list[str]:
    """Textos de unas columnas, sin lo que cambia entre dos modos de escribir lo mismo."""
    return [en_plano(celda.texto) for columna in columnas for celda in celdas.get(columna, ())]


def _franja(parte: TablaDeMapa, fila: int) -> CeldaVista | None:
    """Celda única de una fila, si es de casi todo el ancho o dice que es de un proceso."""
    celdas = escritas(parte.tabla, fila)
    if len(celdas) != 1 or celdas[0].fila != fila:
        return None
    celda = celdas[0]
    ancho = parte.columnas[-1].hasta - parte.columnas[0].desde + 1
    ancha = es_de_todo_el_ancho(parte.tabla, celda) or (
        celda.columnas > 1 and 2 * celda.columnas >= ancho
    )
    return celda if ancha or _DE_UN_PROCESO.fullmatch(celda.texto) else None


def columna_de_celda(parte: TablaDeMapa, celda: CeldaVista) -> ColumnaDelMapa | None:
    """Columna bajo cuyo rótulo está la mayor parte de una celda; ``None`` si bajo ninguno."""
    mejor, mayor = None, 0
    for columna in parte.columnas:
        fin = min(columna.hasta, celda.columna + celda.columnas - 1)
        comunes = fin - max(columna.desde, celda.columna)
        if comunes + 1 > mayor:
            mejor, mayor = columna, comunes + 1
    return mejor


def cubiertas(parte: TablaDeMapa, celda: CeldaVista) -> int:
    """Número de columnas con dato que ocupa enteras una celda."""
    fin = celda.columna + celda.columnas - 1
    return sum(celda.columna <= c.desde and c.hasta <= fin for c in parte.columnas if c.dato)
