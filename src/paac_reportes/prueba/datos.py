"""El CSV de datos abiertos contra el contenido: lo que debe decir sale de los datos, no de filas.

Cada fila dice en ``ruta`` dónde está lo suyo: se mira allí, en los datos. Lo calculado no.
"""

import contextlib
import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, get_origin

import attrs

from paac_reportes.datos_abiertos.paquete import de_la_tabla, del_entero, partes_de
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura.formas import campos_propios, tipo_del_campo
from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.nodos import Grafico, Parrafo, Tabla, Titulo, tabla_de_datos
from paac_reportes.maqueta.rejilla import resolver
from paac_reportes.modelo import Entidad
from paac_reportes.modelo.campos import EXTRAS
from paac_reportes.modelo.filas import LISTA, RUTA, forma_de
from paac_reportes.modelo.recorrer import Parada, contenidos_de, hojas, recorrer_datos
from paac_reportes.modelo.temas import PLAN, Tema, claves, tema
from paac_reportes.prueba.certificado import Diferencia, Juicio
from paac_reportes.prueba.cotejo import comparar
from paac_reportes.prueba.identidad import juzgar, juzgar_partes
from paac_reportes.prueba.leido import Renglon, TextoLeido

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
        filas = csv.reader(texto, delimiter=";")
        encontrados = [*_numerados(map(_sin_apostrofo, celdas) for celdas in filas)]
    yield from comparar([*_numerados(_renglones(documento))], encontrados)


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


def _numerados(filas: Iterable[Iterable[str]]) -> Iterator[Renglon]:
    """Cada celda con su lugar."""
    for fila, celdas in enumerate(filas, 1):
        yield tuple(
            TextoLeido(
                texto, columna=columna, lugar=f"{_LUGAR}, fila {fila}, columna {columna + 1}"
            )
            for columna, texto in enumerate(celdas)
        )


def _sin_apostrofo(texto: str) -> str:
    """El que protege de que una hoja de cálculo tome el texto por una fórmula."""
    return texto[1:] if _CON_GUARDA.match(texto) else texto


def _renglones(documento: Documento) -> Iterator[list[str]]:
    for bloque in (bloque for parte in documento.partes for bloque in parte.bloques):
        if isinstance(bloque, Titulo):
            yield [_sin_apostrofo(bloque.con_numero)]
        elif isinstance(bloque, Parrafo):
            if texto := solo_texto(bloque.con_marca):
                yield [_sin_apostrofo(texto)]
        elif isinstance(bloque, Tabla | Grafico):
            tabla = bloque if isinstance(bloque, Tabla) else tabla_de_datos(bloque)
            yield from _de_tabla(tabla)


def _de_tabla(tabla: Tabla) -> Iterator[list[str]]:
    """Cada celda en su primera fila y columna; las que cubre, en blanco."""
    for filas in (tabla.rotulos, tabla.filas):
        for numero, celdas_de_la_fila in enumerate(resolver(filas, len(tabla.anchos))):
            renglon = [""] * len(tabla.anchos)
            for colocada in celdas_de_la_fila:
                if colocada.origen == numero:
                    renglon[colocada.columna] = _sin_apostrofo(solo_texto(colocada.celda.contenido))
            yield renglon


# ------------------------------------------------------------------ de filas

_CALCULADO = "calculado."
_SIN_ROTULO = "(sin rótulo)"
Datos = Mapping[str, Any]
Clave = tuple[str, str]
"""La ruta de una fila y su corte; ninguno, si las suyas no van por corte."""


def comprobar_filas(contenido: bytes, datos: Datos, tema: Tema) -> Iterator[Diferencia]:
    """Celda por celda; ``datos`` son los de un contenido de ese tema, como se leen de su JSON.

    ``ErrorDeEntrada`` si no se deja leer.
    """
    with leido_de_csv(contenido) as texto:
        lector = csv.DictReader(texto, delimiter=";", restkey=_SIN_ROTULO)
        yield from _diferencias(lector, datos, tema)


def _diferencias(lector: "csv.DictReader[str]", datos: Datos, tema: Tema) -> Iterator[Diferencia]:
    debidas = dict(_filas_debidas(datos, tema))
    corte = f"{_de_un_corte(tema)}.corte" if tema.filas.por_corte else ""
    piden = [RUTA, *filter(None, [corte])]
    if not set(piden) <= set(lector.fieldnames or ()):
        columnas = "la columna ruta" if len(piden) == 1 else f"las columnas {' y '.join(piden)}"
        yield Diferencia("línea 1", columnas, None)
        return
    for fila in lector:
        clave = (fila[RUTA] or "", fila.get(corte) or "")
        lugar = f"línea {lector.line_num}"
        if clave not in debidas:
            yield Diferencia(lugar, None, " ".join(clave).strip())
        else:
            yield from diferencias_de_una_fila(lugar, fila, debidas.pop(clave))
    for ruta, corte_debido in debidas:
        yield Diferencia("archivo", f"la fila de {ruta} {corte_debido}".strip(), None)


def _de_un_corte(tema: Tema) -> str:
    """La raíz de los datos de lo que va en una fila por corte."""
    recorre = forma_de(tema).recorre
    return next(uno.raiz for uno in recorre if uno.nombre == tema.filas.por_corte)


def diferencias_de_una_fila(
    lugar: str, fila: Mapping[str, Any], debida: Mapping[str, str]
) -> Iterator[Diferencia]:
    """Las celdas de una fila que no dicen lo que deben; lo calculado no se mira."""
    for columna in dict.fromkeys((*fila, *debida)):
        if str(columna).startswith(_CALCULADO):
            continue
        encontrado, esperado = fila.get(columna) or "", debida.get(columna, "")
        if isinstance(encontrado, list):  # las celdas que sobran
            encontrado = ";".join(encontrado)
        if not _dicen_lo_mismo(esperado, encontrado):
            yield Diferencia(f"{lugar}, columna {columna}", esperado, encontrado)


def _dicen_lo_mismo(esperado: str, encontrado: str) -> bool:
    """A la letra, salvo el apóstrofo que protege un texto y los ceros finales de un número."""
    if isinstance(esperado, _Numero) and _DECIMAL.fullmatch(encontrado):
        return Decimal(encontrado) == Decimal(esperado)
    return encontrado == esperado or (encontrado.startswith("'") and encontrado[1:] == esperado)


class _Numero(str):
    """El de un dato que es un número: ``1.50`` y ``1.5`` son el mismo."""

    __slots__ = ()


_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def _filas_debidas(datos: Datos, tema: Tema) -> Iterator[tuple[Clave, dict[str, str]]]:
    """Por su ruta y su corte, la de cada cosa que no contiene nada, con lo de quien la contiene."""
    forma, filas_del_tema = forma_de(tema), tema.filas
    comunes = {cual: datos.get(cual) for cual in filas_del_tema.comunes} | _de_la_entidad(
        datos["entidad"]
    )
    datos_por_lugar: dict[Parada | None, dict[str, Any]] = {None: comunes}
    lugares = recorrer_datos(datos, tema.clase, *forma.recorre)
    por_corte = f"{_de_un_corte(tema)}.corte" if filas_del_tema.por_corte else ""
    for lugar in lugares:
        datos_del_lugar = datos_por_lugar[lugar.dentro_de] | _datos_de_un_objeto(
            lugar.contenido.raiz, lugar.objeto, lugar.contenido.clase, forma.juntas
        )
        if lugar.lista != filas_del_tema.por_corte:
            datos_del_lugar[RUTA] = lugar.ruta
            if filas_del_tema.lista:
                datos_del_lugar[LISTA] = lugar.lista if lugar.lista in forma.de_filas else None
        datos_por_lugar[lugar] = datos_del_lugar
    for lugar in hojas(lugares):
        datos_de_la_fila = datos_por_lugar[lugar]
        yield (
            (datos_de_la_fila[RUTA], datos_de_la_fila.get(por_corte) or ""),
            celdas_escritas(datos_de_la_fila),
        )


def _de_la_entidad(entidad: Datos) -> dict[str, Any]:
    """Lo que de ella va en cada fila."""
    visibles = ("nombre", "departamento", "nit", "divipola", "extras")
    return _datos_de_un_objeto(
        "entidad", {campo: entidad.get(campo) for campo in visibles}, Entidad, {}
    )


def _datos_de_un_objeto(
    raiz: str, nodo: Datos, clase: type, juntas: Mapping[str, str]
) -> dict[str, Any]:
    """Los datos de un objeto, con lo que lleva adentro o va junto con él; sin las demás listas."""
    partes = {uno.nombre: uno for uno in contenidos_de(clase)}
    # Una lista que está vacía no va en los datos.
    datos: dict[str, Any] = {
        f"{raiz}.{campo.name}": []
        for campo in attrs.fields(clase)
        if get_origin(campo.type) is tuple and campo.name not in partes
    }
    for campo, valor in nodo.items():
        parte = partes.get(campo)
        if parte is not None and isinstance(valor, dict):
            datos |= _datos_de_un_objeto(f"{raiz}.{campo}", valor, parte.clase, {})
        elif isinstance(valor, dict):
            datos |= {f"{raiz}.{campo}.{nombre}": uno for nombre, uno in valor.items()}
        elif parte is None and campo != EXTRAS:
            datos[f"{raiz}.{campo}"] = valor
    for lista, raiz_de_la_junta in juntas.items():
        if lista in partes:
            de_cada = nodo.get(lista, ())
            for campo in campos_propios(partes[lista].clase):
                datos[f"{raiz_de_la_junta}.{campo}"] = [uno.get(campo) for uno in de_cada]
    return datos


def celdas_escritas(datos: Mapping[str, Any]) -> dict[str, str]:
    """Los que hay, como van en sus celdas."""
    return {clave: _celda_escrita(valor) for clave, valor in datos.items() if valor is not None}


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
    encontradas = partes_de(contenido)
    de_las_tablas = {
        tabla: suyas for tabla, suyas in _tablas_de(debidas, encontradas) if tabla in debidas
    }
    for tabla, diferencias in de_las_tablas.items():
        for diferencia in diferencias:
            yield attrs.evolve(diferencia, lugar=f"{tabla}: {diferencia.lugar}")
    debida, encontrada = (
        {nombre: parte for nombre, parte in partes.items() if nombre not in de_las_tablas}
        for partes in (debidas, encontradas)
    )
    yield from _todas(juzgar_partes(debida, encontrada))


def _tablas_de(
    debidas: Mapping[str, bytes], encontradas: Mapping[str, bytes]
) -> Iterator[tuple[str, Iterator[Diferencia]]]:
    """Cada tabla del paquete con lo que en ella no es lo que dicen los datos."""
    de_quien = next(tema(clave) for clave in claves() if del_entero(tema(clave)) in debidas)
    archivo = json.loads(debidas[del_entero(de_quien)])
    datos = archivo if de_quien is PLAN else archivo[de_quien.clave]
    yield _de_su_tabla(de_quien, datos, encontradas)
    for campo in de_quien.lleva:
        if (llevado := datos.get(campo)) is not None:
            clase = tipo_del_campo(attrs.fields_dict(de_quien.clase)[campo])
            yield _de_su_tabla(tema(clase.TEMA), llevado, encontradas)


def _de_su_tabla(
    tema: Tema, datos: Datos, encontradas: Mapping[str, bytes]
) -> tuple[str, Iterator[Diferencia]]:
    tabla = de_la_tabla(tema)
    return tabla, comprobar_filas(encontradas.get(tabla, b""), datos, tema)
