"""Las filas de un tramo, de arriba abajo: qué es cada una, y de qué registro (reglas 5 a 8).

De quién son lo dice lo último que se dijo encima de ellas, y eso es su contexto.
"""

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.matriz.declaraciones import Declaracion
from paac_reportes.lectura.matriz.franjas import (
    Franja,
    componente_de_columna,
    continua,
    dependencia_de,
    dichos_en,
    franja_de,
    numero_sin_nombre,
    sin_continua,
)
from paac_reportes.lectura.matriz.palabras import (
    a_lo_ancho,
    empieza_por,
    es_codigo,
    es_codigo_con_signo,
    es_nivel,
    es_numero,
    numeran,
    palabras,
    parte_de,
    rotulo_de,
    tachadas,
)
from paac_reportes.lectura.matriz.registros import (
    FECHAS,
    PLANEADO,
    Lector,
    Registro,
    Valor,
    cubre_varias,
    es_resto,
)
from paac_reportes.lectura.matriz.tablas import Columna, Tramo, termina
from paac_reportes.modelo.campos import Contenido
from paac_reportes.opc.visto import CeldaVista
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import contar


@attrs.define(eq=False)
class Contexto:
    """Dependencia, componente y subcomponente de unas filas de un plan; de un mapa, el proceso."""

    de_mapa: bool
    usadas: set[str]
    """Las celdas que dicen de quién es algo."""
    dichos: dict[str, Valor] = attrs.Factory(dict)
    """Valores dichos hasta aquí, por dato: ``dependencia.nombre``, ``proceso.objetivo``."""
    numero: int | None = None
    """Número del componente abierto; ``None`` si no se dijo."""
    con_palabra: bool = False
    """Si su título decía «Componente»."""
    lista: str = "tramites"
    """Lista en que van los trámites: ``tramites`` o ``intercambios``."""
    ultimo: int = 0
    """El número del último subcomponente de una serie."""
    de_la_hoja: tuple[Mapping[str, Valor], int | None] = ({}, None)
    """Lo que el nombre de la hoja dijo de sus filas, y el número de su componente."""
    de_franja: str = ""
    """El lugar de la franja que dijo el proceso."""

    @property
    def de_la_fila(self) -> dict[str, Any]:
        """Lo dicho hasta aquí, que es de la fila que empieza."""
        return {**self.dichos, "numero": self.numero, "lista": self.lista}

    def tomar_hoja(self, nombre: str, lugar: str, avisos: list[Aviso]) -> None:
        """Regla 8: toma el nombre de una hoja por el de la dependencia, componente o proceso."""
        if self.de_mapa:
            self.decir("proceso.nombre", nombre, lugar)
        elif dependencia_de(nombre):
            self.decir("dependencia.nombre", nombre, lugar)
        else:
            self.cambiar_componente(componente_de_columna(nombre), lugar)
            self.de_la_hoja = (dict(self.dichos), self.numero)
            motivo = "su nombre se leyó como el de lo que va en ella"
            avisos.append(Aviso("lugar_supuesto", lugar, motivo))

    def tomar_titulo(
        self, texto: str, lugar: str, avisos: list[Aviso], *, ancho: bool = False
    ) -> None:
        """Toma lo que un título o una celda de encima dice de las filas que siguen, si dice algo.

        «n. Nombre» es de su serie si va a lo ancho de la tabla. ``ancho``: si está en una celda de
        varias columnas.
        """
        self.decir_lo_de_adentro(en_un_renglon(texto), lugar)
        franja = None if self.de_mapa else franja_de(texto)
        no_van = {"proceso", "subcomponente", *(() if ancho else ("numerada",))}
        if franja is not None and franja.clase not in no_van:
            self.poner(franja, texto, lugar, avisos)

    def decir_rotulado(self, dato: str, texto: str, lugar: str) -> None:
        """Dice lo que un rótulo trae del proceso de un mapa, o de la dependencia de un plan."""
        if texto.strip() and dato.startswith("proceso" if self.de_mapa else "dependencia"):
            self.decir(dato, texto.strip(), lugar)
            self.usadas.add(lugar)

    def decir_lo_de_adentro(self, texto: str, lugar: str, dato: str = "") -> None:
        """Dice lo que un texto de un mapa trae rotulado adentro: «Proceso: … Objetivo: …».

        ``dato``: el de su columna.
        """
        for dicho, valor in dichos_en(texto, dato) if self.de_mapa else ():
            self.decir_rotulado(dicho, valor, lugar)

    def tomar_columna(self, dato: str, texto: str, lugar: str) -> None:
        """Toma lo que una columna dice de quién es su fila; en un mapa, lo del proceso."""
        self.usadas.add(lugar)
        self.decir_lo_de_adentro(texto, lugar, dato)
        if dato == "componente.nombre":
            self.cambiar_componente(componente_de_columna(texto), lugar)
        elif not self.de_mapa:
            self.decir(dato, texto, lugar)

    def tomar_franja(
        self, franja: Franja, texto: str, lugar: str, avisos: list[Aviso], *, con_columna: bool
    ) -> bool:
        """Regla 6: si una franja dice de quién es lo de debajo; si lo dice, queda dicho.

        En un mapa, siempre. ``con_columna``: si hay una de procesos, que manda sobre ella.
        """
        if not self.de_mapa:
            if va := franja.clase not in {"", "proceso"}:
                self.poner(franja, texto, lugar, avisos)
            return va
        if franja.clase == "proceso":
            self.decir_lo_de_adentro(texto, lugar)
            return True
        antes = self.dichos.get("proceso.nombre")
        if con_columna or (antes is not None and antes.lugar != self.de_franja):
            self.dichos["riesgo.franja"] = Valor(texto, lugar)
            quedo = "quedó en extras.franja de los riesgos de debajo"
            motivo = f"{mostrar(texto)} no es el proceso: {quedo}"
        else:
            self.decir_rotulado("proceso.nombre", texto, lugar)
            self.de_franja = self.dichos["proceso.nombre"].lugar
            motivo = f"se leyó como el proceso de los riesgos de debajo: {mostrar(texto)}"
        self.usadas.add(lugar)
        avisos.append(Aviso("lugar_supuesto", lugar, motivo))
        return True

    def decir(self, dato: str, texto: str, lugar: str) -> None:
        """Pone un dato de quien lleva lo que sigue; otra dependencia o proceso borra lo demás.

        Menos lo que dijo el nombre de la hoja, que es de todas sus filas.
        """
        antes = self.dichos.get(dato)
        if antes is not None and (antes.valor == texto or antes.plano == en_plano(texto)):
            return
        if dato in {"dependencia.nombre", "proceso.nombre"}:
            dichos, self.numero = self.de_la_hoja
            self.dichos = dict(dichos)
        self.dichos[dato] = Valor(texto, lugar)

    def poner(self, franja: Franja, texto: str, lugar: str, avisos: list[Aviso]) -> None:
        """Cambia de quién son las filas que siguen, según la franja que ese texto forma.

        Apunta el lugar como usado, y en ``avisos`` lo que no se pudo saber.
        """
        self.usadas.add(lugar)
        if franja.clase == "numerada":
            franja = self._de_la_serie(franja, lugar, avisos)
        if franja.clase == "componente":
            self.cambiar_componente(franja, lugar)
            self.con_palabra = en_plano(texto).startswith("componente")
        elif franja.nombre is None:
            self.lista = franja.clase
        else:
            self.decir(f"{franja.clase}.nombre", franja.nombre, lugar)
            self.ultimo = franja.numero or self.ultimo

    def cambiar_componente(self, franja: Franja, lugar: str) -> None:
        """Cambia el componente de las filas que siguen; repetir su título no lo cambia."""
        antes = self.dichos.get("componente.nombre")
        mismo = (
            antes is not None
            and self.numero == franja.numero
            and (
                None in {antes.valor, franja.nombre}
                or rotulo_de(antes.valor).letras == rotulo_de(franja.nombre or "").letras
            )
        )
        if not mismo:
            self.dichos.pop("subcomponente.nombre", None)
            if antes is not None and antes.lugar.startswith("hoja «") and "," not in antes.lugar:
                self.dichos["subcomponente.nombre"] = antes  # la hoja es una parte de él
            self.lista, self.ultimo, self.con_palabra = "tramites", 0, False
        elif antes is not None and antes.valor is not None:
            return
        self.numero = franja.numero
        self.dichos["componente.nombre"] = Valor(franja.nombre, lugar)

    def _de_la_serie(self, franja: Franja, lugar: str, avisos: list[Aviso]) -> Franja:
        """Regla 6: «3. …», subcomponente si sigue al 2 de un «Componente»; si no, componente."""
        if not self.con_palabra or franja.numero != self.ultimo + 1:
            return franja._replace(clase="componente")
        if self.ultimo and franja.numero == (self.numero or 0) + 1:
            motivo = "se leyó como un subcomponente, y puede ser un componente"
            avisos.append(Aviso("lugar_supuesto", lugar, f"{mostrar(franja.nombre)} {motivo}"))
        return franja._replace(clase="subcomponente", nombre=f"{franja.numero}. {franja.nombre}")


_NADA = frozenset({"", "0", "0%", "0 %", "0,00", "n/a", "#n/d", "falso", "-", ".", "..", ". ."})
"""Textos que la fórmula de una plantilla deja en una celda en blanco."""
_CODIGO_DE_FORMATO = re.compile(
    r"(?:c[oó]digo\s*+:?\s*+)?(?=.*\d)[A-Z]{1,6}(?:[-.][A-Z0-9]{1,6}){1,5}"
    r"(?:[\s,;|-]*+(?:v(?:ersi[oó]n)?\.?\s*+:?\s*+\d{1,3}(?:\.\d)?|20\d\d|\d{1,2}/\d{1,2}/20\d\d))*",
    re.IGNORECASE,
)
_DE_PERSONA = re.compile(r"[A-ZÁÉÍÓÚÜÑ][^\W\d_.]*\.?(?: [^\W\d_.]+\.?){1,6}")
"""Un nombre o un cargo: de dos a siete palabras, sin cifras ni signos, con mayúscula."""
_SIN_ESPACIOS = re.compile(r"[^\s:\d]*\d[^\s:]*")
_COLOR = re.compile(r"(?:rojo|verde|amarillo|naranja|azul|gris|blanco)s?")
_RANGO = re.compile(
    r"(?:(?:de|entre)\s++)?[<>=≤≥]*+\s*+\d{1,3}(?:[.,]\d+)?\s*+%?\s*+(?:a|y|-|–|al)\s*+"
    r"[<>=≤≥]*+\s*+\d{1,3}(?:[.,]\d+)?\s*+%?|[<>=≤≥]++\s*+\d{1,3}(?:[.,]\d+)?\s*+%?"
)
_LETRAS_DE_ROTULO = 60
_DE_COMPONENTE = ("componente", "numerada")
_DEL_PROCESO = ("proceso.objetivo", "proceso.alcance")
_CABEZA = 3
"""Filas bajo los rótulos que pueden numerarlos o decir cómo se llenan."""


class Renglon(NamedTuple):
    """Una fila, como se mira."""

    fila: int
    celdas: Sequence[CeldaVista]
    """Celdas que empiezan en la fila."""
    ancla: CeldaVista | None
    """Celda del ancla (actividad o riesgo): de la fila, o la que viene de arriba; igual el
    código."""
    codigo: CeldaVista | None

    @property
    def dice_su_ancla(self) -> bool:
        """Si su ancla empieza en ella."""
        return self.ancla is not None and self.ancla.fila == self.fila

    @property
    def dice_su_codigo(self) -> bool:
        """Si su código empieza en ella: «GD-PR-01» lo es, y «Total 21» no."""
        if self.codigo is None or self.codigo.fila != self.fila:
            return False
        texto = self.codigo.texto.strip()
        return es_codigo(texto) or bool(_SIN_ESPACIOS.fullmatch(texto))

    @property
    def sin_lo_suyo(self) -> bool:
        """Si ni su ancla ni, donde no viene otra, su código empiezan en ella."""
        viene = self.ancla is not None
        return not self.dice_su_ancla and (viene or not self.dice_su_codigo)


_SIN_FILAS = "nombra de quién son unas filas que no hay"


@attrs.define(eq=False, slots=False)
class Renglones:
    """Recorre las filas de un tramo, y de las que son de datos hace sus registros."""

    tramo: Tramo
    _declaracion: Declaracion
    _contexto: Contexto
    _corte: date | None
    _anterior: Registro | None
    """La última fila de la tabla de antes, mientras no haya una de ésta."""
    registros: list[Registro] = attrs.Factory(list)
    avisos: list[Aviso] = attrs.Factory(list)
    de_arriba: list[str] = attrs.Factory(list)
    """La columna de cada blanco que es lo de arriba."""
    _abiertas: list[int] = attrs.Factory(list)
    """Las filas del registro que se está leyendo."""
    _sin_filas: dict[int, int] = attrs.Factory(dict)
    """La fila que sólo nombra de quién son las que sigan, por su columna, hasta que una sigue."""
    _tras_blanco: bool = False
    _en_pie: bool = False

    def __attrs_post_init__(self) -> None:
        """Halla las columnas del código, del ancla y de quién es cada fila."""
        tramo, self._raiz = self.tramo, self.tramo.raiz
        corte, usadas = tramo.corte or self._corte, self._contexto.usadas
        self._lector = Lector(tramo, self._declaracion, corte, self.avisos, usadas)
        self._codigo = tramo.de(self._raiz.codigo)
        self._ancla = tramo.de(self._raiz.ancla) or self._codigo
        contexto = (*self._declaracion.contexto, *_DEL_PROCESO)
        self._de_quien = [(d, columna) for d in contexto if (columna := tramo.de(d)) is not None]
        self._con_codigo = [fila for fila in tramo.filas if tramo.celda(self._codigo, fila)]
        con_ancla = sum(tramo.celda(self._ancla, fila) is not None for fila in tramo.filas)
        self._hay_codigos = bool(self._con_codigo) and 2 * len(self._con_codigo) >= con_ancla
        self._partidos = self._subcomponentes_partidos()

    def leer(self) -> None:
        """Lee las filas del tramo, en orden, hasta donde termina la matriz."""
        for fila in self.tramo.sobra:
            self._no_se_leyo("fila_omitida", [fila], "son rótulos que otra fila dice mejor")
        for fila in self.tramo.filas:
            celdas = self.tramo.propias(fila)
            if not celdas:
                self._tras_blanco = self._tras_blanco or not self.tramo.en(fila)
                self._abiertas += [fila] if self._lo_cubre(fila) else []
                continue
            ancla, codigo = (
                self.tramo.celda(self._ancla, fila),
                self.tramo.celda(self._codigo, fila),
            )
            renglon = Renglon(fila, celdas, ancla, codigo)
            if self._termina(renglon):
                self._terminar()
                motivo = "desde aquí no hay filas de la matriz"
                self._no_se_leyo("tabla_omitida", range(fila, self.tramo.fin), motivo)
                return
            self._renglon(renglon)
            self._tras_blanco = False
        self._terminar()

    def _terminar(self) -> None:
        """Termina el último registro; lo que nombraba de quién eran las que no hay, se dice."""
        self._cerrar()
        for fila in self._sin_filas.values():
            self._no_se_leyo("fila_omitida", [fila], _SIN_FILAS)

    def _renglon(self, renglon: Renglon) -> None:
        """Lee una fila según la primera regla que la toma: tachada, franja, de datos o ninguna."""
        fila, franja = renglon.fila, self._franja(renglon)
        if tachadas(self.tramo.tabla, renglon.celdas):
            self._no_se_leyo("fila_sin_leer", [fila], "está tachada")
        elif franja is not None and franja.clase:
            self._de_una_franja(renglon, franja)
        elif es_resto(self.tramo, fila):
            self._de_la_matriz(renglon, resto=True)
        elif motivo := self._por_que_no_es(renglon):
            self._no_se_leyo("fila_omitida", [fila], motivo)
        elif franja is not None:
            self._de_una_franja(renglon, franja)
        elif len(self.tramo.en(fila)) == 1 and self._es_de_quien(renglon.celdas[0]):
            if (otra := self._sin_filas.get(columna := renglon.celdas[0].columna)) is not None:
                self._no_se_leyo("fila_omitida", [otra], _SIN_FILAS)
            self._sin_filas[columna] = fila
            self._de_las_columnas(fila, de_datos=False)
        else:
            self._de_la_matriz(renglon, resto=False)

    def _por_que_no_es(self, renglon: Renglon) -> str:
        """Regla 5: por qué no es una fila de la matriz, si alguna lo dice."""
        for es, motivo, es_pie in self._NO_SON:
            if es(self, renglon):
                self._en_pie = self._en_pie or es_pie
                return motivo
        return ""

    # ------------------------------------------------------------------ regla 5

    def _es_de_las_primeras(self, renglon: Renglon) -> bool:
        return renglon.fila <= self.tramo.ultima + _CABEZA

    def _numera(self, renglon: Renglon) -> bool:
        """Numeración bajo los rótulos: «1 | 2 | 3», «(a) | (b)», «N° 1 … N° 8»."""
        return self._es_de_las_primeras(renglon) and numeran(renglon.celdas)

    def _dice_como_llenar(self, renglon: Renglon) -> bool:
        """Fila que dice cómo se llena: ni su código, ni su fecha, ni su % son de su clase."""
        if not self._es_de_las_primeras(renglon) or a_lo_ancho(renglon.celdas) is not None:
            return False
        partes = [
            parte_de(contenido, [celda])
            for columna in self.tramo.columnas
            if (contenido := self._clase_de(columna)) is not None
            and (celda := self.tramo.celda(columna, renglon.fila)) is not None
            and celda.fila == renglon.fila
        ]
        return len(partes) > 1 and not any(partes)

    def _clase_de(self, columna: Columna) -> Contenido | None:
        """Clase de contenido que trae una columna, si no es de textos corrientes."""
        if columna.dato == self._raiz.codigo:
            return "codigo"
        papel = next((p for p in self._raiz.papeles if p.datos == columna.datos), None)
        return None if papel is None else papel.contenido

    def _es_de_plantilla(self, renglon: Renglon) -> bool:
        """Fila de la plantilla: su número o un cálculo, y ningún texto propio."""
        return all(self._no_es_texto(celda, renglon) for celda in renglon.celdas)

    def _no_es_texto(self, celda: CeldaVista, renglon: Renglon) -> bool:
        """Si una celda no trae texto propio: un guion, «N/A», su código, su número o un cálculo."""
        plano = en_plano(celda.texto)
        suyas = (c for c in self.tramo.columnas if self.tramo.celda(c, celda.fila) is celda)
        return (
            not _NADA.isdisjoint({plano, plano.strip(" .-–")})
            or (celda is renglon.codigo and es_codigo(celda.texto))
            or any(columna.campo == "numero" for columna in islice(suyas, 1))
            or (
                celda is not renglon.ancla
                and (celda.fila, celda.columna) in self.tramo.tabla.formulas
                and es_numero(celda)
            )
        )

    def _es_total(self, renglon: Renglon) -> bool:
        """Total con sus números: «Total», «Total actividades: 21»; con código, es una fila."""
        dice_total = empieza_por(renglon.celdas[0].texto, palabras().totales)
        return (
            not renglon.dice_su_codigo
            and (dice_total or renglon.ancla is None)
            and all(map(es_numero, renglon.celdas[1:] if dice_total else renglon.celdas))
        )

    def _es_nota(self, renglon: Renglon) -> bool:
        """Nota o firma: «Nota:», «*Fuente:», «Elaboró» solo, o «Nombre | Cargo | Firma»."""
        rotulan = [_es_de_nota(celda.texto) for celda in renglon.celdas]
        return rotulan[0] or 2 * sum(rotulan) >= max(len(rotulan), 2)

    def _es_codigo_de_formato(self, renglon: Renglon) -> bool:
        """Código del formato, solo: «F-PL-03 V.2»."""
        return len(renglon.celdas) == 1 and bool(
            _CODIGO_DE_FORMATO.fullmatch(en_un_renglon(renglon.celdas[0].texto))
        )

    def _es_rotulo_suelto(self, renglon: Renglon) -> bool:
        """Rótulos sin nada: «Nombre del responsable:»."""
        return not renglon.dice_su_codigo and all(
            celda.texto.strip().endswith(":") and len(celda.texto) <= _LETRAS_DE_ROTULO
            for celda in renglon.celdas
        )

    def _se_repite(self, renglon: Renglon) -> bool:
        """El mismo texto en la celda del código y en la del ancla."""
        son_los_dos = [*renglon.celdas] == [renglon.codigo, renglon.ancla]
        return son_los_dos and len({en_plano(celda.texto) for celda in renglon.celdas}) == 1

    def _es_leyenda(self, renglon: Renglon) -> bool:
        """Leyenda, sin código, tras la última que lo tiene: niveles, colores o rangos."""
        if renglon.dice_su_codigo or (self._con_codigo and renglon.fila < self._con_codigo[-1]):
            return False
        return all(
            es_nivel(c.texto)
            or _COLOR.fullmatch(en_plano(c.texto))
            or _RANGO.fullmatch(en_plano(c.texto))
            or es_numero(c)
            for c in renglon.celdas
        )

    def _es_firma(self, renglon: Renglon) -> bool:
        """Firmas: tras un blanco, sin código y con pocas celdas, o sólo con nombres y cargos."""
        con_dato = sum(bool(columna.datos) for columna in self.tramo.columnas)
        tras_un_blanco = self._tras_blanco or self._en_pie
        if not tras_un_blanco or renglon.dice_su_codigo or 2 * len(renglon.celdas) > con_dato:
            return False
        if self._hay_codigos:
            return renglon.fila > self._con_codigo[-1]
        if len(renglon.celdas) == 1 and renglon.celdas[0].cuantas_columnas > 1:
            return False
        return all(_DE_PERSONA.fullmatch(en_un_renglon(celda.texto)) for celda in renglon.celdas)

    _NO_SON: Sequence[tuple[Callable[["Renglones", Renglon], bool], str, bool]] = (
        (_numera, "numera las columnas", False),
        (_dice_como_llenar, "dice cómo se llena", False),
        (_es_de_plantilla, "sólo trae su número o un cálculo", False),
        (_es_total, "es un total", False),
        (_es_nota, "es una nota o una firma", True),
        (_es_codigo_de_formato, "es el código del formato", True),
        (_es_rotulo_suelto, "es un rótulo sin nada al lado", True),
        (_se_repite, "repite un texto en dos celdas", False),
        (_es_leyenda, "es una leyenda", True),
        (_es_firma, "parece una firma", True),
    )

    def _termina(self, renglon: Renglon) -> bool:
        """Regla 6: si lo de aquí abajo ya no es la matriz."""
        es_titulo = termina(self.tramo.tabla, renglon.fila)
        return es_titulo or self._cruza_los_bordes(renglon) or self._es_otra(renglon)

    def _cruza_los_bordes(self, renglon: Renglon) -> bool:
        """Regla 6: si la mitad de las celdas del renglón cruzan los bordes de las columnas.

        Se cuentan las que cubren varias columnas, y han de ser dos al menos.
        """
        inicios = {columna.desde for columna in self.tramo.columnas}
        fines = {columna.ultima + 1 for columna in self.tramo.columnas}
        cruzan = sum(
            celda.columna not in inicios or celda.columna + celda.cuantas_columnas not in fines
            for celda in renglon.celdas
            if celda.cuantas_columnas > 1
        )
        return cruzan > 1 and 2 * cruzan >= len(renglon.celdas)

    def _es_otra(self, renglon: Renglon) -> bool:
        """Si, tras un blanco, donde va el riesgo hay un nivel, una cifra o un rótulo."""
        ancla = renglon.ancla
        if ancla is None or not (self._declaracion.de_mapa and self._tras_blanco):
            return False
        if not renglon.dice_su_ancla or cubre_varias(self.tramo, ancla):
            return False
        es_rotulo = bool(self._declaracion.datos_de(ancla.texto))
        debajo = (
            self.tramo.celda(self._ancla, renglon.fila + 1)
            if renglon.fila + 1 < self.tramo.fin
            else None
        )
        encabeza_niveles = debajo is not None and es_nivel(debajo.texto)
        return es_rotulo or encabeza_niveles or es_nivel(ancla.texto) or es_numero(ancla)

    # ------------------------------------------------------------------ regla 6

    def _franja(self, renglon: Renglon) -> Franja | None:
        """Regla 6: una celda a lo ancho, o sola en su fila, y lo que dice de lo de abajo.

        ``None`` si no es franja.
        """
        en_la_fila, celda = self.tramo.en(renglon.fila), renglon.celdas[0]
        if len(en_la_fila) > 1 and a_lo_ancho(en_la_fila) is None:
            return None
        franja = franja_de(celda.texto) or Franja("", None)
        es_de_columna = self._es_de_quien(celda) and franja.clase not in _DE_COMPONENTE
        va_sola = franja.clase not in {"", "dependencia"} and not es_de_columna
        return franja if va_sola or cubre_varias(self.tramo, celda) else None

    def _de_una_franja(self, renglon: Renglon, franja: Franja) -> None:
        """Una franja cambia de quién son las filas que siguen; la que no, se dice."""
        self._cerrar()
        celda, con_columna = renglon.celdas[0], self.tramo.de("proceso.nombre") is not None
        texto, lugar = en_un_renglon(celda.texto), self.tramo.lugar(celda)
        if not self._contexto.tomar_franja(
            franja, texto, lugar, self.avisos, con_columna=con_columna
        ):
            self._no_se_leyo("fila_omitida", [renglon.fila], "no se sabe de qué es")

    def _es_de_quien(self, celda: CeldaVista) -> bool:
        """Si una celda va en una columna que dice de quién es cada fila."""
        return any(celda.columna == columna.desde for _, columna in self._de_quien)

    def _de_las_columnas(self, fila: int, *, de_datos: bool) -> None:
        """Toma lo que las columnas de una fila dicen de quién es; en blanco vale lo de arriba.

        ``de_datos``: si la fila lo es, y el blanco se anota para avisar.
        """
        for dato, columna in self._de_quien:
            if (celda := self.tramo.celda(columna, fila)) is not None:
                entero = sin_continua(celda.texto) if continua(celda.texto) else celda.texto.strip()
                texto = self._partidos.get(celda) or entero
                self._contexto.tomar_columna(dato, texto, self.tramo.lugar(celda))
            elif de_datos and dato in self._contexto.dichos:
                self.de_arriba.append(columna.lugar)

    def _subcomponentes_partidos(self) -> Mapping[CeldaVista, str]:
        """Regla 6: «SUBCOMPONENTE n» en una celda y su nombre en la de abajo, mientras siga n.x."""
        columna = self.tramo.de("subcomponente.nombre")
        nombres: dict[CeldaVista, str] = {}
        for celda, debajo in itertools.pairwise(columna.celdas if columna is not None else ()):
            numero = numero_sin_nombre(celda.texto)
            codigo = self.tramo.celda(self._codigo, debajo.fila)
            if (
                numero
                and codigo is not None
                and re.match(rf"{numero}[.,]", codigo.texto.strip())
                and not numero_sin_nombre(debajo.texto)
            ):
                entero = f"{sin_continua(celda.texto)} {sin_continua(debajo.texto)}"
                nombres[celda] = nombres[debajo] = entero
                motivo = "se leyó como el final del nombre que dice la celda de encima"
                self.avisos.append(Aviso("lugar_supuesto", self.tramo.lugar(debajo), motivo))
        return nombres

    # ------------------------------------------------------------------ regla 7

    def _de_la_matriz(self, renglon: Renglon, *, resto: bool) -> None:
        """Regla 7: una fila empieza un registro, sigue al abierto o al de antes, o no se sabe.

        ``resto``: es la cola de una fila que una página partió. Las abiertas son las del registro
        que se va juntando, y ``anterior``, el último ya junto.
        """
        fila, anterior, de_datos = renglon.fila, self._anterior, self._es_de_datos(renglon)
        if self._en_pie and not (resto or de_datos):
            self._no_se_leyo("fila_omitida", [fila], "va bajo una nota o una firma")
            return
        self._en_pie = False
        if not resto:
            self._de_las_columnas(fila, de_datos=de_datos)
        sin_lo_suyo = renglon.sin_lo_suyo
        repite = bool(self._abiertas) and (resto or self._es_el_mismo(fila))
        if anterior is not None and (
            resto or (self._es_el_final_de(anterior, fila) if de_datos else sin_lo_suyo)
        ):
            self._lector.leer(anterior, [fila])
            motivo = f"no dice de qué es: se unió a la de antes, {anterior.lugar}"
            self.avisos.append(Aviso("fila_continuada", self.tramo.tabla.lugar_de(fila), motivo))
        elif not repite and (de_datos or self._es_otra_de_su_ancla(fila)):
            self._cerrar()
            self._sin_filas.clear()
            self._abiertas, self._anterior = [fila], None
            self._de_la_fila = self._contexto.de_la_fila
        elif repite or (sin_lo_suyo and self._sigue(renglon)):
            self._abiertas.append(fila)
        else:
            self._no_se_leyo("fila_sin_leer", [fila], self._por_que(renglon))

    def _cerrar(self) -> None:
        """Termina el registro abierto, si hay uno."""
        if self._abiertas:
            registro = Registro(self.tramo, self._abiertas, self._de_la_fila)
            self._lector.leer(registro, self._abiertas)
            self.registros.append(registro)
        self._abiertas = []

    def _por_que(self, renglon: Renglon) -> str:
        """Motivo de no leer una fila: falta su actividad o riesgo, va solo o es un código."""
        titulo = self._raiz.nombre.replace("tramite", "trámite")
        if self._ancla_es_un_codigo(renglon):
            return f"trae un código donde va su {titulo}: sus celdas pueden estar corridas"
        if renglon.dice_su_ancla:
            return f"sólo trae el texto de su {titulo}, y las demás traen algo más"
        return f"no dice su {titulo}"

    def _es_de_datos(self, renglon: Renglon) -> bool:
        """Regla 7: si una fila es de datos: por lo común, dice su actividad o riesgo y algo más."""
        if renglon.ancla is None:
            return self._va_entre_iguales(renglon)
        if not renglon.dice_su_ancla or self._ancla_es_un_codigo(renglon):
            return False
        dice_algo_mas = len(renglon.celdas) > 1
        if self._en_pie:
            return dice_algo_mas and (renglon.dice_su_codigo or not self._hay_codigos)
        debajo = range(renglon.fila + 1, self.tramo.fin)
        return dice_algo_mas or any(map(self._dice_ancla, debajo))

    def _ancla_es_un_codigo(self, renglon: Renglon) -> bool:
        """Si en la columna del texto hay un código: las celdas de la fila están corridas."""
        return (
            self._ancla is not self._codigo
            and renglon.ancla is not None
            and es_codigo_con_signo(renglon.ancla.texto)
        )

    def _va_entre_iguales(self, renglon: Renglon) -> bool:
        """Regla 7: sin códigos, su ancla es el blanco de una fila como las de encima y debajo.

        Así, en una matriz de partes interesadas, la necesidad que aún no tiene su acción.
        """
        if self._declaracion.de_mapa or self._en_pie or self._hay_codigos:
            return False
        vecinas = [n for n in (renglon.fila - 1, renglon.fila + 1) if self._dice_ancla(n)]
        traen = [len(self.tramo.propias(vecina)) for vecina in vecinas]
        return len(traen) > 1 and len(renglon.celdas) + 1 >= min(traen)

    def _dice_ancla(self, fila: int) -> bool:
        celda = self.tramo.celda(self._ancla, fila) if fila in self.tramo.filas else None
        return celda is not None and celda.fila == fila

    def _es_el_mismo(self, fila: int) -> bool:
        """Si una fila repite el riesgo abierto, con su referencia y en su proceso."""
        columnas = (self._ancla, self._codigo, self.tramo.de("proceso.nombre"))
        return (
            self._declaracion.de_mapa
            and self._abiertas[-1] == fila - 1
            and all(self._dice(c, fila) == self._dice(c, self._abiertas[0]) for c in columnas)
        )

    def _dice(self, columna: Columna | None, fila: int) -> str:
        celda = self.tramo.celda(columna, fila)
        return "" if celda is None else en_plano(celda.texto)

    def _lo_cubre(self, fila: int) -> bool:
        """Si la celda del ancla abierta llega hasta una fila."""
        celda = self.tramo.celda(self._ancla, fila) if self._abiertas else None
        return celda is not None and celda is self.tramo.celda(self._ancla, self._abiertas[0])

    def _es_otra_de_su_ancla(self, fila: int) -> bool:
        """Regla 8: bajo un ancla combinada, la que trae su indicador, meta o fecha es otra."""
        return (
            not self._declaracion.de_mapa
            and self._lo_cubre(fila)
            and any(
                c.campo in PLANEADO
                and c.objeto == self.tramo.raiz.nombre
                and (celda := self.tramo.celda(c, fila)) is not None
                and celda.fila == fila
                for c in self.tramo.columnas
            )
        )

    def _sigue(self, renglon: Renglon) -> bool:
        """Regla 7: si una fila sin actividad ni riesgo sigue a la de arriba; avisa si se supone."""
        fila, suyas = renglon.fila, renglon.celdas
        if self._lo_cubre(fila):
            return True
        if not self._abiertas or self._abiertas[-1] != fila - 1 or self._declaracion.de_mapa:
            return bool(self._abiertas) and self._abiertas[-1] == fila - 1
        columnas = [c for c in self.tramo.columnas if self.tramo.celda(c, fila) in suyas]
        if any(c.objeto != self._declaracion.de_corte for c in columnas):
            return False
        motivo = "sigue al texto de la fila de arriba: se agregó en otro renglón"
        self.avisos.append(Aviso("fila_continuada", self.tramo.lugar(suyas[0]), motivo))
        return True

    def _es_el_final_de(self, anterior: Registro, fila: int) -> bool:
        """Regla 7: la primera tras unos rótulos repetidos, sin código, responsable ni fecha."""
        codigo = anterior.tramo.raiz.codigo.partition(".")[2]
        datos = {c.campo for c in self.tramo.columnas if self.tramo.celda(c, fila) is not None}
        return codigo in anterior.datos and datos.isdisjoint({codigo, "responsable", *FECHAS})

    def _no_se_leyo(self, codigo: str, filas: Sequence[int], motivo: str) -> None:
        """Agrega el aviso de unas filas que no son de datos, con el texto de la primera."""
        filas_con_texto = [celdas for fila in filas if (celdas := self.tramo.propias(fila))]
        self._contexto.usadas |= {self.tramo.lugar(c) for celdas in filas_con_texto for c in celdas}
        textos = " | ".join(en_un_renglon(celda.texto) for celda in filas_con_texto[0])
        es_tabla = codigo == "tabla_omitida"
        cuantas = f" ({contar(len(filas_con_texto), 'fila', 'filas')})" if es_tabla else ""
        motivo = f"{motivo}, y no se leyó{cuantas}: {mostrar(textos)}"
        self.avisos.append(Aviso(codigo, self.tramo.tabla.lugar_de(filas[0]), motivo))


def _es_de_nota(texto: str) -> bool:
    """Si empieza por una de las palabras de nota, con dos puntos, o no dice nada más."""
    limpio = en_un_renglon(texto).lstrip("*• ")
    if not empieza_por(limpio, palabras().notas):
        return False
    cabeza, dos_puntos, _ = limpio.partition(":")
    if dos_puntos:
        return not cabeza.split()[4:]
    return any(en_plano(limpio).rstrip(" .") == en_plano(nota) for nota in palabras().notas)
