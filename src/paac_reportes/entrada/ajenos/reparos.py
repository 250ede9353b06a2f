"""Lo que conviene revisar de las columnas: cuáles se leyeron con dudas y cuáles no se leyeron."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from paac_reportes.entrada.ajenos.columnas.columna import Asignada
from paac_reportes.entrada.ajenos.columnas.parecido import DUDA, UMBRAL
from paac_reportes.entrada.ajenos.filas.celdas import NoSeEntiendeError, valor_de_celda
from paac_reportes.entrada.ajenos.filas.fila import TEXTO
from paac_reportes.entrada.ajenos.filas.tramos import Tramo, columnas_perdidas, lugar_de_columna
from paac_reportes.entrada.ajenos.filas.volcado import DE_OTRA_PARTE, extra_de
from paac_reportes.entrada.documentos.visto import CeldaVista
from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar

_EJEMPLOS = 3


def reparos_de(tramos: Sequence[Tramo], leidas: Collection[CeldaVista]) -> Iterator[Aviso]:
    """Los de todas las tablas."""
    yield from columnas_perdidas(tramos)
    for tramo in tramos:
        for una in tramo.columnas:
            yield from _de_columna(tramo, una, leidas)
            yield from _de_varias_filas(tramo, una)
        yield from _ocultas(tramo)


def reunidos(avisos: Iterable[Aviso]) -> Iterator[Aviso]:
    """Los mismos, y los que dicen lo mismo de varios lugares, en uno."""
    iguales: dict[tuple[str, str], dict[str, None]] = {}
    for aviso in avisos:
        iguales.setdefault((aviso.codigo, aviso.mensaje), {})[aviso.ruta] = None
    for (codigo, mensaje), lugares in iguales.items():
        rutas = list(lugares)
        dichas = "; ".join(rutas[:_EJEMPLOS])
        otras = f" y {len(rutas) - _EJEMPLOS} más" if len(rutas) > _EJEMPLOS else ""
        yield Aviso(codigo, f"{dichas}{otras}", mensaje)


def _de_columna(tramo: Tramo, una: Asignada, leidas: Collection[CeldaVista]) -> Iterator[Aviso]:
    donde = lugar_de_columna(tramo.tabla, una.columna.fisica)
    if una.dato:
        yield from _por_otra_razon(una, donde)
        if "seguimiento.avance" in una.dato:
            yield from _fracciones(una, donde)
        return
    sin_leer = [celda for celda in una.columna.escritas if celda not in leidas]
    if una.por != "columnas" and (sin_leer if not una.columna.camino else una.columna.escritas):
        codigo, motivo = _sin_dato(tramo, una, sin_leer)
        yield Aviso(codigo, donde, f"{motivo}; diga qué es: columnas=… o --columnas")


def _por_otra_razon(una: Asignada, donde: str) -> Iterator[Aviso]:
    """Lo que se leyó por algo más que su rótulo."""
    datos = ", ".join(una.dato)
    if una.por == "contenido":
        motivo = f"«{una.columna.rotulo}» se leyó como {datos} por lo que trae"
        yield Aviso("columna_dudosa", donde, f"{motivo} (parecido {_decimal(una.parecido)})")
    elif una.por == "única columna de seguimiento":
        motivo = f"«{una.columna.rotulo}» es la única columna de seguimiento: se leyó como {datos}"
        yield Aviso("columna_dudosa", donde, motivo)


def _fracciones(una: Asignada, donde: str) -> Iterator[Aviso]:
    """Una columna de porcentajes que no pasa de 1 y no los escribe con su signo."""
    avances = []
    for celda in una.columna.escritas:
        try:
            avances.append(valor_de_celda("seguimiento.avance", celda))
        except NoSeEntiendeError:
            continue
    con_signo = any("%" in celda.texto for celda in una.columna.escritas)
    partes = [avance for avance in avances if 0 < avance < 1]
    if partes and max(avances) <= 1 and not con_signo:
        visto = f"{partes[0]}".replace(".", ",")
        motivo = (
            f"«{una.columna.rotulo}» sólo trae números de 0 a 1, sin signo de porcentaje: {visto}"
            f" se leyó como {visto} %; si son partes de uno, escríbalos de 0 a 100"
        )
        yield Aviso("columna_dudosa", donde, motivo)


def _sin_dato(tramo: Tramo, una: Asignada, sin_leer: Sequence[CeldaVista]) -> tuple[str, str]:
    cuantas = len(una.columna.escritas) - len(sin_leer)
    if not una.columna.camino:
        textos = ", ".join(mostrar(celda.texto) for celda in sin_leer[:_EJEMPLOS])
        motivo = f"no tiene rótulo; {_celdas(len(sin_leer))} sin leer: {textos}"
        return "lectura_dudosa", motivo
    queda = f"{_celdas(cuantas)} en {extra_de(tramo, una).partition('.')[2]}"
    rotulo = f"«{una.columna.rotulo}»"
    if una.repetida:
        return "lectura_dudosa", f"{rotulo}: otra columna ya trae {una.cercano}; {queda}"
    if una.parecido >= DUDA:
        parecido = f"se parece {_decimal(una.parecido)} a {una.cercano}, y el umbral es"
        return "lectura_dudosa", f"{rotulo} {parecido} {_decimal(UMBRAL)}; {queda}"
    return "columna_desconocida", f"{rotulo} no se parece a ningún dato; {queda}"


def _celdas(cuantas: int) -> str:
    return "una celda quedó" if cuantas == 1 else f"{cuantas} celdas quedaron"


def _de_varias_filas(tramo: Tramo, una: Asignada) -> Iterator[Aviso]:
    """Las celdas combinadas que son de varias actividades, y quedaron en la primera."""
    if not una.dato or DE_OTRA_PARTE & set(una.dato):
        return
    suyas = [celda for celda in una.columna.escritas if _cuantas(tramo, celda) > 1]
    for celda in suyas:
        donde = tramo.tabla.lugar_de(celda.fila, celda.columna)
        motivo = f"«{una.columna.rotulo}» está combinada en varias filas: quedó en la primera"
        yield Aviso("dato_supuesto", donde, motivo)


def _cuantas(tramo: Tramo, celda: CeldaVista) -> int:
    """Las actividades o los trámites que una celda abarca."""
    texto = tramo.de(TEXTO[tramo.clase])
    filas = range(celda.fila, celda.fila + celda.filas) if celda.filas > 1 else ()
    return sum(
        1
        for fila in filas
        if texto is not None
        and (suya := tramo.tabla.filas[fila][texto.columna.fisica]) is not None
        and suya.fila == fila
        and suya.texto.strip()
    )


def _ocultas(tramo: Tramo) -> Iterator[Aviso]:
    tabla = tramo.tabla
    filas = [fila for fila in tabla.filas_ocultas if tramo.desde <= fila < tramo.hasta]
    if filas:
        motivo = f"{len(filas)} filas están ocultas y se leyeron"
        yield Aviso("oculto_leido", tabla.lugar, motivo)
    for una in tramo.columnas:
        if una.columna.fisica in tabla.columnas_ocultas and una.columna.escritas:
            donde = lugar_de_columna(tabla, una.columna.fisica)
            yield Aviso("oculto_leido", donde, f"«{una.columna.rotulo}» está oculta y se leyó")


def _decimal(numero: float) -> str:
    return f"{numero:.2f}".replace(".", ",")
