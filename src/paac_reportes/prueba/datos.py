"""El CSV de datos abiertos contra el plan: lo que debe decir sale de los datos, no de las filas.

Cada fila dice en ``ruta`` dónde está lo suyo: se mira allí, en los datos del plan. Lo calculado no
se compara.
"""

import contextlib
import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes.datos_abiertos.paquete import FILAS, MAPA, PLAN, RIESGOS, partes_de
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.lectura.archivos import CLAVE_DEL_MAPA
from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.nodos import Grafico, Parrafo, Tabla, Titulo, tabla_de_datos
from paac_reportes.maqueta.rejilla import resolver
from paac_reportes.modelo import Plan, Seguimiento
from paac_reportes.modelo.filas import LISTAS_DE_FILAS, LISTAS_DE_LA_MATRIZ
from paac_reportes.modelo.recorrer import Parada, hojas, recorrer_datos, todos_los_contenidos
from paac_reportes.prueba.certificado import Diferencia, Juicio
from paac_reportes.prueba.comprobacion import comparar
from paac_reportes.prueba.identidad import juzgar, juzgar_partes
from paac_reportes.prueba.visible import Casilla, Cuadro, Renglon, Zona

# ------------------------------------------------------------------ de datos
# Un archivo de datos (.json o .csv) contra lo que debe decir.

_CON_GUARDA = re.compile(r"'(?:[\t\r\n]|[\s\u200b\u2060\ufeff]*[=+\-@＝＋－＠])")
_LUGAR = "archivo"


def comprobar_json(contenido: bytes, debido: bytes) -> Iterator[Diferencia]:
    """Dato por dato; ``IlegibleError`` si no es JSON."""
    yield from _todas(juzgar("json", debido, contenido))


def _todas(juicio: Juicio) -> Iterable[Diferencia]:
    """Lo que difiere o, si nada se ve distinto, lo que no deja afirmar que sea lo mismo."""
    dudas = (Diferencia(uno.lugar or _LUGAR, None, uno.mensaje) for uno in juicio.reparos)
    return juicio.diferencias or dudas


def comprobar_csv(contenido: bytes, documento: Documento) -> Iterator[Diferencia]:
    """Renglón por renglón y celda por celda; ``ErrorDeEntrada`` si no se deja leer."""
    with leido_de_csv(contenido) as texto:
        leidos = csv.reader(texto, delimiter=";")
        hallada = _zona([dict(enumerate(map(_casilla, renglon))) for renglon in leidos])
    esperada = _zona(list(_renglones(documento)))
    yield from comparar([esperada], [hallada])


@contextlib.contextmanager
def leido_de_csv(contenido: bytes) -> Iterator[io.StringIO]:
    """Su texto, para leerlo adentro; ``ErrorDeEntrada`` si no es UTF-8 o Python no lo lee."""
    try:
        yield io.StringIO(contenido.decode("utf-8-sig"), newline="")
    except UnicodeDecodeError:
        raise ErrorDeEntrada(
            Falla("no_es_utf8", "", "no es un .csv de los nuestros: no está en UTF-8")
        ) from None
    except csv.Error:
        motivo = "una celda tiene demasiadas letras para leerla de un CSV, o una comilla no se"
        raise ErrorDeEntrada(
            Falla("archivo_danado", "", f"{motivo} cierra; compruebe el .json")
        ) from None


def _zona(filas: list[Renglon]) -> Zona:
    return Zona(_LUGAR, (Cuadro(_LUGAR, tuple(filas)),))


def _casilla(texto: str) -> Casilla:
    return Casilla(_sin_apostrofo(texto))


def _sin_apostrofo(texto: str) -> str:
    """El que protege de que una hoja de cálculo tome el texto por una fórmula."""
    return texto[1:] if _CON_GUARDA.match(texto) else texto


def _renglones(documento: Documento) -> Iterator[Renglon]:
    for parte in documento.partes:
        for bloque in parte.bloques:
            if isinstance(bloque, Titulo):
                yield {0: _casilla(bloque.con_numero)}
            elif isinstance(bloque, Parrafo):
                if texto := solo_texto(bloque.con_marca):
                    yield {0: _casilla(texto)}
            elif isinstance(bloque, Tabla | Grafico):
                tabla = bloque if isinstance(bloque, Tabla) else tabla_de_datos(bloque)
                yield from _de_tabla(tabla)


def _de_tabla(tabla: Tabla) -> Iterator[Renglon]:
    """Cada celda en su primera fila y columna; las que cubre, en blanco."""
    en_blanco = dict.fromkeys(range(len(tabla.anchos)), Casilla(""))
    for filas in (tabla.rotulos, tabla.filas):
        for numero, puestos in enumerate(resolver(filas, len(tabla.anchos))):
            yield en_blanco | {
                puesto.columna: _casilla(solo_texto(puesto.celda.contenido))
                for puesto in puestos
                if puesto.origen == numero
            }


# ------------------------------------------------------------------ de filas

_CALCULADO = "calculado."
_SIN_ROTULO = "(sin rótulo)"
_SE_CONTIENEN = {uno.nombre for uno in todos_los_contenidos(Plan)}
Datos = Mapping[str, Any]
Clave = tuple[str, str]
"""La ruta de una fila y su corte."""


def comprobar_filas(contenido: bytes, datos: Datos) -> Iterator[Diferencia]:
    """Celda por celda; ``datos`` son los del plan, como se leen de su JSON.

    ``ErrorDeEntrada`` si no se deja leer.
    """
    with leido_de_csv(contenido) as texto:
        lector = csv.DictReader(texto, delimiter=";", restkey=_SIN_ROTULO)
        yield from _diferencias(lector, datos)


def _diferencias(lector: "csv.DictReader[str]", datos: Datos) -> Iterator[Diferencia]:
    debidas = dict(_filas_debidas(datos))
    if not {"ruta", "seguimiento.corte"} <= set(lector.fieldnames or ()):
        yield Diferencia("línea 1", "las columnas ruta y seguimiento.corte", None)
        return
    for fila in lector:
        clave = (fila["ruta"] or "", fila["seguimiento.corte"] or "")
        lugar = f"línea {lector.line_num}"
        if clave not in debidas:
            yield Diferencia(lugar, None, " ".join(clave).strip())
        else:
            yield from de_una(lugar, fila, debidas.pop(clave))
    for ruta, corte in debidas:
        yield Diferencia("archivo", f"la fila de {ruta} {corte}".strip(), None)


def de_una(lugar: str, fila: Mapping[str, Any], debida: Mapping[str, str]) -> Iterator[Diferencia]:
    """Las celdas de una fila que no dicen lo que deben; lo calculado no se mira."""
    for columna in dict.fromkeys((*fila, *debida)):
        if str(columna).startswith(_CALCULADO):
            continue
        hallado, esperado = fila.get(columna) or "", debida.get(columna, "")
        if isinstance(hallado, list):  # las celdas que sobran
            hallado = ";".join(hallado)
        if not _dicen_lo_mismo(esperado, hallado):
            yield Diferencia(f"{lugar}, columna {columna}", esperado, hallado)


def _dicen_lo_mismo(esperado: str, hallado: str) -> bool:
    """A la letra, salvo el apóstrofo que protege un texto y los ceros finales de un número."""
    if isinstance(esperado, _Numero) and _DECIMAL.fullmatch(hallado):
        return Decimal(hallado) == Decimal(esperado)
    return hallado == esperado or (hallado.startswith("'") and hallado[1:] == esperado)


class _Numero(str):
    """El de un dato que es un número: ``1.50`` y ``1.5`` son el mismo."""

    __slots__ = ()


_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def _filas_debidas(datos: Datos) -> Iterator[tuple[Clave, dict[str, str]]]:
    """Por su ruta y su corte, la de cada cosa que no contiene nada, con lo de quien la contiene."""
    comunes = {"vigencia": datos.get("vigencia"), **de_la_entidad(datos["entidad"])}
    dichos: dict[Parada | None, dict[str, Any]] = {None: comunes}
    lugares = recorrer_datos(datos, Plan, *LISTAS_DE_LA_MATRIZ, Seguimiento)
    for lugar in lugares:
        suyo = _suyo(lugar.contenido.raiz, lugar.objeto)
        if lugar.contenido.clase is Seguimiento:
            dichos[lugar] = {**dichos[lugar.dentro_de], "seguimiento.evidencias": [], **suyo}
            continue
        lista = lugar.lista if lugar.lista in LISTAS_DE_FILAS else None
        dichos[lugar] = dichos[lugar.dentro_de] | suyo | {"ruta": lugar.ruta, "lista": lista}
    for lugar in hojas(lugares):
        dicho = dichos[lugar]
        yield (dicho["ruta"], dicho.get("seguimiento.corte") or ""), escritos(dicho)


def de_la_entidad(entidad: Datos) -> dict[str, Any]:
    """Lo que de ella va en cada fila."""
    visibles = ("nombre", "departamento", "nit", "divipola", "extras")
    return _suyo("entidad", {campo: entidad.get(campo) for campo in visibles})


def _suyo(raiz: str, nodo: Datos) -> dict[str, Any]:
    """Los datos de un objeto, sin las listas que contiene."""
    suyos: dict[str, Any] = {}
    for campo, valor in nodo.items():
        if campo == "extras":
            suyos |= {f"{raiz}.extras.{nombre}": extra for nombre, extra in (valor or {}).items()}
        elif campo in _SE_CONTIENEN and isinstance(valor, dict):
            suyos |= _suyo(f"{raiz}.{campo}", valor)
        elif campo not in _SE_CONTIENEN:
            suyos[f"{raiz}.{campo}"] = valor
    return suyos


def escritos(dicho: Mapping[str, Any]) -> dict[str, str]:
    """Los que hay, como van en sus celdas."""
    return {clave: _celda_escrita(valor) for clave, valor in dicho.items() if valor is not None}


def _celda_escrita(valor: Any) -> str:
    if isinstance(valor, int | float) and not isinstance(valor, bool):
        return _Numero(valor)
    return json.dumps(valor, ensure_ascii=False) if isinstance(valor, list) else str(valor)


# ------------------------------------------------------------------ del paquete
# Un paquete de datos (.zip) contra lo que debe traer: sus datos, y lo que los describe.


def comprobar_paquete(contenido: bytes, debidas: Mapping[str, bytes]) -> Iterator[Diferencia]:
    """Parte por parte: las filas, contra los datos; lo demás, contra lo que se debía.

    ``ErrorDeEntrada`` si no es un paquete de los nuestros o no se deja leer.
    """
    halladas = partes_de(contenido)
    de_las_tablas: dict[str, Iterator[Diferencia]] = {}
    if PLAN in debidas:
        datos = json.loads(debidas[PLAN])
        mapa = datos.get("mapa_de_riesgos")
        de_las_tablas[FILAS] = comprobar_filas(halladas.get(FILAS, b""), datos)
    else:
        mapa = json.loads(debidas[MAPA])[CLAVE_DEL_MAPA]
    if RIESGOS in debidas and RIESGOS in halladas:
        # Casi ningún plan lleva su mapa.
        from paac_reportes.prueba.datos_de_riesgos import comprobar_riesgos  # noqa: PLC0415

        de_las_tablas[RIESGOS] = comprobar_riesgos(halladas[RIESGOS], mapa)
    for tabla, suyas in de_las_tablas.items():
        for una in suyas:
            yield attrs.evolve(una, lugar=f"{tabla}: {una.lugar}")
    debida, hallada = (
        {nombre: parte for nombre, parte in partes.items() if nombre not in de_las_tablas}
        for partes in (debidas, halladas)
    )
    yield from _todas(juzgar_partes(debida, hallada))
