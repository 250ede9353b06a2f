"""El lector de las hojas de todo libro que vuelve: cuáles son, sus filas y lo que dice cada celda.

``tablas_leidas`` las halla por su nombre o por sus columnas, y ``entender`` dice qué dato es cada
una por su rótulo. De una fila, ``como_se_lee``, ``leer_opcion`` y ``leer_en_su_tipo`` dan el valor
de una celda como lo espera su dato, y ``dudas_de``, lo que en ella conviene revisar. Al final, lo
que un libro arma mientras se lee (``PorArmar``).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.mensajes import de_otra_opcion, llego
from paac_reportes.estructura.valores import NOMBRE_DE_EXTRA
from paac_reportes.lectura.celdas import combinadas, texto_de_dato
from paac_reportes.lectura.filas.valores import (
    LECTORES,
    Lector,
    duda_de_fraccion,
    frase_de_decimales,
    leer_corte,
    leer_lista,
    parece_de_miles,
    texto_que_llega,
)
from paac_reportes.lectura.matriz.palabras import empieza_por, palabras, propias
from paac_reportes.libros.tablas import (
    COMO_SALIO,
    CONFLICTOS,
    DE_NOTAS,
    DUDAS,
    INSTRUCCIONES,
    NOTAS,
    ColumnaDelLibro,
    Tabla,
    raiz_de_opcion,
)
from paac_reportes.maqueta.hojas_de_datos import Opciones
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.temas import Tema
from paac_reportes.opc.visto import (
    CeldaVista,
    DocumentoVisto,
    LugarDelArchivo,
    ParteVista,
    TablaVista,
)
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import numero_de

_FILAS_DE_ARRIBA = 30
"""Hasta dónde se buscan los rótulos."""
_IGNORADAS = {
    en_plano(nombre) for nombre in (INSTRUCCIONES, CONFLICTOS, DUDAS, COMO_SALIO, "Listas")
}


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

    def salida(self, dato: str) -> tuple[str, ...]:
        """Cuál era al salir el libro, ``c0s1a3``, y con qué se sabe si lo sigue siendo."""
        anotado = self.texto(dato)
        return tuple(anotado.partition("\n")[0][1:].split()) if anotado[:1] == "#" else ()

    @clases.propiedad_recordada
    def salio(self) -> str:
        """Cuál era al salir el libro: ``c0s1a3``; nada, si es de después."""
        return next(iter(self.salida(NOTAS)), "")

    @property
    def huella(self) -> str:
        """La de cómo la nombraban otras hojas; nada, si ninguna."""
        return next(iter(self.salida(NOTAS)[1:]), "")

    def dueno_al_salir(self, letra: str) -> str:
        """Su dueño de entonces, el de esa letra: de ``c0s1a3``, ``c0s1``.

        Vacío si no tenía de ésa.
        """
        hasta = re.match(rf".*{letra}\d+", self.salio)
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
        """Texto de su celda; vacío si no tiene."""
        celda = self._celda(dato)
        return celda.texto if celda else ""

    def lleva_signo(self, dato: str, signo: str = r"[^\d.,\s+-]") -> bool:
        """Si guarda un número que se lee con algo más que sus cifras: ``$ 1.200``, ``50 %``."""
        celda = self._celda(dato)
        hay_numero = celda is not None and isinstance(celda.valor, Decimal)
        return hay_numero and re.search(signo, self.texto(dato)) is not None

    def _celda(self, dato: str) -> CeldaVista | None:
        """La celda de un dato en la fila; ``None`` si no hay, o si empieza en otra columna."""
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
    esperada: Tabla

    @clases.propiedad_recordada
    def rotulos(self) -> dict[str, str]:
        """El rótulo de cada columna que se lee, como está escrito, por su dato."""
        fila = self.vista.filas[self.fila_de_rotulos]
        return {d: celda.texto for d, numero in self.columnas.items() if (celda := fila[numero])}

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
        """Avisos de lo que alguien puso debajo, por su fila: una sola celda, o un total.

        No lo es la que lleva su marca ni, en el libro de un contenido, la que sólo dice algo en una
        columna indispensable: es una fila a medio llenar. En uno de captura, un total es una fila
        que no se toma.
        """
        se_llena = DE_NOTAS in self.esperada.escondidas
        marcas = {self.columnas.get(dato) for dato in self.esperada.marcas}
        empiezan = {self.columnas.get(d) for d in self.esperada.indispensables if se_llena}
        pie: dict[int, Aviso] = {}
        for numero in reversed(self.numeros):
            celdas = propias(self.vista, numero)
            es_total = se_llena and empieza_por(
                celdas[0].texto if celdas else "", palabras().totales
            )
            es_de_una = len(celdas) <= 1 and not any(c.columna in empiezan for c in celdas)
            if any(c.columna in marcas for c in celdas) or not (es_total or es_de_una):
                break
            if celdas:
                textos = " | ".join(celda.texto for celda in celdas)
                motivo = f"va debajo de la tabla, y no se leyó: {mostrar(textos)}"
                pie[numero] = Aviso("fila_omitida", self.vista.lugar_de(numero), motivo)
        return dict(sorted(pie.items()))

    def lo_que_sobra(self) -> TablaVista:
        """La hoja sin las celdas de sus columnas, ni la fila de sus rótulos: la de más se dice."""
        leidas, columnas = {fila.numero for fila in self.filas}, {*self.columnas.values()}
        filas = [*self.vista.filas]
        for numero in leidas:
            fila = filas[numero]
            filas[numero] = tuple(c if c and c.columna not in columnas else None for c in fila)
        filas[self.fila_de_rotulos] = ()
        return attrs.evolve(self.vista, filas=tuple(filas))

    def celdas_de_los_rotulos(self) -> Iterator[str]:
        """Las celdas de los rótulos de las columnas que se leen, y las escondidas."""
        for fila in self.filas if NOTAS in self.columnas else ():
            yield fila.lugar_de(NOTAS)
        for columna in self.columnas.values():
            yield self.vista.lugar_de(self.fila_de_rotulos, columna)

    def avisos(self) -> Iterator[Aviso]:
        """Avisos de las columnas que faltan o no se leen, y de lo que en las demás conviene ver."""
        for texto in self.sobrantes:
            motivo = (
                f"no se sabe qué dato es la columna «{en_un_renglon(texto)}», o está otra vez; no"
                " se leyó"
            )
            yield Aviso("columna_sobrante", self.vista.lugar, motivo)
        for esperada in self.esperada.no_faltan:
            if esperada.dato not in self.columnas:
                motivo = f"no tiene la columna «{esperada.rotulo}»"
                yield Aviso("columna_faltante", self.vista.lugar, motivo)
        yield from self.pie.values()
        numeros = [fila.numero for fila in self.filas]
        de_quien = [
            self.columnas[c.dato] for c in self.esperada.de_quien if c.dato in self.columnas
        ]
        yield from combinadas(self.vista, numeros, [*self.columnas.values()], de_quien)
        if cuantas := len(self.vista.filas_ocultas.intersection(numeros)):
            motivo = f"filas ocultas, o apartadas por un filtro, que se leyeron: {cuantas}"
            yield Aviso("filas_ocultas", self.vista.lugar, motivo)


# ------------------------------------------------------------------ cuáles son las hojas
def hojas_leidas(
    documento: DocumentoVisto, esperadas: Sequence[Tabla], avisos: list[Aviso]
) -> tuple[dict[str, TablaLeida], list[Falla]]:
    """Las hojas de un libro que se hallaron, por su nombre, y las fallas de las demás.

    Es una falla la que se llama como una esperada y perdió columnas que hacen falta. Agrega a
    ``avisos`` los de cada una.
    """
    tablas, fallas = tablas_leidas(documento, esperadas, avisos), list[Falla]()
    lugares_leidos = {tabla.vista.lugar for tabla in tablas.values()}
    for esperada in esperadas:
        if esperada.nombre in tablas:
            avisos += tablas[esperada.nombre].avisos()
            continue
        parte = _por_nombre(esperada, documento.partes)
        tabla = None if parte is None else _tabla_de(parte)
        if tabla is None or tabla.lugar in lugares_leidos:
            continue
        rotulos = [c.rotulo for c in esperada.columnas if c.dato in esperada.indispensables]
        textos = {en_plano(celda.texto) for fila in tabla.filas for celda in fila if celda}
        faltan = [f"«{rotulo}»" for rotulo in rotulos if en_plano(rotulo) not in textos]
        falta = " y ".join(faltan) or "la fila de los rótulos"
        motivo = f"falta {falta}: no se lee nada de la hoja"
        fallas.append(Falla("columna_no_hallada", tabla.lugar, motivo))
    return tablas, fallas


def tablas_leidas(
    documento: DocumentoVisto, esperadas: Sequence[Tabla], avisos: list[Aviso]
) -> dict[str, TablaLeida]:
    """Las hojas que se hallaron, por su nombre o por sus columnas; avisa de las que sobran."""
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


def _por_nombre(esperada: Tabla, partes: Sequence[ParteVista]) -> ParteVista | None:
    nombre = en_plano(esperada.nombre)
    return next((parte for parte in partes if en_plano(parte.nombre) == nombre), None)


def _por_columnas(esperada: Tabla, partes: Sequence[ParteVista]) -> ParteVista | None:
    """La primera que tiene todas las indispensables, si hay alguna."""
    if not esperada.indispensables:
        return None
    return next((parte for parte in partes if _entendida(parte, esperada)), None)


def _entendida(parte: ParteVista, esperada: Tabla) -> TablaLeida | None:
    """La tabla de una hoja, con los rótulos en la fila donde más se reconocen; si no, ``None``."""
    tabla = _tabla_de(parte)
    if tabla is None:
        return None
    tabla_leida: TablaLeida | None = None
    cuantas = 0
    for numero, fila in enumerate(tabla.filas[:_FILAS_DE_ARRIBA]):
        if cuantas >= len(esperada.no_faltan):  # ya están todas
            break
        textos = [
            celda.texto if celda is not None and celda.columna == n else ""
            for n, celda in enumerate(fila)
        ]
        columnas = entender(textos, esperada)
        if len(columnas) > cuantas:
            cuantas, numeros = len(columnas), columnas.values()
            tabla_leida = TablaLeida(
                vista=tabla,
                fila_de_rotulos=numero,
                columnas=columnas,
                sobrantes=tuple(t for n, t in enumerate(textos) if t.strip() and n not in numeros),
                esperada=esperada,
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


# ------------------------------------------------------------------ qué dato es cada columna
def entender(textos: Sequence[str], esperada: Tabla) -> dict[str, int]:
    """El número de la columna de cada dato que unos rótulos nombran; repetido, la primera."""
    columnas: dict[str, int] = {}
    for numero, texto in enumerate(textos):
        if (dato := _dato_de(texto, esperada)) is not None:
            columnas.setdefault(dato, numero)
    return columnas


def _dato_de(texto: str, esperada: Tabla) -> str | None:
    """``30/04/2026: Avance (%)`` → ``seguimiento.avance@2026-04-30``; ``None`` si no es ninguno."""
    plano = en_plano(texto)
    if (extra := _EXTRA.fullmatch(plano)) and esperada.lleva_extras:
        return f"{esperada.raiz}.extras.{extra[1]}"
    if esperada.de_corte and (partes := _CON_CORTE.fullmatch(texto)):
        corte = leer_corte(partes[1].replace("-", "/") if partes[1][2:3] == "-" else partes[1])
        plano = en_plano(partes[2])
        dato = esperada.dato_de_cada_rotulo_de_corte.get(plano)
        if extra := _EXTRA.fullmatch(plano):
            dato = f"seguimiento.extras.{extra[1]}"
        return f"{dato}@{corte.isoformat()}" if dato and isinstance(corte, date) else None
    return esperada.dato_de_cada_rotulo.get(plano)


_LECTORES: Mapping[type, Lector] = {**LECTORES, tuple: leer_lista}
_DE_EXTRAS = ".extras."


# ------------------------------------------------------------------ qué dice una celda
def como_se_lee(fila: FilaDelLibro, columna: ColumnaDelLibro, *, de_su_dueno: bool = False) -> Any:
    """El valor de una celda: una opción por su código, un número, una fecha o un texto.

    Lo que se dice de su dueño, en una celda combinada, es de todas sus filas.
    """
    crudo = fila.valor(columna.dato) if de_su_dueno else fila.propio(columna.dato)
    if crudo is None:
        return None
    if columna.opciones:
        texto = str(texto_que_llega(crudo))
        return columna.opciones.get(raiz_de_opcion(texto), texto) if texto.strip() else None
    dato = columna.en_el_catalogo
    if _DE_EXTRAS in dato:
        return crudo
    en_blanco = isinstance(crudo, str) and not crudo.strip()
    if leer := _LECTORES.get(CATALOGO.tipo(dato)):
        return None if en_blanco else leer(crudo)
    return fila.texto(columna.dato) if fila.lleva_signo(columna.dato) else leer_fecha_o_texto(crudo)


def leer_opcion(fila: FilaDelLibro, columna: ColumnaDelLibro, fallas: list[Falla]) -> Any:
    """El valor de una celda; ``None``, con su falla, si no puede ser el de su columna."""
    valor, regla = como_se_lee(fila, columna), columna.regla
    if valor is None or not isinstance(regla, Opciones) or regla.otras or not columna.opciones:
        return valor
    if valor in columna.opciones.values():
        return valor
    nombre = columna.dato.partition("@")[0].rpartition(".")[2]
    falla = de_otra_opcion(nombre, regla.valores, valor)
    fallas.append(falla.en(fila.lugar_de(columna.dato)))
    return None


def leer_en_su_tipo(fila: FilaDelLibro, columna: ColumnaDelLibro, fallas: list[Falla]) -> Any:
    """El valor de una celda, del tipo de su dato; ``None`` en blanco o si no se entiende.

    Lo que no se entiende se agrega a ``fallas``.
    """
    propias: list[Falla] = []
    valor = leer_opcion(fila, columna, propias)
    if valor is not None and str(valor).strip():
        valor = CATALOGO.leer(columna.dato, valor, propias)
        fallas += [falla.en(fila.lugar_de(columna.dato)) for falla in propias]
        return valor
    fallas += propias
    return None


def dudas_de(fila: FilaDelLibro, columna: ColumnaDelLibro) -> Iterator[Aviso]:
    """El código que llegó como número, y lo que pudo ser una parte de uno, o miles.

    1.10 ya perdió su cero; 0,75 pudo ser 75, y 1, 100; ``1.000`` es 1, y pudo ser mil.
    """
    crudo, dato = fila.propio(columna.dato), columna.en_el_catalogo
    if crudo is None or _DE_EXTRAS in dato:
        return
    if dato.endswith(".codigo"):
        if isinstance(crudo, date) or (isinstance(crudo, Decimal) and crudo % 1):
            motivo = (
                f"el código llegó como {'fecha' if isinstance(crudo, date) else 'número'}: 1.1 y"
                " 1.10 no se distinguen; escríbalo como texto"
            )
            ruta = fila.lugar_de(columna.dato)
            yield Aviso("codigo_como_numero", ruta, motivo, datos=llego(crudo))
    elif CATALOGO[dato].unidad == "porcentaje":
        ruta = fila.lugar_de(columna.dato)
        if parece_de_miles(crudo):
            yield Aviso("columna_dudosa", ruta, frase_de_decimales([crudo]), datos=llego(crudo))
        elif not fila.lleva_signo(columna.dato, "%") and (motivo := duda_de_fraccion(crudo)):
            yield Aviso("avance_como_fraccion", ruta, motivo, datos=llego(numero_de(crudo)))


# ------------------------------------------------------------------ lo que se arma
@attrs.define
class PorArmar:
    """Los datos de un contenido, la celda de cada uno por su ruta, y lo que falló."""

    tema: Tema
    avisos: list[Aviso]
    datos: dict[str, Any] = attrs.Factory(dict)
    lugares: dict[str, str] = attrs.Factory(dict)
    fallas: list[Falla] = attrs.Factory(list)
    siguen: set[str] = attrs.Factory(set)
    """Las celdas que nombran un dato o de qué es una fila, o siguen el de otra."""

    donde_irian: dict[str, str] = attrs.Factory(dict)
    """La hoja donde va cada dato suelto, por su ruta, aunque no esté."""

    def usar(self, fila: FilaDelLibro, *datos: str) -> None:
        """Anotación de que esas celdas, si la hoja las trae, ya no dicen nada más."""
        self.siguen.update(fila.lugar_de(dato) for dato in datos if dato in fila.columnas)

    def avisar(self, codigo: str, lugar: str, motivo: str) -> None:
        """Algo que se cambió o se dejó al leer."""
        self.avisos.append(Aviso(codigo, lugar, motivo))

    def fallar(self, codigo: str, lugar: str, motivo: str) -> None:
        """Algo que no se pudo leer."""
        self.fallas.append(Falla(codigo, lugar, motivo))


def filas_de_hoja(tablas: Mapping[str, TablaLeida], nombre: str) -> list[FilaDelLibro]:
    """Filas de una hoja, si está."""
    return list(tablas[nombre].filas) if nombre in tablas else []
