"""Las hojas de un libro, por su nombre o sus columnas, y sus filas con el lugar de cada celda.

``tablas_leidas`` las halla. Debajo, qué dato es cada columna por su rótulo.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from paac_reportes import clases
from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura.valores import NOMBRE_DE_EXTRA
from paac_reportes.lectura.celdas import combinadas, texto_de_dato
from paac_reportes.lectura.filas.valores import leer_corte, texto_que_llega
from paac_reportes.libros.columnas import (
    COMO_SALIO,
    CONFLICTOS,
    DUDAS,
    INSTRUCCIONES,
    NOTAS,
    ColumnaDelLibro,
)
from paac_reportes.libros.pie import pie_de
from paac_reportes.opc.visto import (
    CeldaVista,
    DocumentoVisto,
    LugarDelArchivo,
    ParteVista,
    TablaVista,
)
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import en_plano


@clases.frozen
class ColumnaReconocida:
    """Una columna y el dato que es."""

    numero: int
    rotulo: str
    dato: str
    con_otro_nombre: bool
    """Si su rótulo no es el que salió, y es otro de sus nombres."""


_FILAS_DE_ARRIBA = 30
"""Hasta dónde se buscan los rótulos."""
_CON_SIGNO = re.compile(r"[^\d.,\s+-]")
_IGNORADAS = {
    en_plano(nombre) for nombre in (INSTRUCCIONES, CONFLICTOS, DUDAS, COMO_SALIO, "Listas")
}


@clases.frozen(kw_only=True)
class HojaEsperada:
    """Una hoja que se busca y las columnas que puede tener."""

    nombre: str
    columnas: tuple[ColumnaDelLibro, ...]
    de_corte: tuple[ColumnaDelLibro, ...] = ()
    raiz: str = ""
    """De quién son sus columnas ``extras.…``."""
    indispensables: tuple[str, ...] = ()
    """Sin ellas no se sabe qué dice la hoja."""
    a_veces: tuple[ColumnaDelLibro, ...] = ()
    """Columnas que sólo lleva el libro que las necesita: si no están, no faltan."""
    marcas: tuple[str, ...] = (NOTAS,)
    """Los datos escondidos que sólo lleva una fila suya."""
    bastan: tuple[str, ...] = ()
    """Los datos que, solos en una fila, son de una a medio llenar; si no, los indispensables."""
    lleva_firmas: bool = False
    """Si sus filas son las de quienes firman."""
    de_grupo: tuple[str, ...] = ()
    """Los datos que una celda combinada puede decir de varias filas."""

    @clases.propiedad_recordada
    def nombres(self) -> tuple[Mapping[str, str], ...]:
        """El dato de cada nombre de sus columnas: los suyos y los otros."""
        return _nombres_de((*self.columnas, *self.a_veces))

    @clases.propiedad_recordada
    def nombres_de_corte(self) -> tuple[Mapping[str, str], ...]:
        """El de cada nombre de las de un corte."""
        return _nombres_de(self.de_corte)


@clases.frozen
class FilaDelLibro:
    """Una fila de una hoja, por el dato de cada columna."""

    tabla: TablaVista
    numero: int
    columnas: Mapping[str, int]

    @property
    def lugar(self) -> LugarDelArchivo:
        """``hoja «Actividades», fila 14``."""
        return self.tabla.lugar_de(self.numero)

    def lugar_de(self, dato: str) -> str:
        """``hoja «Actividades», celda F14``."""
        columna = self.columnas.get(dato)
        return self.lugar if columna is None else self.tabla.lugar_de(self.numero, columna)

    @clases.propiedad_recordada
    def notas(self) -> list[str]:
        """Lo anotado de la fila en su columna oculta."""
        celda = self._celda(NOTAS)
        return celda.texto.splitlines() if celda else []

    @clases.propiedad_recordada
    def _cual_salio(self) -> tuple[str, ...]:
        """Cuál era al salir el libro, ``c0s1a3``, y la huella de cómo nombraba a cada dueño."""
        return tuple(next((n[1:].split() for n in self.notas if n.startswith("#")), ()))

    @property
    def salio(self) -> str:
        """Cuál era al salir el libro: ``c0s1a3``; nada, si es de después."""
        return next(iter(self._cual_salio), "")

    @property
    def huellas(self) -> tuple[str, ...]:
        """Las de cómo nombraba a cada dueño y, si otros la nombran, cómo se llamaba."""
        return self._cual_salio[1:]

    def dueno_al_salir(self, letra: str, huella: str) -> str:
        """Su dueño de entonces, el de esa letra, si lo que dice de él tiene la misma huella."""
        hasta = re.match(rf".*{letra}\d+", self.salio) if huella in self.huellas else None
        return hasta[0] if hasta else ""

    def valor(self, dato: str) -> Any:
        """Valor de su celda: un texto, un número o una fecha; ``None`` si está en blanco."""
        celda = self._celda(dato)
        valor = None if celda is None else valor_de_celda(celda)
        if celda is not None and celda.enlaces and valor == celda.texto:
            valor = texto_de_dato(celda, dato.partition("@")[0])
        return "" if valor is None and dato in self.notas else valor

    def propio(self, dato: str) -> Any:
        """Valor de su celda, si empieza en esta fila: la combinada es sólo de la primera."""
        celda = self._celda(dato)
        es_de_arriba = celda is not None and celda.fila != self.numero
        return None if es_de_arriba else self.valor(dato)

    def texto(self, dato: str) -> str:
        """Texto de su celda."""
        celda = self._celda(dato)
        return celda.texto if celda else ""

    def lleva_signo(self, dato: str) -> bool:
        """Si guarda un número que se lee con algo más que sus cifras: ``$ 1.200``, ``50 %``."""
        celda = self._celda(dato)
        hay_numero = celda is not None and isinstance(celda.valor, Decimal)
        return hay_numero and _CON_SIGNO.search(self.texto(dato)) is not None

    def es_porcentaje(self, dato: str) -> bool:
        """Si guarda un número que se lee con su signo de porcentaje."""
        celda = self._celda(dato)
        return celda is not None and isinstance(celda.valor, Decimal) and "%" in celda.texto

    def _celda(self, dato: str) -> CeldaVista | None:
        columna = self.columnas.get(dato)
        celda = None if columna is None else self.tabla.filas[self.numero][columna]
        # La que alguien combinó hacia los lados es del dato en que empieza.
        return celda if celda is not None and celda.columna == columna else None


def leer_fecha_o_texto(valor: Any) -> Any:
    """Un texto; una fecha se escribe como en los documentos, ``dd/mm/aaaa``."""
    texto = texto_que_llega(valor)
    return f"{texto:%d/%m}/{texto.year:04d}" if hasattr(texto, "toordinal") else texto


def valor_de_celda(celda: CeldaVista) -> Any:
    """Valor que dice una celda: un texto, un número o una fecha; ``None`` si está en blanco."""
    numero = celda.numero
    return celda.dia or celda.texto or None if numero is None else numero


@clases.frozen(kw_only=True, eq=False)
class TablaLeida:
    """Una hoja hallada: la fila de sus rótulos, y qué dato es cada columna."""

    vista: TablaVista
    fila_de_rotulos: int
    columnas: Mapping[str, int]
    sobrantes: tuple[str, ...]
    """Los rótulos de las columnas que no son de ningún dato."""
    esperada: HojaEsperada
    reconocidas: tuple[ColumnaReconocida, ...]

    @property
    def numeros(self) -> range:
        """Números de las filas de debajo de sus rótulos."""
        return range(self.fila_de_rotulos + 1, len(self.vista.filas))

    @clases.propiedad_recordada
    def filas(self) -> tuple[FilaDelLibro, ...]:
        """Filas que dicen algo."""
        filas = (
            FilaDelLibro(self.vista, numero, self.columnas)
            for numero in self.numeros
            if numero not in self.pie
        )
        return tuple(
            fila
            for fila in filas
            if fila.notas or any(fila.valor(dato) is not None for dato in self.columnas)
        )

    @clases.propiedad_recordada
    def pie(self) -> dict[int, Aviso]:
        """Los totales, las notas y las firmas que alguien puso debajo, con el aviso de cada uno."""
        bastan = self.esperada.bastan or self.esperada.indispensables
        return pie_de(
            self.vista,
            self.fila_de_rotulos + 1,
            self._es_fila,
            [self.columnas[dato] for dato in self.esperada.marcas if dato in self.columnas],
            bastan=[self.columnas[dato] for dato in bastan if dato in self.columnas],
            lleva_firmas=self.esperada.lleva_firmas,
        )

    def _es_fila(self, numero: int) -> bool:
        """Si sólo puede ser una de las suyas: la marcada, o la que trae todo lo indispensable."""
        fila = FilaDelLibro(self.vista, numero, self.columnas)
        datos = self.esperada.indispensables
        esta_entera = len(datos) > 1 and all(fila.valor(dato) is not None for dato in datos)
        return any(map(fila.texto, self.esperada.marcas)) or esta_entera

    def celdas_de_los_rotulos(self) -> Iterator[str]:
        """Las celdas de los rótulos de las columnas que se leen, y las escondidas."""
        for fila in self.filas if NOTAS in self.columnas else ():
            yield fila.lugar_de(NOTAS)
        for columna in self.reconocidas:
            yield self.vista.lugar_de(self.fila_de_rotulos, columna.numero)

    def avisos(self) -> Iterator[Aviso]:
        """Avisos de lo que cambió en sus columnas, y de lo que está oculto y se leyó."""
        yield from self._avisos_de_rotulos()
        yield from self.pie.values()
        numeros = [fila.numero for fila in self.filas]
        yield from combinadas(
            self.vista,
            numeros,
            [una.numero for una in self.reconocidas],
            [una.numero for una in self.reconocidas if una.dato in self.esperada.de_grupo],
        )
        if cuantas := len(self.vista.filas_ocultas.intersection(numeros)):
            motivo = f"filas ocultas, o apartadas por un filtro, que se leyeron: {cuantas}"
            yield Aviso("filas_ocultas", self.vista.lugar, motivo)
        for columna in self.reconocidas:
            marcas = self.esperada.marcas
            if columna.numero in self.vista.columnas_ocultas and columna.dato not in marcas:
                motivo = f"la columna oculta «{columna.rotulo}» se leyó"
                yield Aviso("columna_oculta", self.vista.lugar, motivo)

    def _avisos_de_rotulos(self) -> Iterator[Aviso]:
        """Avisos de los rótulos que son otro nombre de un dato, no se leen o faltan."""
        for columna in self.reconocidas:
            if columna.con_otro_nombre:
                rotulo = en_un_renglon(columna.rotulo)
                motivo = f"la columna «{rotulo}» se leyó como {columna.dato}, su otro nombre"
                yield Aviso("columna_parecida", self.vista.lugar, motivo)
        leidos = {en_plano(columna.rotulo) for columna in self.reconocidas}
        for texto in self.sobrantes:
            motivo = f"no se sabe qué dato es la columna «{en_un_renglon(texto)}»; no se leyó"
            if en_plano(texto) in leidos:
                motivo = f"la columna «{en_un_renglon(texto)}» está otra vez; se leyó la primera"
            yield Aviso("columna_sobrante", self.vista.lugar, motivo)
        for esperada in self.esperada.columnas:
            if esperada.dato not in self.columnas:
                motivo = f"no tiene la columna «{esperada.rotulo}»"
                yield Aviso("columna_faltante", self.vista.lugar, motivo)


def tablas_leidas(
    documento: DocumentoVisto, esperadas: Sequence[HojaEsperada], avisos: list[Aviso]
) -> dict[str, TablaLeida]:
    """Las hojas que se hallaron, por su nombre; las que sobran se dicen."""
    sin_mirar = _IGNORADAS - {en_plano(esperada.nombre) for esperada in esperadas}
    sueltas = [parte for parte in documento.partes if en_plano(parte.nombre) not in sin_mirar]
    tablas: dict[str, TablaLeida] = {}
    for buscar in (_por_nombre, _por_columnas):
        for esperada in esperadas:
            if esperada.nombre in tablas:
                continue
            parte = buscar(esperada, sueltas)
            tabla = None if parte is None else _entendida(parte, esperada)
            if parte is not None and tabla is not None:
                tablas[esperada.nombre] = tabla
                sueltas.remove(parte)
                if buscar is not _por_nombre:
                    motivo = f"se leyó como la hoja «{esperada.nombre}»"
                    avisos.append(Aviso("hoja_parecida", f"hoja «{parte.nombre}»", motivo))
    for parte in sueltas:
        if _tabla_de(parte) is not None:
            motivo = "no es de las de este libro; no se leyó"
            avisos.append(Aviso("hoja_sobrante", f"hoja «{parte.nombre}»", motivo))
    return {e.nombre: tablas[e.nombre] for e in esperadas if e.nombre in tablas}


def tablas_de_instrucciones(documento: DocumentoVisto) -> Iterator[TablaVista]:
    """Tablas de la hoja que dice cómo se llena el libro."""
    for parte in documento.partes:
        if en_plano(parte.nombre) == en_plano(INSTRUCCIONES):
            yield from (bloque for bloque in parte.bloques if isinstance(bloque, TablaVista))


def fallas_de_hojas(
    documento: DocumentoVisto, esperadas: Sequence[HojaEsperada], tablas: dict[str, TablaLeida]
) -> Iterator[Falla]:
    """Las hojas que están por su nombre y ya no tienen las columnas sin las que no se leen."""
    lugares_leidos = {tabla.vista.lugar for tabla in tablas.values()}
    for esperada in esperadas:
        parte = None if esperada.nombre in tablas else _por_nombre(esperada, documento.partes)
        tabla = None if parte is None else _tabla_de(parte)
        if tabla is None or tabla.lugar in lugares_leidos:
            continue
        textos = {en_plano(celda.texto) for fila in tabla.filas for celda in fila if celda}
        rotulos = [c.rotulo for c in esperada.columnas if c.dato in esperada.indispensables]
        faltan = [f"«{rotulo}»" for rotulo in rotulos if en_plano(rotulo) not in textos]
        que = "falta la columna" if len(faltan) == 1 else "faltan las columnas"
        motivo = f"{que} {' y '.join(faltan)}; sin eso no se lee nada de la hoja"
        yield Falla(
            "columna_no_hallada",
            tabla.lugar,
            motivo if faltan else "no se halló la fila de sus rótulos",
        )


def _por_nombre(esperada: HojaEsperada, partes: Sequence[ParteVista]) -> ParteVista | None:
    nombre = en_plano(esperada.nombre)
    return next((parte for parte in partes if en_plano(parte.nombre) == nombre), None)


def _por_columnas(esperada: HojaEsperada, partes: Sequence[ParteVista]) -> ParteVista | None:
    """La primera que tiene todas las indispensables, si hay alguna."""
    if not esperada.indispensables:
        return None
    return next((parte for parte in partes if _entendida(parte, esperada)), None)


def _entendida(parte: ParteVista, esperada: HojaEsperada) -> TablaLeida | None:
    """Su tabla, con los rótulos en la fila donde más se reconocen; ninguna si en ninguna."""
    tabla = _tabla_de(parte)
    if tabla is None:
        return None
    tabla_leida: TablaLeida | None = None
    cuantas = 0
    for numero, fila in enumerate(tabla.filas[:_FILAS_DE_ARRIBA]):
        if cuantas >= len(esperada.columnas):  # ya están todas
            break
        textos = [
            celda.texto if celda is not None and celda.columna == n else ""
            for n, celda in enumerate(fila)
        ]
        reconocidas = entender(textos, esperada)
        if len(reconocidas) > cuantas:
            cuantas = len(reconocidas)
            numeros = {una.numero for una in reconocidas}
            tabla_leida = TablaLeida(
                vista=tabla,
                fila_de_rotulos=numero,
                columnas={una.dato: una.numero for una in reconocidas},
                sobrantes=tuple(t for n, t in enumerate(textos) if t.strip() and n not in numeros),
                esperada=esperada,
                reconocidas=reconocidas,
            )
    if tabla_leida is None or not {*esperada.indispensables} <= tabla_leida.columnas.keys():
        return None
    return tabla_leida


def _tabla_de(parte: ParteVista) -> TablaVista | None:
    return next((bloque for bloque in parte.bloques if isinstance(bloque, TablaVista)), None)


_CON_CORTE = re.compile(
    r"\s*+([0-9]{1,4}[/-][0-9]{1,2}[/-][0-9]{1,4})\s*+[:·–—-]?\s*+(\S.*)", re.DOTALL
)
_EXTRA = re.compile(rf"extras?\.({NOMBRE_DE_EXTRA.pattern})")


def entender(textos: Sequence[str], esperada: HojaEsperada) -> tuple[ColumnaReconocida, ...]:
    """El dato de cada rótulo: primero los que son el suyo y, después, los que son otro nombre."""
    reconocidas: dict[int, ColumnaReconocida] = {}
    datos: set[str] = set()
    for con_otro_nombre in (False, True):
        for numero, texto in enumerate(textos):
            dato = _dato_de(texto, esperada, con_otro_nombre=con_otro_nombre)
            if dato is not None and numero not in reconocidas and dato not in datos:
                reconocidas[numero] = ColumnaReconocida(numero, texto, dato, con_otro_nombre)
                datos.add(dato)
    return tuple(reconocidas[n] for n in sorted(reconocidas))


def _dato_de(texto: str, esperada: HojaEsperada, *, con_otro_nombre: bool) -> str | None:
    """``30/04/2026: Avance (%)`` → ``seguimiento.avance@2026-04-30``; ``None`` si no es ninguno."""
    plano = en_plano(texto)
    if plano == NOTAS:
        return NOTAS
    if (extra := _EXTRA.fullmatch(plano)) and esperada.raiz:
        return f"{esperada.raiz}.extras.{extra[1]}"
    if esperada.de_corte and (partes := _CON_CORTE.fullmatch(texto)):
        corte = leer_corte(partes[1].replace("-", "/") if partes[1][2:3] == "-" else partes[1])
        plano = en_plano(partes[2])
        dato = esperada.nombres_de_corte[con_otro_nombre].get(plano)
        if extra := _EXTRA.fullmatch(plano):
            dato = f"seguimiento.extras.{extra[1]}"
        return f"{dato}@{corte.isoformat()}" if dato and isinstance(corte, date) else None
    return esperada.nombres[con_otro_nombre].get(plano)


def _nombres_de(columnas: Sequence[ColumnaDelLibro]) -> tuple[Mapping[str, str], ...]:
    """El dato de cada nombre, en plano: los que son suyos y los otros con que se lo reconoce."""
    rotulos = {n: c.dato for c in columnas for n in (c.dato, en_plano(c.rotulo))}
    suyos = {en_plano(n): c.dato for c in columnas for n in c.suyos}
    return {**suyos, **rotulos}, {en_plano(n): c.dato for c in columnas for n in c.otros}
